import { expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const STATES = ['waiting', 'pressing', 'baked', 'burnt', 'dropped'];

async function waitedFor(prompt: string, line: string, states: readonly string[] | null = STATES) {
  let minutes = 0;
  const state: JsonObject = states === null ? { type: 'string' } : { type: 'string', enum: [...states] };
  const world: SmallWorld = {
    'oven/start_batch': { run: () => ({ batch_no: 8814 }) },
    'oven/batch_state': {
      run: () => {
        minutes += 9;
        return { batch_no: 8814, state: minutes < 20 ? 'waiting' : minutes < 30 ? 'pressing' : 'baked', minutes };
      },
      outputSchema: { type: 'object', properties: { state, minutes: { type: 'integer' } } },
      annotations: { readOnlyHint: true },
    },
    'board/append_line': { run: () => ({ ok: true }) },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('oven/start_batch', { recipe: 'rye' });
    for (let at = 0; at < 4; at += 1) await call('oven/batch_state', { batch_no: 8814 });
    await call('board/append_line', { line });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), inputs: workflow?.inputs.map(({ name }) => name), questions };
}

const ASKED = 'Start a batch of rye and wait until it is baked or burnt. Then add the line';

test('a poll whose ends the user named waits for these, and what it ended in is read', async () => {
  const { program, inputs, questions } = await waitedFor(
    `${ASKED} "rye: <baked or burnt> after <minutes> min" to the board.`,
    'rye: baked after 36 min',
  );
  expect(program).toContain('until has(["baked","burnt"], answer.state)');
  expect(program).toMatch(/`\$\{\$recipe\}: \$\{\w+\.state\} after \$\{\w+\.minutes\} min`/);
  expect(inputs).toEqual(['recipe']);
  expect(questions).toEqual([]);
});

test('words that the tool does not know as states are not waited for', async () => {
  const states = STATES.filter((state) => state !== 'burnt');
  for (const known of [states, null]) {
    const { program } = await waitedFor(`${ASKED} "rye: <state>" to the board.`, 'rye: baked', known);
    expect(program).toMatch(/until not\(has\(\["waiting","pressing"/);
  }
});

test('words that a hole gives as alternatives are no input', async () => {
  const { program, inputs } = await waitedFor(
    'Start a batch of rye and wait for it. Then add the line "rye is <baked/burnt>" to the board.',
    'rye is baked',
  );
  expect(program).toMatch(/`\$\{\$recipe\} is \$\{\w+\.state\}`/);
  expect(inputs).toEqual(['recipe']);
});
