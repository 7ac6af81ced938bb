import { describe, expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

/** The loop over the items that were taken, from reads of lists and one write for each id. */
async function loopOf(prompt: string, lists: Readonly<Record<string, Json>>, taken: readonly string[]) {
  const world: SmallWorld = {
    ...Object.fromEntries(Object.entries(lists).map(([name, data]) => [`desk/${name}`, { run: () => data }])),
    'desk/flag': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    for (const name of Object.keys(lists)) await call(`desk/${name}`);
    for (const id of taken) await call('desk/flag', { id });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

describe('two members of one item are compared', () => {
  test('also where numbers are written as text', async () => {
    const stock = [
      { sku: 'W-3922', on_hand: '84', minimum: '9' },
      { sku: 'W-1945', on_hand: '2', minimum: '19' },
      { sku: 'W-3690', on_hand: '55', minimum: '55' },
      { sku: 'W-1320', on_hand: '5', minimum: '40' },
    ];
    const { program, questions } = await loopOf('Flag what is below its minimum.', { list_stock: { stock } }, [
      'W-1945',
      'W-1320',
    ]);
    expect(program).toMatch(/lt\(toNumber\(\w+\.on_hand\), toNumber\(\w+\.minimum\)\)/);
    expect(questions).toEqual([]);
  });

  test('and times by what is later', async () => {
    const parcels = [
      { code: 'PX-1044', promised_on: '2026-02-03', delivered_on: '2026-02-05' },
      { code: 'PX-2071', promised_on: '2026-02-09', delivered_on: '2026-02-01' },
      { code: 'PX-3018', promised_on: '2026-02-04', delivered_on: '2026-02-04' },
      { code: 'PX-4093', promised_on: '2026-01-04', delivered_on: '2026-02-08' },
    ];
    const { program } = await loopOf(
      'Flag the parcels that were delivered later than promised.',
      { list_parcels: { parcels } },
      ['PX-1044', 'PX-4093'],
    );
    expect(program).toMatch(/gt\(\w+\.delivered_on, \w+\.promised_on\)/);
  });
});

test('the user says the name of a team, the item holds its code', async () => {
  const teams = [
    { code: 'T-40', label: 'Night shift' },
    { code: 'T-41', label: 'Day shift' },
  ];
  const people = [
    { id: 'p-7001', team: 'T-41' },
    { id: 'p-7002', team: 'T-40' },
    { id: 'p-7003', team: 'T-41' },
    { id: 'p-7004', team: 'T-40' },
  ];
  const { program, questions } = await loopOf(
    'Flag everybody of the Night shift.',
    { list_teams: { teams }, list_people: { people } },
    ['p-7002', 'p-7004'],
  );
  expect(program).toMatch(/eq\(\w+\.team, find\(teams\.teams, \w+ => eq\(\w+\.label, \$\w+\)\)\.code\)/);
  expect(questions).toEqual([]);
});

test('the user says a whole name, the item holds its two parts', async () => {
  const people = [
    { id: 'p-7001', first_name: 'Ada', last_name: 'Quist' },
    { id: 'p-7002', first_name: 'Ada', last_name: 'Tanaka' },
    { id: 'p-7003', first_name: 'Bo', last_name: 'Tanaka' },
  ];
  const { program } = await loopOf('Flag Ada Tanaka.', { list_people: { people } }, ['p-7002']);
  expect(program).toMatch(/eq\(`\$\{\w+\.first_name\} \$\{\w+\.last_name\}`, \$\w+\)/);
});

test('what already exists is found by the name that it would have', async () => {
  const services = [
    { id: 's-101', name: 'parser' },
    { id: 's-102', name: 'router' },
    { id: 's-103', name: 'sensor' },
    { id: 's-104', name: 'queue' },
  ];
  const pages = [{ title: 'Service: router' }, { title: 'parser' }, { title: 'Service: queue' }];
  const { program, questions } = await loopOf(
    'Flag every service that has no page "Service: <name>" yet.',
    { list_services: { services }, list_pages: { pages } },
    ['s-101', 's-103'],
  );
  expect(program).toMatch(/not\(has\(map\(pages\.pages, \w+ => \w+\.title\), `Service: \$\{\w+\.name\}`\)\)/);
  expect(questions).toEqual([]);
});

test('what already exists is found by its name, also where the user wrote the name as one word without quotes', async () => {
  const pages = [{ title: 'router.docs' }, { title: 'parser' }, { title: 'queue.docs' }];
  const services = [
    { id: 's-101', name: 'parser' },
    { id: 's-102', name: 'router' },
    { id: 's-103', name: 'sensor' },
    { id: 's-104', name: 'queue' },
  ];
  const { program, questions } = await loopOf(
    'Flag every service that has no page <name>.docs yet.',
    { list_services: { services }, list_pages: { pages } },
    ['s-101', 's-103'],
  );
  expect(program).toMatch(/not\(has\(map\(pages\.pages, \w+ => \w+\.title\), `\$\{\w+\.name\}\.docs`\)\)/);
  expect(questions).toEqual([]);
});

test('accidents of two items are no condition: a model judges, and it is asked', async () => {
  const answers = [
    { id: 'r-900', score: 6, comment: 'The queue was rather long today' },
    { id: 'r-9a1', score: 9, comment: 'Can somebody phone me about this' },
    { id: 'r-9b2', score: 7, comment: 'Nice shop but the music is loud' },
    { id: 'r-9c3', score: 2, comment: 'All good, nothing to add to that' },
    { id: 'r-9d4', score: 4, comment: 'Please get in touch by telephone' },
    { id: 'r-9e5', score: 8, comment: 'Ring me on Thursday, if you please' },
    { id: 'r-9f6', score: 5, comment: 'It was fine and I will come back' },
  ];
  const { program, questions } = await loopOf(
    'Flag the answers of those who want a call.',
    { list_answers: { answers } },
    ['r-9a1', 'r-9d4', 'r-9e5'],
  );
  expect(program).toContain('judge(');
  expect(questions).toEqual([expect.stringContaining('no member of them says which')]);
});

test('a record is found by its name alone, and not by what the record of that name has', async () => {
  const channels = [
    { id: 'C0-OPS', name: 'ops', members: 85 },
    { id: 'C0-REL', name: 'releases', members: 12 },
    { id: 'C0-DES', name: 'design', members: 22 },
  ];
  const { program, questions } = await loopOf('Flag the channel releases.', { list_channels: { channels } }, [
    'C0-REL',
  ]);
  expect(program).toMatch(/find\(channels\.channels, \w+ => eq\(\w+\.name, \$\w+\)\)\.id/);
  expect(questions).toEqual([]);
});
