import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';

const plots: Record<string, string> = {
  'rose bed': 'Plot 34 (rose bed), south wall, shaded',
  'herb spiral': 'Plot 7 (herb spiral), gate',
  'pear row': 'Plot 62 (pear row), south wall',
  'mint tub': 'Plot 19 (mint tub), gate, dry',
};

const garden: SmallWorld = {
  'garden/list_hoses': {
    run: () => '| hose | reach |\n| --- | --- |\n| 3 | far |\n| 8 | near |\n| 5 | mid |',
  },
  'garden/find_plot': { run: ({ name }) => plots[String(name)] ?? null },
  'garden/water': { run: () => 'Watered.' },
};

const write = { writes: ['garden/water'] };

test('what a look-up says in a sentence ties the next call to its round, however small the number', async () => {
  const trace = await record(
    'Water these plots with the hose of reach "near":\n- rose bed\n- herb spiral\n- pear row',
    garden,
    async (call) => {
      await call('garden/list_hoses');
      for (const [name, plot] of [
        ['rose bed', 34],
        ['herb spiral', 7],
        ['pear row', 62],
      ] as const) {
        await call('garden/find_plot', { name });
        await call('garden/water', { hose: 8, plot });
      }
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  expect(showWorkflow(workflow)).toContain('plot: toNumber(wordAfter(plot, "Plot "))');
  expect(questions).toEqual([]);
  const [list] = workflow.inputs.filter(({ default: value }) => Array.isArray(value));
  const { made } = await runIn(garden, workflow, {
    ...write,
    inputs: { [list?.name ?? '']: ['mint tub', 'rose bed'] },
  });
  expect(made.map(({ args }) => args)).toEqual([
    { hose: 8, plot: 19 },
    { hose: 8, plot: 34 },
  ]);
});

const scattered: SmallWorld = {
  ...garden,
  'garden/find_plot': {
    run: ({ name }) => (name === 'rose bed' ? 'Row 34 is the rose bed' : 'You find the herb spiral at post 7'),
  },
};

test('numbers behind other words in each sentence tie nothing', async () => {
  const derived = async (world: SmallWorld): Promise<string> => {
    const trace = await record('Water these plots:\n- rose bed\n- herb spiral', world, async (call) => {
      for (const [name, plot] of [
        ['rose bed', 34],
        ['herb spiral', 7],
      ] as const) {
        await call('garden/find_plot', { name });
        await call('garden/water', { plot });
      }
    });
    return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  };
  expect(await derived(garden)).toContain('plot: toNumber(wordAfter(plot, "Plot "))');
  expect(await derived(scattered)).not.toContain('wordAfter');
});
