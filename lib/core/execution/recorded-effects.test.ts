import { describe, expect, test } from 'vitest';
import { ledgerOverRecording } from '../effects/ledger-over-recording.ts';
import { memoryLedger } from '../effects/memory-ledger.ts';
import { recordTrace } from '../trace/record-trace.ts';
import type { Trace } from '../trace/trace.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { recordedEffects } from './recorded-effects.ts';
import { data, input, NOW, run, value, variable, workflowOf, world, write } from './testing/run-in-world.ts';

/** Two tickets, recorded with the titles `a` and `b` in the project OPS. */
function recording(): Trace {
  const recorder = recordTrace({ id: 't', now: NOW, timeZone: 'UTC', locale: 'en' });
  recorder.tools('s', [{ server: 's', name: 'create_issue', inputSchema: { type: 'object' } }]);
  for (const [index, title] of ['a', 'b'].entries()) {
    const args = { project: 'OPS', title };
    recorder.begin({ id: `c${index}`, origin: 'chat', server: 's', tool: 'create_issue', args, startedAt: NOW });
    const result = data({ key: `OPS-${index + 1}` });
    recorder.end(`c${index}`, { status: 'answered', result }, { durationMs: 1 });
  }
  return recorder.finish({ at: NOW });
}

const tickets: Workflow = workflowOf(
  [
    {
      id: 'loop',
      do: 'forEach',
      in: input('titles'),
      each: 'title',
      body: [write('create', 'create_issue', { project: input('project'), title: variable('title') })],
      yield: value('create'),
    },
  ],
  {
    inputs: [
      { name: 'titles', schema: { type: 'array' }, default: ['a', 'b'] },
      { name: 'project', schema: { type: 'string' }, default: 'OPS' },
    ],
    output: value('loop'),
  },
);

const tracker = () => world({ create_issue: (_, times) => data({ key: `NEW-${times}` }) });
const all = () => true;

async function ledgerKnowing(trace: Trace, made: Parameters<typeof recordedEffects>[0]['made'] = all) {
  return ledgerOverRecording(
    memoryLedger(() => NOW),
    await recordedEffects({ workflow: tickets, trace, made }),
  );
}

describe('what recording has done', () => {
  test('is not done again by the first apply, which goes on with the recorded answers', async () => {
    const { caller, calls } = tracker();
    const result = await run(tickets, caller, { ledger: await ledgerKnowing(recording()) });
    expect(calls).toEqual([]);
    expect(result.output).toEqual([{ key: 'OPS-1' }, { key: 'OPS-2' }]);
    expect(result.effects.map(({ state, how }) => [state, how])).toEqual([
      ['confirmed', 'recorded'],
      ['confirmed', 'recorded'],
    ]);
  });

  test('is shown as such by a plan', async () => {
    const inputs = { titles: ['a', 'c'] };
    const result = await run(tickets, tracker().caller, {
      mode: 'plan',
      inputs,
      ledger: await ledgerKnowing(recording()),
    });
    expect(result.effects.map(({ args, state, how }) => [args.title, state, how])).toEqual([
      ['a', 'confirmed', 'recorded'],
      ['c', 'planned', undefined],
    ]);
  });

  test('holds for exactly what was recorded: other inputs are other effects', async () => {
    const { caller, made } = tracker();
    await run(tickets, caller, { inputs: { project: 'WEB' }, ledger: await ledgerKnowing(recording()) });
    expect(made('create_issue')).toEqual([
      { project: 'WEB', title: 'a' },
      { project: 'WEB', title: 'b' },
    ]);
  });

  test('counts only where it was done in this world', async () => {
    const { caller, made } = tracker();
    const ledger = await ledgerKnowing(recording(), (call) => call.id !== 'c0');
    await run(tickets, caller, { ledger });
    expect(made('create_issue')).toEqual([{ project: 'OPS', title: 'a' }]);
  });

  test('is done again where that is wished, and from then on the ledger knows it', async () => {
    const { caller, made } = tracker();
    const ledger = memoryLedger(() => NOW);
    await run(tickets, caller, { ledger });
    expect(made('create_issue')).toHaveLength(2);
    const recorded = await recordedEffects({ workflow: tickets, trace: recording(), made: all });
    const again = await run(tickets, caller, { ledger: ledgerOverRecording(ledger, recorded) });
    expect(made('create_issue')).toHaveLength(2);
    expect(again.output).toEqual([{ key: 'NEW-1' }, { key: 'NEW-2' }]);
    expect(again.effects.map(({ how }) => how)).toEqual(['found', 'found']);
  });

  test('is nothing where the workflow does something else than was recorded', async () => {
    const other = workflowOf([write('create', 'create_issue', { title: input('title') })], {
      inputs: [{ name: 'title', schema: { type: 'string' }, default: 'z' }],
    });
    expect((await recordedEffects({ workflow: other, trace: recording(), made: all })).size).toBe(0);
  });

  test('is not what a server refused or what got no answer', async () => {
    const trace = recording();
    const broken: Trace = {
      ...trace,
      calls: trace.calls.map((call, index) => ({
        ...call,
        outcome:
          index === 0
            ? { status: 'answered', result: { content: [{ type: 'text', text: 'No such project' }], isError: true } }
            : { status: 'failed', kind: 'unknown', message: 'Connection lost.' },
      })),
    };
    expect((await recordedEffects({ workflow: tickets, trace: broken, made: all })).size).toBe(0);
  });
});
