'use client';

import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { linkLabel, linkOrigin, type ValueLink } from '#components/trace/value-flow.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { TraceGraph, TraceGraphEdge } from './project-trace.ts';
import { roundedPath } from './route-edges.ts';
import { ValuePort, valueColour } from './value-edge.tsx';

/** More calls than this are not named at once: of a prompt that feeds two hundred, the lines say enough. */
const MOST = 60;
const SIDE_BY_SIDE = 2;

/**
 * The values that are meant, over the quiet ones: their lines in full colour, and what flowed (`pulls[2].title`) in the
 * room over the call that took it, so that no name covers a call. Lines pass behind no node, so over them is the same.
 */
export function LitValues({ graph, named }: { readonly graph: TraceGraph; readonly named: boolean }) {
  const lit = usePrototype((state, derived) => derived.lit(state));
  const later = usePrototype((state, derived) => derived.later(state));
  const edges = useMemo(
    () => graph.edges.filter(({ id, to }) => lit.edges.has(id) && !later.has(to)),
    [graph, lit, later],
  );
  if (edges.length === 0) return null;
  return (
    <ViewportPortal>
      <svg aria-hidden="true" className="pointer-events-none absolute top-0 left-0 size-px overflow-visible">
        {edges.map(({ id, points, from }) => (
          <g key={id}>
            <path
              d={roundedPath(points)}
              fill="none"
              stroke={valueColour(from.kind)}
              strokeWidth={2}
              strokeDasharray={from.kind === 'turn' ? '5 3' : undefined}
            />
            <ValuePort at={points.at(-1)} from={from.kind} colour={valueColour(from.kind)} />
          </g>
        ))}
      </svg>
      {named && <Labels graph={graph} edges={edges} meant={lit.links} />}
    </ViewportPortal>
  );
}

function Labels(props: {
  readonly graph: TraceGraph;
  readonly edges: readonly TraceGraphEdge[];
  readonly meant: readonly ValueLink[];
}) {
  const { graph, edges, meant } = props;
  const byCall = Map.groupBy(edges, ({ to }) => to);
  const named = graph.nodes.flatMap((node) => {
    const into = byCall.get(node.id);
    return into ? [{ node, into }] : [];
  });
  return named.slice(0, MOST).map(({ node, into }) => (
    <div
      key={node.id}
      className="pointer-events-none absolute flex gap-1"
      style={{ left: node.x, top: node.y - 18, width: node.width }}
    >
      {into.slice(0, SIDE_BY_SIDE).map(({ id, links }) => {
        const about = links.filter((link) => meant.includes(link));
        return <Label key={id} links={about.length > 0 ? about : links} />;
      })}
      {into.length > SIDE_BY_SIDE && (
        <span className={classNames(look, 'shrink-0 text-faint')}>+{into.length - SIDE_BY_SIDE}</span>
      )}
    </div>
  ));
}

const look = 'h-4 rounded-sm bg-surface px-1 font-mono text-2xs leading-4 shadow-card ring-1 ring-hairline';

function Label({ links }: { readonly links: readonly ValueLink[] }) {
  const [first, ...more] = links;
  if (!first) return null;
  return (
    <span
      className={classNames(
        look,
        'flex min-w-0',
        linkOrigin(first) === 'input' ? 'text-origin-input' : 'text-origin-reference',
      )}
    >
      <span className="truncate">{linkLabel(first)}</span>
      {more.length > 0 && <span className="shrink-0 pl-1 text-faint">+{more.length}</span>}
    </span>
  );
}
