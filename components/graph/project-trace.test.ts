import { describe, expect, it } from 'vitest';
import { callViews } from '#components/trace/call-view.ts';
import { type FixtureCall, leakTrace, longTrace, traceOf } from '#components/trace/trace-fixture.ts';
import { TraceFlow } from '#components/trace/trace-flow.ts';
import { type Box, projectTrace, type TraceGraph } from './project-trace.ts';

function graphOf(trace: ReturnType<typeof traceOf>): TraceGraph {
  const flow = new TraceFlow().update(trace, []);
  return projectTrace({ calls: callViews({ trace, pending: [] }), turns: trace.turns, flow });
}

function box(graph: TraceGraph, id: string): Box {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (!node) throw new Error(`No node ${id}.`);
  return node;
}

describe('the picture of a recording', () => {
  it('puts later turns to the right and calls of one turn under each other', () => {
    const graph = graphOf(leakTrace());
    expect(box(graph, 'call-list').x).toBeLessThan(box(graph, 'call-create-1').x);
    expect(box(graph, 'call-create-1').x).toBe(box(graph, 'call-create-2').x);
    expect(box(graph, 'call-create-1').y).toBeLessThan(box(graph, 'call-create-2').y);
  });

  it('keeps every call inside the lane of its server', () => {
    const graph = graphOf(longTrace(120));
    for (const node of graph.nodes) {
      const server = node.kind === 'call' ? node.call.server : null;
      const lane = graph.lanes.find((candidate) => candidate.server === server);
      expect(lane && node.y >= lane.y && node.y + node.height <= lane.y + lane.height).toBe(true);
    }
  });

  it('lets no two nodes overlap', () => {
    const { nodes } = graphOf(longTrace(120));
    const overlaps = nodes.filter((a, index) =>
      nodes.some(
        (b, other) =>
          other > index && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      ),
    );
    expect(overlaps).toEqual([]);
  });

  it('moves no call sideways when another one is recorded', () => {
    const trace = longTrace(80);
    const before = graphOf({ ...trace, calls: trace.calls.slice(0, 60) });
    const after = graphOf(trace);
    for (const node of before.nodes) expect(box(after, node.id).x).toBe(node.x);
  });

  it('shows calls that overlap in time in one column where no turn says so', () => {
    const trace = traceOf({
      calls: [
        { id: 'a', server: 's', tool: 'x', args: {}, data: 1 },
        { id: 'b', server: 's', tool: 'x', args: {}, data: 2 },
        { id: 'c', server: 's', tool: 'y', args: {}, data: 3 },
      ],
    });
    const calls = trace.calls.map((call) => (call.id === 'a' ? { ...call, ended: 4 } : call));
    const graph = graphOf({ ...trace, calls });
    expect(box(graph, 'a').x).toBe(box(graph, 'b').x);
    expect(box(graph, 'c').x).toBeGreaterThan(box(graph, 'b').x);
  });

  it('puts calls of one tool under each other, turn after turn, as long as none feeds another', () => {
    const step = (id: string, item: string, found: string) => ({
      id,
      turn: `turn-${id}`,
      server: 's',
      tool: 'get',
      args: { item },
      data: { id: found },
    });
    const apart = graphOf(traceOf({ calls: [step('a', 'x1', 'found-1001'), step('b', 'x2', 'found-1002')] }));
    expect(box(apart, 'a').x).toBe(box(apart, 'b').x);
    const chain = graphOf(traceOf({ calls: [step('a', 'x1', 'found-1001'), step('b', 'found-1001', 'found-1002')] }));
    expect(box(chain, 'a').x).toBeLessThan(box(chain, 'b').x);
  });

  it('puts tools that are called in turn again and again in rows, unless a value would flow back', () => {
    const turn = (item: number, from: string): FixtureCall[] => [
      {
        id: `get-${item}`,
        turn: `t${item}a`,
        server: 'code',
        tool: 'get',
        args: { from },
        data: { id: `got-${item}00` },
      },
      {
        id: `put-${item}`,
        turn: `t${item}b`,
        server: 'tracker',
        tool: 'put',
        args: { item: `got-${item}00` },
        data: { key: `PUT-${item}00` },
      },
    ];
    const rows = graphOf(traceOf({ calls: [1, 2, 3].flatMap((item) => turn(item, 'x')) }));
    expect(new Set(['get-1', 'get-2', 'get-3'].map((id) => box(rows, id).x)).size).toBe(1);
    expect(new Set(['put-1', 'put-2', 'put-3'].map((id) => box(rows, id).x)).size).toBe(1);
    expect(box(rows, 'put-1').x).toBeGreaterThan(box(rows, 'get-3').x);
    const chain = graphOf(traceOf({ calls: [1, 2, 3].flatMap((item) => turn(item, `PUT-${item - 1}00`)) }));
    expect(box(chain, 'get-2').x).toBeGreaterThan(box(chain, 'put-1').x);
  });

  it('puts the first try of a loop over its iterations, outside of their box', () => {
    const trace = traceOf({
      calls: ['tried', 'one', 'two'].map((id) => ({
        id,
        turn: `turn-${id}`,
        server: 's',
        tool: 'put',
        args: { id },
        data: 1,
      })),
    });
    const loops = [{ step: 'each', each: 'item', columns: [['one', 'two']] }];
    const graph = projectTrace({ calls: callViews({ trace, pending: [] }), turns: [], flow: [], loops });
    expect(box(graph, 'tried').x).toBe(box(graph, 'one').x);
    const tried = box(graph, 'tried');
    expect(tried.y + tried.height).toBeLessThan(graph.loops[0]?.y ?? 0);
  });

  it('puts the iterations of a loop under each other in a box, once the workflow is known', () => {
    const trace = traceOf({
      calls: [1, 2, 3].flatMap((item) => [
        { id: `get-${item}`, turn: `t${item}a`, server: 'code', tool: 'get', args: { item }, data: item },
        { id: `put-${item}`, turn: `t${item}b`, server: 'tracker', tool: 'put', args: { item }, data: item },
      ]),
    });
    const loops = [
      {
        step: 'eachItem',
        each: 'item',
        columns: [
          ['get-1', 'get-2', 'get-3'],
          ['put-1', 'put-2', 'put-3'],
        ],
      },
    ];
    const graph = projectTrace({ calls: callViews({ trace, pending: [] }), turns: [], flow: [], loops });
    expect(new Set(['get-1', 'get-2', 'get-3'].map((id) => box(graph, id).x)).size).toBe(1);
    expect(box(graph, 'put-1').x).toBeGreaterThan(box(graph, 'get-1').x);
    const [loop] = graph.loops;
    expect(loop).toMatchObject({ each: 'item', times: 3 });
    for (const node of graph.nodes) {
      expect(loop && node.x > loop.x && node.x + node.width < loop.x + loop.width).toBe(true);
    }
  });
});
