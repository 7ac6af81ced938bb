import { describe, expect, it } from 'vitest';
import { leakTrace, longTrace, traceOf } from './trace-fixture.ts';
import { TraceFlow } from './trace-flow.ts';
import { type FlowEdge, linkLabel } from './value-flow.ts';

function flowOf(trace: ReturnType<typeof traceOf>): readonly FlowEdge[] {
  return new TraceFlow().update(trace, []);
}

function sentences(edges: readonly FlowEdge[]): string[] {
  return edges.flatMap((edge) =>
    edge.links.map(
      (link) => `${edge.from.id} ${linkLabel(link)} -> ${edge.to} ${link.target.path.join('.')} (${link.how})`,
    ),
  );
}

describe('data flow between recorded calls', () => {
  it('follows a title and a number from the row of a list, and a phrase from the prompt', () => {
    const found = sentences(flowOf(leakTrace()));
    expect(found).toContain('call-list pulls[2].title -> call-create-2 title (equal)');
    expect(found).toContain('call-list pulls[2].number -> call-create-2 pull (equal)');
    expect(found).toContain('turn-1 “PLAT” -> call-create-2 project (equal)');
    expect(found).toContain('turn-1 “acme/web” -> call-list repository (equal)');
  });

  it('finds an earlier value inside a longer argument and says where', () => {
    const edge = flowOf(leakTrace()).find(({ id }) => id === 'call-create-1→call-comment');
    expect(edge?.links).toHaveLength(1);
    const link = edge?.links[0];
    expect(link).toMatchObject({ how: 'hole', value: 'PLAT-31', target: { path: ['text'], start: 11, end: 18 } });
  });

  it('finds an argument that was cut out of a text answer', () => {
    const trace = traceOf({
      calls: [
        { id: 'a', server: 's', tool: 'create', args: {}, data: 'Created ticket OPS-4711 in 3 steps.' },
        { id: 'b', server: 's', tool: 'close', args: { ticket: 'OPS-4711' }, data: 'ok' },
      ],
    });
    const link = flowOf(trace)[0]?.links[0];
    expect(link).toMatchObject({ how: 'part', source: { call: 'a', path: [], start: 15, end: 23 } });
  });

  it('never links calls of one assistant turn, whatever their values', () => {
    const trace = traceOf({
      calls: [
        { id: 'a', turn: 't', server: 's', tool: 'create', args: {}, data: { key: 'OPS-4711' } },
        { id: 'b', turn: 't', server: 's', tool: 'close', args: { ticket: 'OPS-4711' }, data: 'ok' },
      ],
    });
    expect(flowOf(trace)).toEqual([]);
  });

  it('never takes a value from a call that had not ended', () => {
    const trace = traceOf({
      calls: [
        { id: 'a', server: 's', tool: 'slow', args: {}, data: { key: 'OPS-4711' } },
        { id: 'b', server: 's', tool: 'close', args: { ticket: 'OPS-4711' }, data: 'ok' },
      ],
    });
    const late = { ...trace, calls: trace.calls.map((call) => (call.id === 'a' ? { ...call, ended: 9 } : call)) };
    expect(flowOf(late)).toEqual([]);
  });

  it('shows no edge for words, flags and small numbers that happen to be equal', () => {
    const trace = traceOf({
      calls: [
        {
          id: 'a',
          server: 's',
          tool: 'list',
          args: {},
          data: {
            rows: [
              { state: 'open', count: 3, urgent: true, page: 1 },
              { state: 'open', count: 3, urgent: true, page: 1 },
            ],
          },
        },
        { id: 'b', server: 's', tool: 'search', args: { state: 'open', limit: 3, exact: true, page: 1 }, data: [] },
      ],
    });
    expect(flowOf(trace)).toEqual([]);
  });

  it('shows a small number where the rest of its row flowed too', () => {
    const trace = traceOf({
      calls: [
        {
          id: 'a',
          server: 's',
          tool: 'list',
          args: {},
          data: {
            rows: [
              { id: 7, title: 'Broken login page' },
              { id: 8, title: 'Slow search results' },
            ],
          },
        },
        { id: 'b', server: 's', tool: 'file', args: { title: 'Slow search results', ref: 8 }, data: 'ok' },
      ],
    });
    expect(sentences(flowOf(trace))).toContain('a rows[1].id -> b ref (equal)');
  });

  it('does not take a value from a call that only echoed it', () => {
    const trace = traceOf({
      calls: [
        { id: 'a', server: 's', tool: 'list', args: {}, data: { keys: ['OPS-4711', 'OPS-4712'] } },
        {
          id: 'b',
          server: 's',
          tool: 'get',
          args: { key: 'OPS-4711' },
          data: { key: 'OPS-4711', owner: 'Wilhelmina' },
        },
        { id: 'c', server: 's', tool: 'close', args: { key: 'OPS-4711' }, data: 'ok' },
      ],
    });
    expect(sentences(flowOf(trace))).toContain('a keys[0] -> c key (equal)');
  });

  it('does not take what the tool itself lists as its choices for data flow', () => {
    const trace = traceOf({
      calls: [
        { id: 'a', server: 's', tool: 'get', args: {}, data: { severity: 'critical-customer-facing' } },
        { id: 'b', server: 's', tool: 'search', args: { severity: 'critical-customer-facing' }, data: [] },
      ],
      tools: [
        {
          server: 's',
          name: 'search',
          inputSchema: { properties: { severity: { enum: ['critical-customer-facing', 'low'] } } },
        },
      ],
    });
    expect(flowOf(trace)).toEqual([]);
  });

  it('does not take a value from a part of a result that the model was never shown', () => {
    const trace = traceOf({
      calls: [
        { id: 'a', server: 's', tool: 'list', args: {}, data: { first: 'OPS-1111', last: 'OPS-4711' } },
        { id: 'b', server: 's', tool: 'close', args: { ticket: 'OPS-4711' }, data: 'ok' },
      ],
    });
    const cut = {
      ...trace,
      calls: trace.calls.map((call) => (call.id === 'a' ? { ...call, shownCharacters: 22 } : call)),
    };
    expect(flowOf(cut)).toEqual([]);
    expect(flowOf(trace)).toHaveLength(1);
  });

  it('gives a growing recording the same edges as the whole one', () => {
    const trace = longTrace(60);
    const growing = new TraceFlow();
    for (let count = 0; count <= 60; count++) growing.update({ ...trace, calls: trace.calls.slice(0, count) }, []);
    expect(growing.update(trace, [])).toEqual(new TraceFlow().update(trace, []));
  });

  it('finds the edges of three hundred calls', () => {
    expect(new TraceFlow().update(longTrace(300), []).length).toBeGreaterThan(200);
  });
});
