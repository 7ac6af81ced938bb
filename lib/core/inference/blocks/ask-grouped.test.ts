import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const PARCELS = [
  { ref: 'p-1', urgent: true, holder: 'h-77' },
  { ref: 'p-2', urgent: false, holder: 'h-77' },
  { ref: 'p-3', urgent: true, holder: 'h-81' },
  { ref: 'p-4', urgent: false, holder: 'h-90' },
  { ref: 'p-5', urgent: true, holder: 'h-90' },
];

async function textsOf(prompt: string): Promise<readonly string[]> {
  const world: SmallWorld = { 'depot/list_parcels': { run: () => PARCELS }, 'depot/ring': { run: () => 'ok' } };
  const trace = await record(prompt, world, async (call) => {
    await call('depot/list_parcels');
    for (const { urgent, holder } of PARCELS) if (urgent) await call('depot/ring', { holder });
  });
  return inferWorkflow({ traces: [trace] }).questions.map(({ text }) => text);
}

test('once for each holder is asked where the user spoke of each parcel, for each holder had one by chance', async () => {
  expect(await textsOf('For each of the parcels marked as urgent ring the holder.')).toContain(
    'depot/ring was made once for all parcels that have the same. Is that meant, also where several of them do?',
  );
});

test('once for each parcel is not asked where as many were made as parcels were described', async () => {
  expect(await textsOf('For each of the parcels that are urgent ring the holder.')).toEqual([]);
});

test('once for each holder is not asked where the user spoke of holders', async () => {
  expect(await textsOf('Ring each holder who waits for something urgent, once.')).toEqual([]);
});
