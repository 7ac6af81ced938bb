'use client';

import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { sameSelection } from '#components/prototype/selection.ts';
import { OriginDot, originLook } from '#components/trace/origin-dot.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { HoverCard } from '#components/ui/hover-card.tsx';
import type { Segment } from './step-sentence.ts';
import { ValueExplanation } from './value-explanation.tsx';
import { evidenceAt, originOfEvidence } from './value-origin.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** A value in a step's sentence: coloured by where it comes from, explained when pointed at, opened when chosen. */
export function ValueChip({ segment }: { readonly segment: Segment & { readonly kind: 'value' } }) {
  const { view } = useWorkflowPage();
  const { select, point } = usePrototypeActions();
  const target = { kind: 'place', place: segment.place } as const;
  const selected = usePrototype(({ selection }) => sameSelection(selection, target));
  const evidence = evidenceAt(view.evidence, segment.place);
  const origin = originOfEvidence(evidence, segment.origin);
  return (
    <HoverCard
      onOpenChange={(open) => point(open ? target : null)}
      trigger={
        <button
          type="button"
          aria-pressed={selected}
          onClick={() => select(target)}
          className={classNames(
            'nodrag nopan inline max-w-full rounded-[3px] px-1 text-left align-baseline font-mono text-xs wrap-anywhere decoration-dotted underline-offset-3 hover:underline',
            originLook[origin].text,
            selected ? 'bg-accent-soft outline-1 outline-accent' : 'bg-raised',
            evidence?.status === 'assumed' && 'underline decoration-wavy',
          )}
        >
          <OriginDot origin={origin} className="mr-1 scale-75 align-middle" />
          {segment.text}
        </button>
      }
    >
      <ValueExplanation place={segment.place} expr={segment.expr} origin={origin} short />
    </HoverCard>
  );
}
