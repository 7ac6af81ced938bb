import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';

const BATCHES = [
  { title: 'Stout 2', tested_on: '2026-01-30', brewed_on: '2026-01-11' },
  { title: 'Amber 7', tested_on: '2026-02-26', brewed_on: '2026-02-04' },
  { title: 'Weizen 1', tested_on: '2026-03-01', brewed_on: '2026-02-20' },
];
const KEGS = [
  { label: 'KG-4471', filled_on: '2026-02-10', litres: 30 },
  { label: 'KG-1180', filled_on: '2026-01-29', litres: 50 },
  { label: 'KG-9026', filled_on: '2026-02-24', litres: 20 },
  { label: 'KG-3358', filled_on: '2026-02-03', litres: 30 },
  { label: 'KG-7702', filled_on: '2026-03-02', litres: 50 },
];

const brewery = (batches: readonly JsonObject[]): SmallWorld => ({
  'brewery/list_batches': { run: () => ({ batches: [...batches] }) },
  'brewery/list_kegs': { run: () => ({ kegs: [...KEGS] }) },
  'brewery/empty_keg': { run: () => 'emptied' },
});

async function emptied(prompt: string, taken: readonly string[], batches: readonly JsonObject[] = BATCHES) {
  const trace = await record(prompt, brewery(batches), async (call) => {
    await call('brewery/list_batches');
    await call('brewery/list_kegs');
    for (const label of taken) await call('brewery/empty_keg', { label });
  });
  return inferWorkflow({ traces: [trace] });
}

const BREWED = 'Empty every keg that was filled before the batch Amber 7 was brewed.';

describe('items beside a record that the user named', () => {
  test('are compared with the member of it that they named', async () => {
    const { workflow, questions } = await emptied(BREWED, ['KG-1180', 'KG-3358']);
    expect(showWorkflow(workflow)).toMatch(
      /lt\(keg\d?\.filled_on, find\(batches\.batches, (\w+) => eq\(\1\.title, \$\w+\)\)\.brewed_on\)/,
    );
    expect(questions).toEqual([]);
    if (workflow === null) throw new Error('no workflow');
    const batches = BATCHES.map((batch) => (batch.title === 'Amber 7' ? { ...batch, brewed_on: '2026-02-22' } : batch));
    const { made } = await runIn(brewery(batches), workflow, { writes: ['brewery/empty_keg'] });
    expect(made.map(({ args }) => args.label)).toEqual(['KG-4471', 'KG-1180', 'KG-3358']);
  });

  test('stop the run where no record has that name', async () => {
    const { workflow } = await emptied(BREWED, ['KG-1180', 'KG-3358']);
    if (workflow === null) throw new Error('no workflow');
    const { status, made } = await runIn(brewery(BATCHES.slice(0, 1)), workflow, { writes: ['brewery/empty_keg'] });
    expect(status).toBe('failed');
    expect(made).toEqual([]);
  });

  test('are compared with its only date where they named none', async () => {
    const prompt = 'Empty every keg that was filled after batch Amber 7.';
    const only = BATCHES.map(({ title, brewed_on }) => ({ title, brewed_on }));
    const { workflow, questions } = await emptied(prompt, ['KG-4471', 'KG-9026', 'KG-7702'], only);
    expect(showWorkflow(workflow)).toMatch(/gt\(keg\d?\.filled_on, find\(batches\.batches, .*\)\.brewed_on\)/);
    expect(questions).toEqual([]);
  });

  test('are not compared with one of its two dates by chance', async () => {
    const prompt = 'Empty every keg that was filled before batch Amber 7.';
    const { workflow } = await emptied(prompt, ['KG-1180', 'KG-3358']);
    expect(showWorkflow(workflow)).not.toContain('brewed_on');
  });

  test('are measured by numbers as by dates', async () => {
    const world: SmallWorld = {
      'music/list_halls': {
        run: () => ({
          halls: [
            { name: 'Rotunda', seats: 48, floor: 1 },
            { name: 'Chapel', seats: 90, floor: 0 },
          ],
        }),
      },
      'music/list_choirs': {
        run: () => ({
          choirs: [
            { choir_no: 5113, singers: 51, since: 1998 },
            { choir_no: 2870, singers: 22, since: 2004 },
            { choir_no: 6604, singers: 64, since: 1987 },
            { choir_no: 1957, singers: 48, since: 2019 },
          ],
        }),
      },
      'music/split_choir': { run: () => 'split' },
    };
    const prompt = 'Split each choir which has more singers than there are seats in the hall Rotunda.';
    const trace = await record(prompt, world, async (call) => {
      await call('music/list_halls');
      await call('music/list_choirs');
      for (const choir_no of [5113, 6604]) await call('music/split_choir', { choir_no });
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    expect(showWorkflow(workflow)).toMatch(
      /gt\(choir\d?\.singers, find\(halls\.halls, (\w+) => eq\(\1\.name, \$\w+\)\)\.seats\)/,
    );
    expect(questions).toEqual([]);
  });
});
