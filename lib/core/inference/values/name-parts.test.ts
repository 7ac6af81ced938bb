import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../testing/small-world.ts';
import { writeAfter } from '../testing/write-after.ts';

describe('a name that is written as people read it', () => {
  test('is made from its parts in their case, and the calls find their items by the words alone', async () => {
    const names = ['SILVA/WANDA MR', 'GOMEZ/BORIS', 'NAKAMURA/DMITRI MS'];
    const worldOf = (listed: readonly string[]): SmallWorld => ({
      'air/list_passengers': { run: () => listed.map((name, at) => ({ seat: at + 1, name })) },
      'air/print_sign': { run: () => 'printed' },
    });
    const said = 'Print a sign for each passenger: DOE/JANE MS is "Welcome Jane Doe" (no MR or MS).';
    const trace = await record(said, worldOf(names), async (call) => {
      await call('air/list_passengers');
      for (const name of ['Wanda Silva', 'Boris Gomez', 'Dmitri Nakamura'])
        await call('air/print_sign', { text: `Welcome ${name}` });
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    if (workflow === null) throw new Error('No workflow.');
    const { made } = await runIn(worldOf(['QUIST/ZOE MRS']), workflow, { writes: ['air/print_sign'] });
    expect(made.map(({ args }) => args.text)).toEqual(['Welcome Zoe Quist']);
    expect(questions).toEqual([]);
  });

  test('is a state in words where the data have it in capitals', async () => {
    const order = { key: 'K-7', state: 'OUT_OF_STOCK' };
    expect(await writeAfter('Post "<key>: <state>".', order, { text: 'K-7: Out of stock' })).toContain(
      '${capitalize(lower(replace(record.state, "_", " ")))}',
    );
  });

  test('may be one side of a mark', async () => {
    const page = { id: 'K-7', title: 'Billing: Refunds to cards' };
    expect(await writeAfter('Post the area of K-7.', page, { area: 'Billing' })).toBe(
      'postNote = post_note(area: textBefore(record.title, ": "))',
    );
  });
});

test('words in common do not tie calls to items where two items share as many', async () => {
  const world: SmallWorld = {
    'air/list_passengers': {
      run: () => [{ name: 'KIM/MOE MR' }, { name: 'KIM/MOE MS' }, { name: 'QUIST/ZOE' }],
    },
    'air/print_sign': { run: () => 'printed' },
  };
  const trace = await record('Print signs for the passengers.', world, async (call) => {
    await call('air/list_passengers');
    for (const name of ['Moe Kim', 'Zoe Quist']) await call('air/print_sign', { text: `Welcome ${name}` });
  });
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).not.toContain('for ');
});
