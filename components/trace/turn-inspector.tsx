'use client';

import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { plural } from '#components/ui/format.ts';
import { LinkSourceLine } from './link-source-line.tsx';
import { linkKey, type ValueLink } from './value-flow.ts';

/** What was said, the words that became arguments marked in it. */
export function TurnInspector({ turn: id }: { readonly turn: string }) {
  const turn = usePrototype(({ snapshot }) => snapshot.trace.turns).find((candidate) => candidate.id === id);
  const links = usePrototype((state, derived) => derived.flow(state)).flatMap((edge) =>
    edge.from.id === id ? edge.links : [],
  );
  if (!turn) return null;
  return (
    <article aria-label="Prompt" className="flex h-full flex-col gap-3 overflow-y-auto bg-surface px-4 py-3">
      <h2 className="text-base font-semibold">Prompt</h2>
      <p className="text-sm leading-6 wrap-anywhere whitespace-pre-wrap">{marked(turn.text, links)}</p>
      <section>
        <h3 className="mb-1.5 text-2xs font-medium text-faint">
          {links.length === 0
            ? 'No argument was found in these words.'
            : `${plural(links.length, 'argument')} taken from these words`}
        </h3>
        <ul className="flex flex-col gap-1">
          {links.slice(0, 60).map((link) => (
            <li key={linkKey(link)}>
              <LinkSourceLine link={link} named />
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}

function marked(text: string, links: readonly ValueLink[]) {
  const spans = new Map<number, number>();
  for (const { source } of links)
    if (source.kind === 'turn') spans.set(source.start, Math.max(source.end, spans.get(source.start) ?? 0));
  const parts = [];
  let at = 0;
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    if (start < at) continue;
    parts.push(
      text.slice(at, start),
      <mark key={start} className={classNames('rounded-[2px] bg-origin-input/12 px-0.5 text-origin-input')}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  return [...parts, text.slice(at)];
}
