import { describe, expect, test } from 'vitest';
import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import { inferWorkflow } from '#core/inference/infer-workflow.ts';
import { record, type SmallWorld } from '#core/inference/testing/small-world.ts';
import type { Json } from '#core/json/json.ts';
import type { Trace } from '#core/trace/trace.ts';
import { mapStepExprs } from '#core/workflow/walk.ts';
import { mapExpr } from '#core/workflow/walk-exprs.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { root } from '../../../scripts/root.ts';
import { exportWorkflow } from './export-workflow.ts';

type Traces = readonly [Trace, ...Trace[]];

const items = [
  { id: 'a1x', title: 'Memory leak in cache', size: 4 },
  { id: 'b2y', title: 'Login crash', size: 9 },
  { id: 'c3z', title: 'Crash of the parser', size: 2 },
];
const store: SmallWorld = {
  'store/list_items': { run: () => items },
  'board/post_entry': { run: () => ({ ok: true }) },
};

const posts = (phrase: string, board: string, ids: readonly string[]) =>
  record(
    `For each item whose title contains "${phrase}" (any case) post its id on the board ${board}.`,
    store,
    async (call) => {
      await call('store/list_items');
      for (const id of ids) await call('board/post_entry', { board, id });
    },
  );

async function exported(traces: Traces, change: (workflow: Workflow) => Workflow = (workflow) => workflow) {
  const { workflow } = inferWorkflow({ traces });
  if (!workflow) throw new Error('No workflow was derived.');
  const request = { workflow: change(workflow), traces, target: 'typescript', installation: root } as const;
  const { bundle, proof } = await exportWorkflow(request);
  const replay = proof.checks.find(({ id }) => id === 'replay');
  const trace = JSON.parse(bundle.files.find(({ path }) => path === 'trace.json')?.text ?? '');
  return { proof, replay, trace, workflow };
}

describe('the bundle of several recordings', () => {
  test('replays each of them with its own inputs', async () => {
    const { replay, trace } = await exported([
      await posts('memory leak', 'B17', ['a1x']),
      await posts('crash', 'B42', ['b2y', 'c3z']),
    ]);
    expect(replay).toMatchObject({ state: 'passed', detail: expect.stringContaining('no others (recording 2)') });
    expect(trace.recordings.map(({ inputs }: { inputs: Json }) => inputs)).toEqual([
      {},
      { phrase: 'crash', board: 'B42' },
    ]);
    expect(trace.recordings.map(({ writes }: { writes: string[] }) => writes.length)).toEqual([1, 2]);
  }, 60_000);

  test('is not proved where the program fits only one of them', async () => {
    const onlyFirst = (workflow: Workflow): Workflow => ({
      ...workflow,
      body: workflow.body.map((step) =>
        mapStepExprs(step, (expr) =>
          mapExpr(expr, (inner) => (inner.$ === 'ref' && inner.id === 'board' ? { $: 'lit', value: 'B17' } : inner)),
        ),
      ),
    });
    const traces: Traces = [await posts('memory leak', 'B17', ['a1x']), await posts('crash', 'B42', ['b2y', 'c3z'])];
    const { proof, replay } = await exported(traces, onlyFirst);
    expect(proof.proved).toBe(false);
    expect(replay?.detail).toContain('differs in board: recorded "B42", now "B17"');
  }, 60_000);

  test('knows an input that was renamed since by the value that it had', async () => {
    const renamed = (workflow: Workflow): Workflow => ({
      ...workflow,
      inputs: workflow.inputs.map((input) => (input.name === 'board' ? { ...input, name: 'wall' } : input)),
      body: workflow.body.map((step) =>
        mapStepExprs(step, (expr) =>
          mapExpr(expr, (inner) => (inner.$ === 'ref' && inner.id === 'board' ? { ...inner, id: 'wall' } : inner)),
        ),
      ),
    });
    const traces: Traces = [await posts('memory leak', 'B17', ['a1x']), await posts('crash', 'B42', ['b2y', 'c3z'])];
    const { proof, trace } = await exported(traces, renamed);
    expect(trace.recordings[1].inputs).toEqual({ phrase: 'crash', wall: 'B42' });
    expect(proof.proved).toBe(true);
  }, 60_000);
});

test('a program that reads all pages is replayed on a recording that had enough after the first', async () => {
  const orders = ['q7x21a', 'k3m88b'].map((ref) => ({ ref, buyer: `Buyer of ${ref}` }));
  const world: SmallWorld = {
    'shop/list_orders': {
      run: () => ({ orders, next_cursor: 'cD2' }),
      schema: { type: 'object', properties: { cursor: { type: 'string' } } },
    },
    'post/send_message': { run: () => ({ ok: true }) },
  };
  const trace = await record('For each order send a message with its ref.', world, async (call) => {
    await call('shop/list_orders');
    for (const { ref } of orders) await call('post/send_message', { ref });
  });
  const { proof, workflow } = await exported([trace]);
  expect(proof.checks.filter(({ state }) => state === 'failed')).toEqual([]);
  expect((await replayWorkflow({ workflow, trace })).status).toBe('succeeded');
}, 60_000);

test('a program that asks a model is replayed with everything that was judged, not only with what the model is shown', async () => {
  const bodies: readonly (readonly [string, string])[] = [
    ['Why was I charged twice this month?', 'billing'],
    ['The page stays white after I click save.', 'bug'],
    ['Please send me an offer for ninety seats.', 'sales'],
    ['The money for the last period is missing.', 'billing'],
    ['An error appears when I sign in.', 'bug'],
    ['Do you have a discount for schools?', 'sales'],
  ];
  const mails = bodies.map(([body], at) => ({ id: `m${at}x${at * 7 + 11}q`, body }));
  const world: SmallWorld = {
    'mail/list_messages': { run: () => mails },
    'mail/move_message': { run: () => ({ moved: true }) },
  };
  const trace = await record(
    'Read each mail, decide whether it is about billing, bug or sales, and move it to the folder of that name.',
    world,
    async (call) => {
      await call('mail/list_messages');
      for (const [at, mail] of mails.entries()) {
        await call('mail/move_message', { message_id: mail.id, folder: bodies[at]?.[1] ?? '' });
      }
    },
  );
  const { proof, trace: bundled, workflow } = await exported([trace]);
  const [judging] = workflow.body
    .flatMap((step) => (step.do === 'forEach' ? step.body : []))
    .filter((step) => step.do === 'llm');
  expect(judging?.do === 'llm' ? judging.examples?.length : 0).toBeLessThan(bodies.length);
  expect(bundled.judgements).toHaveLength(bodies.length);
  expect(proof.checks.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(proof.proved).toBe(true);
}, 60_000);
