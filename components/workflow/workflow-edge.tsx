'use client';

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { originLook } from '#components/trace/origin-dot.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { WorkflowFlowEdge } from './workflow-flow.ts';

/** A value on its way, or only an order. Named when one of its ends is meant. */
export const WorkflowEdge = memo(function WorkflowEdge(props: EdgeProps<WorkflowFlowEdge>) {
  const { id, source, target, data } = props;
  const lit = usePrototype((state, derived) => {
    const { steps } = derived.lit(state);
    return steps.has(source) || steps.has(target);
  });
  if (!data) return null;
  const { kind, origin, label, side } = data;
  const [path, x, y] = side === 'down' ? getBezierPath(props) : around(props, side);
  const order = kind === 'order';
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        style={{
          stroke: order ? 'var(--hairline-strong)' : `var(--origin-${origin})`,
          strokeWidth: lit && !order ? 1.75 : 1.25,
          strokeOpacity: order ? 1 : lit ? 0.95 : 0.4,
          strokeDasharray: order ? '2 4' : undefined,
        }}
      />
      {lit && !order && (
        <EdgeLabelRenderer>
          <span
            className={classNames(
              'pointer-events-none absolute z-10 max-w-48 truncate rounded-sm border border-hairline bg-surface px-1.5 py-px font-mono text-2xs shadow-card',
              originLook[origin].text,
            )}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

const REACH = 26;

/** Out to the side, along, and back in: past the cards between. */
function around(props: EdgeProps<WorkflowFlowEdge>, side: 'left' | 'right'): [string, number, number] {
  const { sourceX, sourceY, targetX, targetY } = props;
  const out = side === 'left' ? Math.min(sourceX, targetX) - REACH : Math.max(sourceX, targetX) + REACH;
  const turn = side === 'left' ? 1 : -1;
  const radius = Math.min(10, Math.abs(targetY - sourceY) / 2);
  const down = targetY > sourceY ? radius : -radius;
  const path = [
    `M${sourceX},${sourceY}`,
    `H${out + turn * radius}`,
    `Q${out},${sourceY} ${out},${sourceY + down}`,
    `V${targetY - down}`,
    `Q${out},${targetY} ${out + turn * radius},${targetY}`,
    `H${targetX}`,
  ].join(' ');
  return [path, out, (sourceY + targetY) / 2];
}
