import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callViews } from '#components/trace/call-view.ts';
import { type FixtureCall, leakTrace, longTrace, traceOf } from '#components/trace/trace-fixture.ts';
import { TraceFlow } from '#components/trace/trace-flow.ts';
import type { Trace } from '#core/trace/trace.ts';
import { projectTrace, type TraceGraph } from './project-trace.ts';
import { type Point, roundedPath } from './route-edges.ts';

function graphOf(trace: Trace): TraceGraph {
  const flow = new TraceFlow().update(trace, []);
  return projectTrace({ calls: callViews({ trace, pending: [] }), turns: trace.turns, flow });
}

/** Edges that pass behind a node, or have a slope. */
function faults({ edges, nodes }: TraceGraph): string[] {
  return edges.flatMap(({ id, points }) =>
    points.slice(1).flatMap((to, index) => {
      const from = points[index];
      if (!from) return [];
      if (from.x !== to.x && from.y !== to.y) return [`${id} slopes`];
      const behind = nodes.find((node) => crosses(from, to, node));
      return behind ? [`${id} passes behind ${behind.id}`] : [];
    }),
  );
}

function crosses(from: Point, to: Point, box: TraceGraph['nodes'][number]): boolean {
  return (
    Math.max(from.x, to.x) > box.x &&
    Math.min(from.x, to.x) < box.x + box.width &&
    Math.max(from.y, to.y) > box.y &&
    Math.min(from.y, to.y) < box.y + box.height
  );
}

const recordings = fc
  .array(
    fc.record({
      server: fc.constantFrom('code', 'tracker', 'files'),
      tool: fc.constantFrom('get', 'put'),
      turn: fc.nat(9),
      /** Which earlier call's value it takes. */
      from: fc.nat(40),
      prompted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    const turns = steps.map(({ turn }) => turn).sort((a, b) => a - b);
    const calls = steps.map(
      ({ server, tool, from, prompted }, index): FixtureCall => ({
        id: `call-${index}`,
        turn: `turn-${turns[index]}`,
        server,
        tool,
        args: { item: `item-${1000 + from}`, ...(prompted && { where: 'acme/storefront' }) },
        data: { id: `item-${1000 + index}` },
      }),
    );
    return traceOf({ prompt: 'Sort the things of acme/storefront.', calls });
  });

describe('the ways of values', () => {
  it('never pass behind a call or a prompt, and turn only at right angles', () => {
    for (const trace of [leakTrace(), longTrace(120)]) {
      const graph = graphOf(trace);
      expect(graph.edges.length).toBeGreaterThan(2);
      expect(faults(graph)).toEqual([]);
    }
  });

  it('do so in any recording', () => {
    fc.assert(
      fc.property(recordings, (trace) => {
        expect(faults(graphOf(trace))).toEqual([]);
      }),
    );
  });

  it('begin at their source and end at the left of the call that takes the value', () => {
    const graph = graphOf(leakTrace());
    for (const { from, to, points } of graph.edges) {
      const source = graph.nodes.find(({ id }) => id === from.id);
      const target = graph.nodes.find(({ id }) => id === to);
      const [start] = points;
      const end = points.at(-1);
      expect(start?.x).toBe(from.kind === 'turn' ? (source?.x ?? 0) + 10 : (source?.x ?? 0) + (source?.width ?? 0));
      expect(end?.x).toBe(target?.x);
    }
  });

  it('reach a call each at its own port, so that one sees how many values feed it', () => {
    const graph = graphOf(leakTrace());
    const ends = graph.edges.filter(({ to }) => to === 'call-create-1').map(({ points }) => points.at(-1)?.y);
    expect(ends).toHaveLength(2);
    expect(new Set(ends).size).toBe(2);
  });

  it('have round corners where there is room for them', () => {
    const path = roundedPath([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 40 },
    ]);
    expect(path).toBe('M0,0L32,0Q40,0 40,8L40,40');
  });
});
