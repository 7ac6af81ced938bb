import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import { diffTraces } from './diff-traces.ts';
import { parseTrace, TraceFormatError } from './parse-trace.ts';
import { recordTrace } from './record-trace.ts';
import { DivergedCall, replayCaller } from './replay-caller.ts';
import type { Trace } from './trace.ts';

const AT = '2026-11-21T09:00:00.000Z';
const text = (value: string): ToolResult => ({ content: [{ type: 'text', text: value }] });
const failure = (value: string): ToolResult => ({ ...text(value), isError: true });

/** Records calls one after the other: `[tool, args, result]`. */
function recorded(...calls: readonly (readonly [string, JsonObject, ToolResult])[]): Trace {
  const recorder = recordTrace({ id: 't', now: AT, timeZone: 'UTC', locale: 'en' });
  calls.forEach(([tool, args, result], index) => {
    recorder.begin({ id: `c${index + 1}`, origin: 'hand', server: 's', tool, args, startedAt: AT });
    recorder.end(`c${index + 1}`, { status: 'answered', result }, { durationMs: 1 });
  });
  return recorder.finish({ at: AT });
}

/** The same with a catalogue, so that the class of each tool is known. */
function withTools(trace: Trace): Trace {
  const names = new Set(trace.calls.map((call) => call.tool));
  return { ...trace, tools: [...names].map((name) => ({ server: 's', name, inputSchema: { type: 'object' } })) };
}

describe('recording', () => {
  test('orders overlapping calls so that only an ended one can be depended on', () => {
    const recorder = recordTrace({ id: 't', now: AT, timeZone: 'UTC', locale: 'en' });
    recorder.begin({ id: 'a', origin: 'chat', turn: 'x', server: 's', tool: 'get', args: {}, startedAt: AT });
    recorder.begin({ id: 'b', origin: 'chat', turn: 'x', server: 's', tool: 'get', args: {}, startedAt: AT });
    recorder.end('b', { status: 'answered', result: text('b') }, { durationMs: 1 });
    recorder.end('a', { status: 'answered', result: text('a') }, { durationMs: 2 });
    const { calls } = recorder.finish({ at: AT });
    expect(calls.map((call) => [call.id, call.started, call.ended])).toEqual([
      ['a', 1, 4],
      ['b', 2, 3],
    ]);
  });

  test('keeps a call whose answer never came as unknown', () => {
    const recorder = recordTrace({ id: 't', now: AT, timeZone: 'UTC', locale: 'en' });
    recorder.begin({ id: 'a', origin: 'hand', server: 's', tool: 'send', args: {}, startedAt: AT });
    expect(recorder.snapshot().calls).toEqual([]);
    expect(recorder.finish({ at: '2026-11-21T09:00:02.000Z' }).calls[0]).toMatchObject({
      outcome: { status: 'failed', kind: 'unknown' },
      durationMs: 2000,
    });
  });
});

describe('reading a trace file', () => {
  test('gives back what was recorded, members and content blocks of later versions included', () => {
    const trace = {
      ...recorded(['get', { a: 1 }, text('x')]),
      later: { kept: true },
    };
    expect(parseTrace(JSON.parse(JSON.stringify(trace)))).toEqual(trace);
    const block = JSON.parse('{"content":[{"type":"hologram","data":1}]}');
    expect(parseTrace(JSON.parse(JSON.stringify(recorded(['get', {}, block])))).calls[0]?.outcome).toMatchObject({
      result: block,
    });
  });

  test.each([
    [null, 'This is no trace: the document: expected object, received null.'],
    [{ version: 7 }, 'This trace has version 7; this program reads version 1. Update the program.'],
    [{ ...recorded(), calls: [{ id: 'x' }] }, 'This is no trace: calls[0].origin:'],
    [{ ...recorded(), now: 'today' }, 'This is no trace: now: Invalid ISO datetime.'],
  ])('says in one line what is wrong with %j', (document, message) => {
    const read = () => parseTrace(JSON.parse(JSON.stringify(document)));
    expect(read).toThrow(TraceFormatError);
    expect(read).toThrow(message);
  });

  test('refuses nesting that would exhaust the stack', () => {
    let deep: JsonObject = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    expect(() => parseTrace({ ...recorded(['get', { x: 1 }, text('x')]), calls: [deep] } as never)).toThrow(
      TraceFormatError,
    );
    const calls = [{ ...recorded(['get', {}, text('x')]).calls[0], args: deep }];
    expect(() => parseTrace({ ...recorded(), calls } as never)).toThrow('nested too deeply');
  });
});

