import { GraphThumbnail } from './graph-thumbnail.tsx';
import { PlaySampleButton } from './play-sample-button.tsx';
import { PromptForm } from './prompt-form.tsx';

/** The first sight of an empty studio: one sentence, one prompt, and the sample that needs no model. */
export function StartBox() {
  return (
    <section className="mx-auto flex max-w-2xl flex-col items-center px-2 pt-[6vh] text-center">
      <GraphThumbnail calls={PICTURE} scale={1.9} className="h-32 w-full max-w-md rounded-lg border border-hairline" />
      <StartWords className="mt-8 mb-6" />
      <PromptForm />
      <div className="mt-4 flex flex-wrap items-center justify-center gap-3">
        <PlaySampleButton sample={null} />
        <span className="text-sm text-balance text-muted">
          No model, no key, no network: a scripted model plays it.
        </span>
      </div>
    </section>
  );
}

/** What the product does, in two breaths. */
export function StartWords({ className }: { readonly className?: string }) {
  return (
    <div className={className}>
      <h2 className="text-2xl font-semibold text-balance">Show a job once; keep the program.</h2>
      <p className="mt-2 max-w-lg text-base text-pretty text-muted">
        Describe what your MCP servers should do. Every call is recorded, and the recording becomes a program that needs
        no model.
      </p>
    </div>
  );
}

/** The sample's shape: one list, then a ticket for each match. */
const PICTURE = [
  { id: '1', server: 'code-host', tool: 'list', turn: '1', failed: false },
  { id: '2', server: 'code-host', tool: 'get', turn: '2', failed: false },
  { id: '3', server: 'tracker', tool: 'create', turn: '3', failed: false },
  { id: '4', server: 'tracker', tool: 'create', turn: '3', failed: false },
  { id: '5', server: 'tracker', tool: 'create', turn: '3', failed: false },
  { id: '6', server: 'tracker', tool: 'list', turn: '4', failed: false },
];
