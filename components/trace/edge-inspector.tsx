'use client';

import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { plural } from '#components/ui/format.ts';
import { LinkCard } from './link-card.tsx';
import { type FlowEdge, linkKey } from './value-flow.ts';

/** The values that flowed along one edge. */
export function EdgeInspector({ edge }: { readonly edge: FlowEdge }) {
  const calls = usePrototype((state, derived) => derived.calls(state));
  const name = (id: string) => calls.find((call) => call.id === id)?.tool ?? id;
  const from = edge.from.kind === 'turn' ? 'the prompt' : name(edge.from.id);
  const proved = edge.links.some((link) => link.basis === 'evidence');
  return (
    <article aria-label="Values that flowed" className="flex h-full flex-col overflow-y-auto bg-surface">
      <header className="px-4 pt-3 pb-2">
        <h2 className="text-base font-semibold">{plural(edge.links.length, 'value')}</h2>
        <p className="text-xs text-muted">
          from {from} to {name(edge.to)}, {proved ? 'as the workflow uses them' : 'seen in the recording'}
        </p>
      </header>
      <ul className="flex flex-col gap-2 px-4 pb-4">
        {edge.links.map((link) => (
          <li key={linkKey(link)}>
            <LinkCard link={link} />
          </li>
        ))}
      </ul>
    </article>
  );
}
