'use client';

import { ArrowUp, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { rememberStart } from '#components/chat/start-intent.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { GraphThumbnail } from './graph-thumbnail.tsx';
import { createPrototype, prototypeHref } from './start-prototype.ts';

/** The first sight of an empty studio: one sentence, one prompt, and the sample that needs no model. */
export function StartBox() {
  const router = useRouter();
  const [prompt, setPrompt] = useState(SAMPLE_PROMPT);
  const start = useAction(async () => {
    const { id } = await createPrototype({ name: prompt.trim().slice(0, 80) || undefined });
    rememberStart(id, { kind: 'prompt', text: prompt.trim() });
    router.push(prototypeHref(id));
  });
  const play = useAction(async () => {
    const { id } = await createPrototype({ sample: true });
    rememberStart(id, { kind: 'play' });
    router.push(prototypeHref(id));
  });
  const error = start.error ?? play.error;
  return (
    <section className="mx-auto flex max-w-2xl flex-col items-center px-2 pt-[6vh] text-center">
      <GraphThumbnail calls={PICTURE} className="h-32 w-full max-w-md rounded-lg border border-hairline" />
      <h2 className="mt-8 text-2xl font-semibold text-balance">Show a job once; keep the program.</h2>
      <p className="mt-2 max-w-lg text-base text-pretty text-muted">
        Describe what your MCP servers should do. Every call is recorded, and the recording becomes a program that needs
        no model.
      </p>
      <form
        className="mt-6 w-full rounded-xl border border-hairline-strong bg-surface p-2 text-left shadow-card focus-within:border-accent"
        onSubmit={(event) => {
          event.preventDefault();
          void start.run();
        }}
      >
        <label htmlFor="start-prompt" className="sr-only">
          What should be done
        </label>
        <textarea
          id="start-prompt"
          rows={2}
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void start.run();
          }}
          className="field-sizing-content max-h-48 min-h-14 w-full resize-none bg-transparent px-2 py-1.5 text-base outline-none"
        />
        <div className="flex items-center justify-between gap-2">
          <span className="px-2 text-xs text-faint">↵ starts a prototype with this prompt</span>
          <Button type="submit" icon={ArrowUp} busy={start.busy} disabled={prompt.trim() === ''}>
            Start
          </Button>
        </div>
      </form>
      <div className="mt-4 flex flex-wrap items-center justify-center gap-3">
        <Button variant="primary" icon={Play} busy={play.busy} onClick={() => void play.run()}>
          Play the sample
        </Button>
        <span className="text-sm text-muted">No model, no key, no network: a scripted model plays it.</span>
      </div>
      {error && <ErrorNote title={error.message} advice={error.advice} className="mt-4 w-full text-left" />}
    </section>
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
