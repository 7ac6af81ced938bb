import { describe, expect, test } from 'vitest';
import { replayWorkflow } from '../execution/replay-workflow.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { inferWorkflow } from './infer-workflow.ts';
import { proveWorkflow } from './prove-workflow.ts';
import { record, type SmallTool } from './testing/small-world.ts';

/** What becomes of a recording of one read and writes with what it gave: a program that repeats it, or one line why not. */
async function outcomeOf(prompt: string, read: SmallTool['run'], writes: readonly JsonObject[]): Promise<string> {
  const trace = await record(prompt, { 'odd/read': { run: read }, 'odd/write': { run: () => 'ok' } }, async (call) => {
    await call('odd/read').catch(() => null);
    for (const args of writes) await call('odd/write', args);
  });
  const result = await proveWorkflow({
    result: inferWorkflow({ traces: [trace] }),
    traces: [trace],
    runner: replayWorkflow,
  });
  if (result.workflow === null) return result.findings[0]?.message ?? 'nothing is said';
  const replay = result.proof.checks.find(({ name }) => name === 'replay');
  return replay?.status === 'passed' ? 'repeats' : `fails: ${replay?.detail}`;
}

const many = Array.from({ length: 1000 }, (_, at) => ({ id: `row-${at}`, odd: at % 2 === 1 }));

describe('a strange recording gives a program that repeats it', () => {
  test.each<[string, Json, readonly JsonObject[]]>([
    ['unicode everywhere', { 日本: [{ キー: 'αβγ-1', 'emoji 🎈': 'ы' }] }, [{ キー: 'αβγ-1' }]],
    [
      'nulls for all but one',
      { a: null, b: [null, { id: 'x-9001', note: null }, null] },
      [{ id: 'x-9001', note: null }],
    ],
    [
      'names of the language',
      JSON.parse('{"__proto__": {"id": "p-7"}, "constructor": "c-8", "toString": 1}'),
      [{ constructor: 'c-8' }],
    ],
    ['the same key twice', '{"id": "first-1", "id": "second-2"}', [{ id: 'second-2' }]],
    ['prose', 'We found nothing but the ticket OPS-4711, sorry.', [{ key: 'OPS-4711' }]],
    ['an empty answer', '', [{ text: 'hello' }]],
    [
      'a deep answer',
      Array.from({ length: 60 }).reduce<Json>((inner) => ({ in: inner }), { id: 'deep-1' }),
      [{ id: 'fixed' }],
    ],
    ['lists of lists of lists', [[[['a-1'], ['a-2']]]], [{ id: 'a-1' }, { id: 'a-2' }]],
    ['half a megabyte in one text', 'x'.repeat(500_000), [{ size: 500_000 }]],
    ['a thousand rows, half of them used', many, many.filter(({ odd }) => odd).map(({ id }) => ({ id }))],
  ])('%s', async (_, data, writes) => {
    expect(await outcomeOf('Write what is odd.', () => data, writes)).toBe('repeats');
  });
});

describe('or one line says why it cannot', () => {
  test('a number that JSON cannot carry', async () => {
    const id = 9_007_199_254_740_992;
    expect(await outcomeOf('Write it.', () => ({ id }), [{ id }])).toContain('beyond 2^53');
  });

  test('nothing was written and nothing asked for', async () => {
    expect(await outcomeOf('', () => ({ id: 1 }), [])).toContain('no successful write');
  });

  test('only failures', async () => {
    const fail = (): Json => {
      throw new Error('500 Internal Server Error');
    };
    expect(await outcomeOf('Read it.', fail, [])).toContain('no successful write');
  });

  test('no recording at all', () => {
    expect(inferWorkflow({ traces: [] }).findings[0]?.message).toBe('There is no recording to derive a workflow from.');
  });
});
