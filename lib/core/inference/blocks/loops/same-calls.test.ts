import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const CRATES = ['shipped', 'active', 'shipped', 'waiting', 'shipped'].map((phase, at) => ({
  ref: `c-${417 + at * 6}`,
  phase,
}));

/** A program derived from so many same letters about crates. */
async function lettersOf(prompt: string, letters: number) {
  const world: SmallWorld = {
    'dock/list_crates': { run: () => ({ crates: CRATES }) },
    'dock/send_letter': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_crates');
    for (let at = 0; at < letters; at += 1) await call('dock/send_letter', { outbox: 'TQEZA97', opening: 'shipped' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), questions };
}

const PROMPT = 'For all crates with the phase "shipped" send a letter in outbox TQEZA97 with the phase as opening.';

test('the same letter as often as there are items that the user described is one for each of them', async () => {
  const { program, questions } = await lettersOf(PROMPT, 3);
  expect(program).toContain('for crate of filter(crates.crates, crate2 => eq(crate2.phase, ');
  expect(questions).toEqual([]);
});

test('the same letter another number of times is asked about', async () => {
  const { questions } = await lettersOf(PROMPT, 2);
  expect(questions).not.toEqual([]);
});

test('the same letter once after each look-up is a part of the round of the look-up', async () => {
  const crates = CRATES.map((crate, at) => ({ ...crate, keeper: `k-${7113 + at * 6}` }));
  const world: SmallWorld = {
    'dock/list_crates': { run: () => ({ crates }) },
    'dock/get_agent': { run: ({ code }) => ({ code: code ?? null, status: 'shipped' }) },
    'dock/send_letter': { run: () => 'ok' },
  };
  const prompt =
    "For every one of the crates with the phase shipped send a letter with its keeper's status as opening.";
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_crates');
    for (const { keeper } of crates.filter(({ phase }) => phase === 'shipped')) {
      await call('dock/get_agent', { code: keeper });
      await call('dock/send_letter', { opening: 'shipped' });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('opening: agent.status');
  expect(questions).toEqual([]);
});
