'use client';

import { CircleAlert } from 'lucide-react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { sameSelection } from '#components/prototype/selection.ts';
import { classNames } from '#components/ui/class-names.ts';
import { HoverCard } from '#components/ui/hover-card.tsx';
import { placeAttribute } from './place-attribute.ts';
import type { ValueSegment } from './step-sentence.ts';
import { ValueExplanation } from './value-explanation.tsx';
import { evidenceAt, originOfEvidence, placeWithin } from './value-origin.ts';
import { ValueText } from './value-text.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

/** A value in a step's sentence: coloured by where it comes from, explained when pointed at, opened when chosen. */
export function ValueChip({ segment }: { readonly segment: ValueSegment }) {
  const { view, editHere } = useWorkflowPage();
  const { select, point } = usePrototypeActions();
  const target = { kind: 'place', place: segment.place } as const;
  const selected = usePrototype(({ selection }) => sameSelection(selection, target));
  const evidence = evidenceAt(view.evidence, segment.place);
  const origin = originOfEvidence(evidence, segment.origin);
  const wrong = view.findings.find(
    ({ severity, place }) => severity === 'error' && place !== undefined && placeWithin(place, segment.place),
  );
  return (
    <HoverCard
      disabled={selected}
      onOpenChange={(open) => point(open ? target : null)}
      trigger={
        <button
          type="button"
          aria-pressed={selected}
          data-place={placeAttribute(segment.place)}
          onClick={() => select(target)}
          onDoubleClick={editHere && (() => editHere(segment.place))}
          className={classNames(
            'nodrag nopan -mx-0.5 inline max-w-full rounded-[3px] box-decoration-clone px-0.5 text-left align-baseline transition-colors',
            selected ? 'bg-accent/15' : 'hover:bg-raised',
            evidence?.status === 'assumed' && 'underline decoration-faint decoration-dashed underline-offset-3',
            wrong && 'underline decoration-bad decoration-wavy underline-offset-3',
          )}
        >
          <ValueText expr={segment.expr} parts={segment.parts} origin={origin} />
          {wrong && <CircleAlert aria-hidden className="ml-1 inline size-3 text-bad" />}
        </button>
      }
    >
      {wrong && <p className="mb-2 text-bad">{wrong.message}</p>}
      <ValueExplanation place={segment.place} expr={segment.expr} origin={origin} unsaid={segment.unsaid} />
    </HoverCard>
  );
}
