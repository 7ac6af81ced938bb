'use client';

import { useStore, useViewport, ViewportPortal } from '@xyflow/react';
import { MessageSquareText, Repeat2, Server } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import { plural } from '#components/ui/format.ts';
import { gutterOf, isSlim } from './first-view.ts';
import type { TraceGraph } from './project-trace.ts';

/** The bands behind the calls, and the gutter with their names, which stays at the left however far the graph moves. */
export function Lanes({ graph }: { readonly graph: TraceGraph }) {
  const { lanes, loops } = graph;
  return (
    <>
      <ViewportPortal>
        {lanes.map((lane) => (
          <div
            key={lane.server ?? ''}
            className="pointer-events-none absolute -z-1 border-b border-hairline first:border-t"
            style={{ left: -20_000, top: lane.y, width: lane.width + 40_000, height: lane.height }}
          />
        ))}
        {loops.map((loop) => (
          <div
            key={loop.step}
            className="pointer-events-none absolute -z-1 rounded-xl border border-dashed border-hairline-strong bg-raised/50"
            style={{ left: loop.x, top: loop.y, width: loop.width, height: loop.height }}
          >
            <span className="absolute right-3 bottom-full mb-1 inline-flex h-4 items-center gap-1 text-2xs font-medium text-muted">
              <Repeat2 aria-hidden className="size-3" /> for each {loop.each}
              <span className="figures text-faint">{loop.times}×</span>
            </span>
          </div>
        ))}
      </ViewportPortal>
      <Gutter graph={graph} />
    </>
  );
}

/** A lane lower than this on the screen has room for its name only. */
const ROOMY = 72;

function Gutter({ graph: { lanes, nodes } }: { readonly graph: TraceGraph }) {
  const { y, zoom } = useViewport();
  const pane = useStore(({ width }) => width);
  const slim = isSlim(pane);
  const counts = new Map<string, number>();
  for (const node of nodes) if (node.kind === 'call') count(counts, node.call.server);
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 left-0 z-5 overflow-hidden border-r border-hairline bg-bg/92"
      style={{ width: gutterOf(lanes, pane) - 8 }}
    >
      {lanes.map((lane) => {
        const height = lane.height * zoom;
        return (
          <div
            key={lane.server ?? ''}
            className={classNames(
              'absolute inset-x-0 flex flex-col gap-0.5 overflow-hidden border-b border-hairline pt-2.5 first:border-t',
              slim ? 'px-2' : 'px-2.5',
            )}
            style={{ top: y + lane.y * zoom, height }}
          >
            <span className="flex min-w-0 items-center gap-1.5 text-2xs font-medium text-muted">
              {slim ? null : lane.server === null ? (
                <MessageSquareText className="size-3 shrink-0 text-faint" />
              ) : (
                <Server className="size-3 shrink-0 text-faint" />
              )}
              <span className="truncate">{lane.server ?? 'You'}</span>
            </span>
            {lane.server !== null && height >= ROOMY && !slim && (
              <span className="figures pl-4.5 text-2xs whitespace-nowrap text-faint">
                {plural(counts.get(lane.server) ?? 0, 'call')}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

function count(counts: Map<string, number>, server: string): void {
  counts.set(server, (counts.get(server) ?? 0) + 1);
}
