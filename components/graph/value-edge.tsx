'use client';

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { linkLabel } from '#components/trace/value-flow.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { ValueFlowEdge } from './flow-nodes.ts';

/** Values that flowed. Quiet until it is meant; then coloured by where the values come from, and named. */
export const ValueEdge = memo(function ValueEdge(props: EdgeProps<ValueFlowEdge>) {
  const { id, data } = props;
  const { select, point } = usePrototypeActions();
  const lit = usePrototype((state, derived) => derived.lit(state).edges.has(id));
  const quiet = usePrototype((state, derived) => !lit && derived.lit(state).edges.size > 0);
  const later = usePrototype((state, derived) => data !== undefined && derived.later(state).has(data.edge.to));
  const meant = usePrototype((state, derived) => derived.lit(state).links);
  if (!data) return null;
  const { edge } = data;
  const path = edge.from.kind === 'turn' ? fromPrompt(props) : getBezierPath(props)[0];
  // Beside the call that takes the value: above its edge, words of the prompt below it.
  const label = { x: props.targetX - 10, y: props.targetY + (edge.from.kind === 'turn' ? 13 : -13) };
  const links = edge.links.filter((link) => meant.includes(link));
  const shown = links.length > 0 ? links : edge.links;
  const first = shown[0];
  const input = edge.from.kind === 'turn';
  const colour = input ? 'var(--origin-input)' : 'var(--origin-reference)';
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={16}
        onMouseEnter={() => point({ kind: 'edge', edge: id })}
        onMouseLeave={() => point(null)}
        onClick={() => select({ kind: 'edge', edge: id })}
        style={{
          stroke: colour,
          strokeWidth: lit ? 2 : 1.25,
          strokeOpacity: later ? 0 : lit ? 1 : quiet ? 0.12 : input ? 0.3 : 0.42,
          strokeDasharray: input ? '4 3' : undefined,
          cursor: 'pointer',
        }}
      />
      {lit && first && (
        <EdgeLabelRenderer>
          <span
            className={classNames(
              'pointer-events-none absolute z-10 max-w-56 truncate rounded-sm border border-hairline bg-surface px-1.5 py-px font-mono text-2xs shadow-card',
              input ? 'text-origin-input' : 'text-origin-reference',
            )}
            style={{ transform: `translate(-100%, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            {linkLabel(first)}
            {shown.length > 1 && <span className="text-faint"> +{shown.length - 1}</span>}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** Down from the prompt, then right into the call, with one rounded corner. */
function fromPrompt({ sourceX, sourceY, targetX, targetY }: EdgeProps<ValueFlowEdge>): string {
  const radius = Math.max(0, Math.min(10, targetX - sourceX, targetY - sourceY));
  return `M${sourceX},${sourceY} V${targetY - radius} Q${sourceX},${targetY} ${sourceX + radius},${targetY} H${targetX}`;
}