describe('replaying', () => {
  const ask = (trace: Trace) => {
    const caller = replayCaller(withTools(trace));
    return { caller, call: (tool: string, args: JsonObject) => caller.call({ server: 's', tool, args }) };
  };

  test('gives repeated reads in recorded order and then the last answer for ever', async () => {
    const { call } = ask(recorded(['get_job', {}, text('running')], ['get_job', {}, text('done')]));
    expect([await call('get_job', {}), await call('get_job', {}), await call('get_job', {})]).toEqual([
      text('running'),
      text('done'),
      text('done'),
    ]);
  });

  test('finds a call whatever the order of its arguments', async () => {
    const { call } = ask(recorded(['get_x', { a: 1, b: { c: 2, d: 3 } }, text('x')]));
    expect(await call('get_x', { b: { d: 3, c: 2 }, a: 1 })).toEqual(text('x'));
  });

  test('does not answer with what a write has made stale', async () => {
    const { call } = ask(
      recorded(['list_x', {}, text('[]')], ['create_x', { n: 1 }, text('ok')], ['list_x', {}, text('[1]')]),
    );
    await call('create_x', { n: 1 });
    expect(await call('list_x', {})).toEqual(text('[1]'));
  });

  test('uses a write up and says which were not repeated', async () => {
    const { caller, call } = ask(recorded(['create_x', { n: 1 }, text('ok')], ['create_x', { n: 2 }, text('ok')]));
    await call('create_x', { n: 1 });
    await expect(call('create_x', { n: 1 })).rejects.toThrow('asked for once more than it was recorded');
    expect(caller.unrepeated().map((left) => left.args)).toEqual([{ n: 2 }]);
  });

  test('leaves out transient errors but keeps answers that say no', async () => {
    const busy = ask(recorded(['get_x', {}, failure('503 Service Unavailable')], ['get_x', {}, text('x')]));
    expect(await busy.call('get_x', {})).toEqual(text('x'));
    const missing = ask(recorded(['get_x', {}, failure('404 Not Found')], ['get_x', {}, text('x')]));
    expect(await missing.call('get_x', {})).toEqual(failure('404 Not Found'));
  });

  test('names the nearest recorded call where arguments differ', async () => {
    const { call } = ask(
      recorded(['get_x', { id: 1, part: 'a' }, text('x')], ['get_x', { id: 2, part: 'b' }, text('y')]),
    );
    const error = await call('get_x', { id: 2, part: 'c' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DivergedCall);
    expect(error).toMatchObject({ kind: 'diverged', divergence: 'argument', nearest: { id: 'c2' } });
    expect(String(error)).toContain('"c2", differs in part: recorded "b", now "c".');
    await expect(call('get_y', {})).rejects.toThrow('The recording holds no call of s/get_y.');
  });
});

describe('comparing traces', () => {
  test('pairs equal calls, then calls of one tool, and names the rest', () => {
    const left = recorded(['a', { x: 1 }, text('1')], ['b', { x: 1 }, text('2')], ['c', {}, text('3')]);
    const right = recorded(['a', { x: 1 }, text('9')], ['b', { x: 2 }, text('2')], ['d', {}, text('4')]);
    const shown = diffTraces(left, right).map((difference) =>
      difference.kind === 'changed'
        ? [difference.kind, difference.left.tool, difference.args.length, difference.outcome.length]
        : [difference.kind, 'left' in difference ? difference.left.tool : difference.right.tool],
    );
    expect(shown).toEqual([
      ['changed', 'a', 0, 1],
      ['changed', 'b', 1, 0],
      ['removed', 'c'],
      ['added', 'd'],
    ]);
  });

  test('of a trace with itself finds nothing but same', () => {
    const trace = recorded(['a', {}, text('1')], ['b', {}, text('2')]);
    expect(diffTraces(trace, trace).map((difference) => difference.kind)).toEqual(['same', 'same']);
  });
});
