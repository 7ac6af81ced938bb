'use client';

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { originLook } from '#components/trace/origin-dot.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { WorkflowFlowEdge } from './workflow-flow.ts';

/**
 * What comes next, quietly. Where a value goes is drawn while one of its ends is pointed at or selected, in the colour of
 * its source and with its name; at rest the picture says only the order.
 */
export const WorkflowEdge = memo(function WorkflowEdge(props: EdgeProps<WorkflowFlowEdge>) {
  const { id, source, target, data, markerEnd } = props;
  const lit = usePrototype((state, derived) => {
    const { steps } = derived.lit(state);
    return steps.has(source) || steps.has(target);
  });
  if (!data) return null;
  const { kind, origin, label, side } = data;
  const flows = lit && kind === 'data';
  if (side !== 'down' && !flows) return null;
  const [path, x, y] = side === 'down' ? getBezierPath(props) : around(props, side);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        markerEnd={markerEnd}
        style={{
          stroke: flows ? `var(--origin-${origin})` : 'var(--hairline-strong)',
          strokeWidth: flows ? 1.5 : 1.25,
        }}
      />
      {flows && (
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
