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
