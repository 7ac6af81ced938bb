import { describe, expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const parcels = [
  { code: 'PX-1043', street: 'Mill Lane', state: 'lost', express: false, grams: 900 },
  { code: 'PX-1051', street: 'Dock Road', state: 'in transit', express: true, grams: 4200 },
  { code: 'PX-1066', street: 'High Street', state: 'delivered', express: false, grams: 700 },
  { code: 'PX-1072', street: 'Mill Lane', state: 'delivered', express: false, grams: 850 },
];
const depot: SmallWorld = {
  'depot/list_parcels': { run: () => ({ parcels }) },
  'desk/open_case': { run: () => 'opened' },
  'desk/tell_driver': { run: () => 'told' },
  'desk/file': { run: () => 'filed' },
};

type Made = readonly (readonly [tool: string, args: Record<string, Json>])[];

async function programOf(prompt: string, made: Made): Promise<string> {
  const trace = await record(prompt, depot, async (call) => {
    await call('depot/list_parcels', {});
    for (const [tool, args] of made) await call(tool, args);
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

const caseOf = (code: string): Made => [['desk/open_case', { parcel: code }]];

describe('one call for one item of several of which the user spoke is a loop', () => {
  test.each([
    ['Open a case for all lost parcels.', 'PX-1043'],
    ['Open a case for lost parcels.', 'PX-1043'],
    ['Check the parcels. The lost ones get a case.', 'PX-1043'],
    ['If there are lost parcels, open a case for them.', 'PX-1043'],
    ['Express parcels get a case.', 'PX-1051'],
    ['Parcels heavier than 4000 grams get a case.', 'PX-1051'],
    ['Look at the list: open a case for everything that is lost.', 'PX-1043'],
    ['First list the parcels, then open a case for all lost ones.', 'PX-1043'],
    ['Tell me the latest news and open a case for all lost parcels.', 'PX-1043'],
  ])('%s', async (prompt, code) => {
    expect(await programOf(prompt, caseOf(code))).toMatch(/^for parcel of filter\(/m);
  });

  test('and each thing that is done with its kind of item is done under its condition', async () => {
    const shown = await programOf(
      'Go through the parcels: open a case for lost ones, tell the driver about those in transit and file the delivered ones.',
      [
        ['desk/open_case', { parcel: 'PX-1043' }],
        ['desk/tell_driver', { street: 'Dock Road' }],
        ['desk/file', { parcel: 'PX-1066' }],
        ['desk/file', { parcel: 'PX-1072' }],
      ],
    );
    expect(shown.match(/^for /gm)).toHaveLength(1);
    expect(shown.match(/^ {2}if eq\(parcel\.state, \$\w+\)$/gm)).toHaveLength(3);
  });
});

describe('one call for one item is for a single one', () => {
  test.each([
    ['Open a case for the lost parcel.', 'PX-1043'],
    ['Look at the parcels and open a case for the lost one.', 'PX-1043'],
    ['Among the delivered parcels open a case for PX-1066.', 'PX-1066'],
    ['Open a case for the heaviest of the express parcels.', 'PX-1051'],
  ])('%s', async (prompt, code) => {
    expect(await programOf(prompt, caseOf(code))).not.toMatch(/^for /m);
  });
});

describe('where the user leaves open of how many they speak, it is asked', () => {
  test.each(['Look at the parcels and open a case for what was lost.', 'If a thing got lost, it gets a case.'])(
    '%s',
    async (prompt) => {
      const trace = await record(prompt, depot, async (call) => {
        await call('depot/list_parcels', {});
        await call('desk/open_case', { parcel: 'PX-1043' });
      });
      const { workflow, questions } = inferWorkflow({ traces: [trace] });
      expect(showWorkflow(workflow)).toMatch(/^for parcel of filter\(/m);
      const [count] = questions;
      expect(count?.options.map(({ id }) => id)).toEqual(['each', 'one']);
      const answered = inferWorkflow({ traces: [trace], answers: { [count?.id ?? '']: 'one' } });
      expect(showWorkflow(answered.workflow)).toContain('open_case(parcel: find(');
      expect(answered.questions).toEqual([]);
    },
  );
});

describe('in every round of another loop too', () => {
  const streets = ['Mill Lane', 'Dock Road'].map((name) => ({ name, keeper: `keeper of ${name}` }));
  const houses: SmallWorld = {
    'town/list_streets': { run: () => ({ streets }) },
    'town/list_houses': {
      run: ({ street }) =>
        street === 'Mill Lane'
          ? [
              { house: 'M-4471', state: 'empty' },
              { house: 'M-4480', state: 'lived in' },
            ]
          : [
              { house: 'D-9020', state: 'lived in' },
              { house: 'D-9113', state: 'empty' },
            ],
    },
    'town/inspect': { run: () => 'inspected' },
  };
  test.each([
    ['Go through the streets and inspect the empty houses in each.', /^ {2}for house of filter\(/m],
    ['In every street inspect whatever is empty.', /^ {2}for house of filter\(/m],
    ['In every street inspect the empty house.', /house: find\(/],
  ])('%s', async (prompt, expected) => {
    const trace = await record(prompt, houses, async (call) => {
      await call('town/list_streets', {});
      for (const [street, house] of [
        ['Mill Lane', 'M-4471'],
        ['Dock Road', 'D-9113'],
      ] as const) {
        await call('town/list_houses', { street });
        await call('town/inspect', { house });
      }
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    expect(showWorkflow(workflow)).toMatch(expected);
    expect(questions).toEqual([]);
  });
});
