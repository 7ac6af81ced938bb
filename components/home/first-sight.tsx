'use client';

import { ArrowRight, FileUp, Plug, Sparkles } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { plural } from '#components/ui/format.ts';
import type { CallSketch, PrototypeSummary } from '#core/live/prototype-summary.ts';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { GraphThumbnail } from './graph-thumbnail.tsx';
import { PromptForm } from './prompt-form.tsx';

/**
 * A studio that holds nothing of one's own: one sentence, one prompt with one button, and what becomes of it, from the
 * words over the calls to the program. The sample's recording, where it is there, can be opened.
 */
export function FirstSight({ sample }: { readonly sample: PrototypeSummary | null }) {
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-10 pt-2 lg:pt-[5vh]">
      <section>
        <h2 className="text-2xl font-semibold text-balance">Show a job once; keep the program.</h2>
        <p className="mt-2 mb-6 max-w-xl text-base text-pretty text-muted">
          Describe what your MCP servers should do. Every call is recorded, and the recording becomes a program that
          needs no model.
        </p>
        <PromptForm sample={sample?.prototype.id ?? null} />
      </section>
      {sample ? (
        <article className="min-w-0 overflow-hidden rounded-xl border border-hairline bg-surface shadow-card">
          <Story calls={sample.calls} />
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-hairline px-4 py-3">
            <p className="min-w-0 text-sm text-muted">
              <span className="font-medium text-fg">{sample.prototype.name}.</span> A recorded sample:{' '}
              {plural(sample.callCount, 'call')} on {sample.prototype.servers.join(' and ')}, made by a script.
            </p>
            <Link
              href={`/prototypes/${sample.prototype.id}`}
              className="inline-flex items-center gap-1 rounded-sm text-sm font-medium text-accent hover:underline"
            >
              Open the recording <ArrowRight aria-hidden className="size-3.5" />
            </Link>
          </div>
        </article>
      ) : (
        <div className="overflow-hidden rounded-xl border border-hairline bg-surface shadow-card">
          <Story calls={PICTURE} />
        </div>
      )}
      <WaysIn />
    </div>
  );
}

/** What a newcomer brings along, and where it goes. */
function WaysIn() {
  return (
    <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-3">
      {WAYS.map(({ href, icon: Icon, title, text }) => (
        <li key={href}>
          <Link href={href} className="group flex gap-3 rounded-md">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
            <span className="min-w-0 text-sm">
              <span className="font-medium group-hover:underline">{title}</span>
              <span className="block text-pretty text-muted">{text}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const WAYS = [
  {
    href: '/servers?add',
    icon: Plug,
    title: 'Add your servers',
    text: 'Paste the mcp.json that you have, a command or an address.',
  },
  {
    href: '/settings',
    icon: Sparkles,
    title: 'Set up a model',
    text: 'OpenAI, Anthropic, any compatible address, or one that runs here.',
  },
  {
    href: '/?import',
    icon: FileUp,
    title: 'Bring a recording',
    text: (
      <>
        Made by <code className="font-mono text-xs">tracewright record</code> or another studio.
      </>
    ),
  },
] as const;

/** The product in three pictures: the conversation becomes the graph becomes the program. */
function Story({ calls }: { readonly calls: readonly CallSketch[] }) {
  return (
    <div className="grid divide-y divide-hairline md:grid-cols-[1fr_1.15fr_1.15fr] md:divide-x md:divide-y-0">
      <Act title="You say it once">
        <p className="m-auto rounded-lg bg-raised px-3 py-2 text-xs leading-5 text-pretty">{SAMPLE_PROMPT}</p>
      </Act>
      <Act title="Every call is recorded">
        <GraphThumbnail calls={calls} scale={2} plain className="m-auto h-36 w-full" />
      </Act>
      <Act title="The program is derived and proved">
        <pre className="m-auto max-w-full overflow-hidden font-mono text-2xs leading-5 text-muted">
          {PROGRAM.map(({ key, line }) => (
            <span key={key} className="block">
              {line}
            </span>
          ))}
        </pre>
      </Act>
    </div>
  );
}

function Act({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-44 min-w-0 flex-col gap-2 p-4">
      <h3 className="text-xs font-medium text-faint">{title}</h3>
      {children}
    </div>
  );
}

const input = (name: string) => <span className="text-origin-input">{name}</span>;
const reference = (name: string) => <span className="text-origin-reference">{name}</span>;

/** What the sample becomes, shortened; each value in the colour of where it comes from. */
const PROGRAM = [
  { key: 'for', line: <>for (const pull of pulls</> },
  {
    key: 'filter',
    line: (
      <>
        {'  '}.filter(contains({reference('title')}, {input('phrase')}))) {'{'}
      </>
    ),
  },
  { key: 'call', line: <>{'  await tracker.createIssue({'}</> },
  {
    key: 'project',
    line: (
      <>
        {'    '}
        {input('project')},
      </>
    ),
  },
  {
    key: 'title',
    line: (
      <>
        {'    '}title: {reference('pull.title')},
      </>
    ),
  },
  { key: 'end-call', line: <>{'  })'}</> },
  { key: 'end', line: <>{'}'}</> },
] as const;

/** The sample's shape: one list, then a ticket for each match. */
const PICTURE: readonly CallSketch[] = [
  { id: '1', server: 'code-host', tool: 'list', turn: '1', failed: false },
  { id: '2', server: 'tracker', tool: 'create', turn: '2', failed: true },
  { id: '3', server: 'tracker', tool: 'create', turn: '3', failed: false },
  { id: '4', server: 'tracker', tool: 'create', turn: '3', failed: false },
  { id: '5', server: 'tracker', tool: 'create', turn: '3', failed: false },
];
