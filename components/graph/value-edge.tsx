'use client';

import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import type { ValueFlowEdge } from './flow-nodes.ts';
import { type Point, roundedPath } from './route-edges.ts';

/**
 * Values that flowed, coloured by where they come from; the end says so by its shape too: square for the user's words,
 * round for a result. Quiet; what is meant is drawn over it (`lit-values.tsx`).
 */
export const ValueEdge = memo(function ValueEdge({ id, data }: EdgeProps<ValueFlowEdge>) {
  const { select, point } = usePrototypeActions();
  const quiet = usePrototype((state, derived) => derived.lit(state).edges.size > 0);
  const later = usePrototype((state, derived) => data !== undefined && derived.later(state).has(data.edge.to));
  if (!data || later) return null;
  const { points, from } = data.edge;
  // Mixed and not translucent: where many lines share a way, it stays one line.
  const colour = `color-mix(in srgb, ${valueColour(from.kind)} ${quiet ? 18 : 46}%, var(--bg))`;
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(points)}
        interactionWidth={10}
        onMouseEnter={() => point({ kind: 'edge', edge: id })}
        onMouseLeave={() => point(null)}
        onClick={() => select({ kind: 'edge', edge: id })}
        style={{
          stroke: colour,
          strokeWidth: 1.25,
          strokeDasharray: from.kind === 'turn' ? '4 3' : undefined,
          cursor: 'pointer',
        }}
      />
      <ValuePort at={points.at(-1)} from={from.kind} colour={colour} />
    </>
  );
});

export function valueColour(from: 'call' | 'turn'): string {
  return from === 'turn' ? 'var(--origin-input)' : 'var(--origin-reference)';
}

/** Where a value enters a call. */
export function ValuePort(props: {
  readonly at: Point | undefined;
  readonly from: 'call' | 'turn';
  readonly colour: string;
}) {
  const { at, from, colour } = props;
  if (!at) return null;
  return from === 'turn' ? (
    <rect x={at.x - 6} y={at.y - 2.5} width={5} height={5} rx={1} fill={colour} />
  ) : (
    <circle cx={at.x - 3.5} cy={at.y} r={2.75} fill={colour} />
  );
}
