'use client';

import { useViewport, ViewportPortal } from '@xyflow/react';
import { MessageSquareText, Repeat2, Server } from 'lucide-react';
import type { TraceGraphLane, TraceGraphLoop } from './project-trace.ts';

/** The bands behind the calls, and their names, which stay at the left edge however far the graph is moved. */
interface LanesProps {
  readonly lanes: readonly TraceGraphLane[];
  readonly loops: readonly TraceGraphLoop[];
}

export function Lanes({ lanes, loops }: LanesProps) {
  const { y, zoom } = useViewport();
  return (
    <>
      <ViewportPortal>
        {lanes.map((lane) => (
          <div
            key={lane.server ?? ''}
            className="pointer-events-none absolute -z-1 border-t border-hairline"
            style={{ left: -20_000, top: lane.y, width: lane.width + 40_000, height: lane.height }}
          />
        ))}
        {loops.map((loop) => (
          <div
            key={loop.step}
            className="pointer-events-none absolute -z-1 rounded-xl border border-dashed border-hairline-strong bg-raised/40"
            style={{ left: loop.x, top: loop.y, width: loop.width, height: loop.height }}
          >
            <span className="absolute -top-2.5 left-3 inline-flex h-5 items-center gap-1 rounded-sm bg-bg px-1.5 text-2xs font-medium text-muted">
              <Repeat2 aria-hidden className="size-3" /> for each {loop.each}
              <span className="figures text-faint">· {loop.times}×</span>
            </span>
          </div>
        ))}
      </ViewportPortal>
      <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-5 overflow-hidden">
        {lanes.map((lane) => (
          <span
            key={lane.server ?? ''}
            className="absolute left-3 inline-flex h-5 items-center gap-1.5 text-2xs font-medium text-faint"
            style={{ transform: `translateY(${y + lane.y * zoom + 6}px)` }}
          >
            {lane.server === null ? <MessageSquareText className="size-3" /> : <Server className="size-3" />}
            {lane.server ?? 'You'}
          </span>
        ))}
      </div>
    </>
  );
}
