import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test("what was read for a member goes by that member's name: the keeper's stage is not the van's", async () => {
  const world: SmallWorld = {
    'yard/get_van': { run: () => ({ code: 4711, stage: 'finished', size: 210, keeper: { id: 4685, kind: 'person' } }) },
    'office/get_agent': { run: () => ({ uid: 4685, name: 'Ann Okafor', stage: { name: 'finished' }, rank: 33 }) },
    'board/create_card': { run: () => 'ok' },
  };
  const prompt = 'Take the van with the code 4711 and create a card with the heading "<keeper\'s stage> (<size>)".';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/get_van', { code: 4711 });
    await call('office/get_agent', { uid: 4685 });
    await call('board/create_card', { heading: 'finished (210)' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('heading: `${agent.stage.name} (${van.size})`');
  expect(questions).toEqual([]);
});

test('the id that a look-up was given and gives back is no other source of it, and is not asked about', async () => {
  const world: SmallWorld = {
    'yard/get_van': { run: ({ code }) => ({ code: code ?? null, stage: 'finished', belongs_to: '75p9d0' }) },
    'office/get_route': { run: ({ ref }) => ({ ref: ref ?? null, rank: 33 }) },
    'board/create_card': { run: () => 'ok' },
  };
  const prompt =
    "Look at the van FCX-850 and create a card with its stage as heading and its belongs to's ref as topic.";
  const trace = await record(prompt, world, async (call) => {
    await call('yard/get_van', { code: 'FCX-850' });
    await call('office/get_route', { ref: '75p9d0' });
    await call('board/create_card', { heading: 'finished', topic: '75p9d0' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('heading: van.stage');
  expect(questions).toEqual([]);
});
