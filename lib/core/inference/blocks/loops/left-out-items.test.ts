import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const OWNERS = [
  { owner: 613, mail: 'chloe@pets.example' },
  { owner: 967, mail: 'uma@pets.example' },
  { owner: 748, mail: 'priya@pets.example' },
];

interface Visit {
  readonly visit: number;
  readonly owner: number;
  readonly pet: string;
  readonly phase: string;
}

const VISITS: readonly Visit[] = [
  { visit: 671, owner: 613, pet: 'Hazel', phase: 'booked' },
  { visit: 911, owner: 967, pet: 'Bella', phase: 'booked' },
  { visit: 707, owner: 748, pet: 'Ziggy', phase: 'booked' },
  { visit: 329, owner: 613, pet: 'Luna', phase: 'cancelled' },
];

const world = (visits: readonly Visit[]): SmallWorld => ({
  'vet/list_visits': { run: () => visits.map((visit) => ({ ...visit })) },
  'vet/get_owner': { run: ({ owner }) => ({ ...(OWNERS.find((one) => one.owner === owner) ?? {}) }) },
  'post/send_mail': { run: () => 'ok' },
});

async function shown(prompt: string): Promise<string> {
  const trace = await record(prompt, world(VISITS), async (call) => {
    await call('vet/list_visits');
    for (const { owner, pet } of VISITS.slice(0, 3)) {
      await call('vet/get_owner', { owner });
      const to = OWNERS.find((one) => one.owner === owner)?.mail ?? '';
      await call('post/send_mail', { to, text: `${pet} is expected.` });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return `${showWorkflow(workflow)}\n${questions.map(({ text }) => text).join('\n')}`;
}

test('items that the user left out leave one for each call, also where they share a member with another', async () => {
  const text = await shown('Mail the owner of every visit "<pet> is expected.". No mail for cancelled visits.');
  expect(text).toContain('for visit of filter(visits, visit2 => ne(visit2.phase, $phase))');
  expect(text).toContain('to: owner.mail, text: `${visit.pet} is expected.`');
  expect(text).not.toContain('groupBy');
});

test('what items have in common is asked about where the user left none out', async () => {
  const text = await shown('Mail the owner of every visit "<pet> is expected.".');
  expect(text).toMatch(/\?/);
});
