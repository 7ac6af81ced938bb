import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test('what the items of each must not be holds, although no item of the recording was that', async () => {
  const lanes = [
    { lane_no: 'L-417', status: 'shipped' },
    { lane_no: 'L-423', status: 'active' },
  ];
  const crates = [
    { code: 'c-7113', lane: 'L-417', status: 'active', fragile: true },
    { code: 'c-7119', lane: 'L-417', status: 'waiting', fragile: false },
    { code: 'c-7125', lane: 'L-423', status: 'waiting', fragile: false },
    { code: 'c-7131', lane: 'L-423', status: 'blocked', fragile: false },
  ];
  const world: SmallWorld = {
    'dock/list_lanes': { run: () => ({ lanes }) },
    'dock/list_crates': { run: ({ lane_no }) => ({ crates: crates.filter(({ lane }) => lane === lane_no) }) },
    'dock/post_note': { run: () => 'ok' },
  };
  const prompt =
    'Go through every lane: for all of its crates whose status is not "shipped" and that are not fragile post a note with its code as text.';
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_lanes');
    for (const { lane_no } of lanes) {
      await call('dock/list_crates', { lane_no });
      for (const { code } of crates.filter(({ lane, fragile }) => lane === lane_no && !fragile))
        await call('dock/post_note', { text: code });
    }
  });
  const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  expect(program).toContain('ne(crate2.fragile, true)');
  expect(program).toContain('ne(crate2.status, $status)');
});

test('a bound holds also of the member that the first few are in order of', async () => {
  const permits = [
    { ref: 'p-4870', stage: 'active', seats: 120 },
    { ref: 'p-4877', stage: 'active', seats: 282 },
    { ref: 'p-4883', stage: 'waiting', seats: 299 },
    { ref: 'p-4889', stage: 'pending', seats: 278 },
  ];
  const world: SmallWorld = { 'dock/list_permits': { run: () => permits }, 'dock/post_note': { run: () => 'ok' } };
  const prompt =
    'Of the permits with a seats of at least 278 and whose stage is not "waiting", take the 2 with the highest seats, and for each post a note with its ref as text.';
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_permits');
    for (const text of ['p-4877', 'p-4889']) await call('dock/post_note', { text });
  });
  const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  expect(program).toContain('ge(permit2.seats, $minSeat)');
  expect(program).toContain('ne(permit2.stage, $stage)');
  expect(program).toContain('seats desc, take $limit');
});

test('what is said of the things in each place is not said of the places, though all of them keep it', async () => {
  const rooms = [
    { room_no: 'R-417', label: 'Raw batch one' },
    { room_no: 'R-423', label: 'two raw batch' },
  ];
  const permits = [
    { uid: 4787, room: 'R-417', label: 'Raw batch ember' },
    { uid: 4791, room: 'R-417', label: 'dune 12' },
    { uid: 4796, room: 'R-423', label: 'basalt raw batch' },
    { uid: 4802, room: 'R-423', label: 'amber raw batch' },
  ];
  const world: SmallWorld = {
    'dock/list_rooms': { run: () => ({ rooms }) },
    'dock/list_permits': { run: ({ room_no }) => ({ permits: permits.filter(({ room }) => room === room_no) }) },
    'dock/post_note': { run: () => 'ok' },
  };
  const prompt =
    'Go through every room: for all of its permits whose label contains "raw batch" (ignore case) post a note with its uid as text.';
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_rooms');
    for (const { room_no } of rooms) {
      await call('dock/list_permits', { room_no });
      for (const { uid } of permits.filter(({ room, label }) => room === room_no && /raw batch/i.test(label)))
        await call('dock/post_note', { text: uid });
    }
  });
  const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  expect(program).toContain('for room of rooms.rooms\n');
  expect(program).toContain('contains(permit2.label, $phrase)');
});

test('a state that both places and their things hold as `{name}` is said of the things', async () => {
  const places = [
    { number: 'yv4k', stage: { name: 'waiting' } },
    { number: 'rnwm', stage: { name: 'active' } },
  ];
  const sensors = [
    { key: 6659, at: 'yv4k', stage: { name: 'pending' }, verified: true },
    { key: 6644, at: 'yv4k', stage: { name: 'active' }, verified: false },
    { key: 6650, at: 'rnwm', stage: { name: 'finished' }, verified: true },
    { key: 6668, at: 'rnwm', stage: { name: 'blocked' }, verified: false },
  ];
  const world: SmallWorld = {
    'dock/list_courses': { run: () => places },
    'dock/list_sensors': { run: ({ course_id }) => ({ sensors: sensors.filter(({ at }) => at === course_id) }) },
    'dock/post_note': { run: () => 'ok' },
  };
  const prompt =
    'Go through every course: for all of its sensors that are verified and whose stage is not "active" post a note with its key as text.';
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_courses');
    for (const { number } of places) {
      await call('dock/list_sensors', { course_id: number });
      for (const { key } of sensors.filter(({ at, verified }) => at === number && verified))
        await call('dock/post_note', { text: key });
    }
  });
  const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  expect(program).toContain('ne(sensor2.stage.name, $stage)');
  expect(program).toContain('eq(sensor2.verified, true)');
});

test.each([
  ['that are not public', { public: false }, { public: true }],
  ['whose phase is not "shipped"', { phase: 'active' }, { phase: 'shipped' }],
])('%s is said of the things, and nothing of the places that all happen to be so', async (said, kept, left) => {
  const depots = ['D-417', 'D-423', 'D-431'].map((uid) => ({ uid, public: false, phase: 'shipped' }));
  const recipes = [
    { number: 6713, depot: 'D-417', ...kept },
    { number: 6721, depot: 'D-423', ...left },
    { number: 6729, depot: 'D-423', ...kept },
    { number: 6737, depot: 'D-431', ...kept },
    { number: 6745, depot: 'D-431', ...kept },
  ];
  const world: SmallWorld = {
    'dock/list_depots': { run: () => depots },
    'dock/list_recipes': { run: ({ depot_id }) => recipes.filter(({ depot }) => depot === depot_id) },
    'dock/post_note': { run: () => 'ok' },
  };
  const prompt = `Go through every depot: for all of its recipes ${said} post a note with its number as text.`;
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_depots');
    for (const { uid } of depots) {
      await call('dock/list_recipes', { depot_id: uid });
      for (const one of recipes.filter(({ number, depot }) => depot === uid && number !== 6721))
        await call('dock/post_note', { text: one.number });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('for depot of depots\n');
  expect(showWorkflow(workflow)).toContain('for recipe of filter(recipes, recipe2 => ne(recipe2.');
  expect(questions).toEqual([]);
});
