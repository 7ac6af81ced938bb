import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

test('a value that several items hold is that of the item which the user named', async () => {
  const vans = [
    { ref: 'v-1', label: 'Grey one of 1998', phase: 'waiting' },
    { ref: 'v-2', label: 'Blue one of 2004', phase: 'waiting' },
    { ref: 'v-3', label: 'Old bus of 1971', phase: 'sold' },
  ];
  const world: SmallWorld = { 'yard/list_vans': { run: () => vans }, 'yard/post_card': { run: () => 'ok' } };
  const prompt = 'Look for the van whose label is Blue one of 2004 and post a card with the text "<label> is <phase>".';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_vans');
    await call('yard/post_card', { text: 'Blue one of 2004 is waiting' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('text: `${$label} is ${find(vans, van => eq(van.label, $label)).phase}`');
  expect(questions).toEqual([]);
});

test('an item by its place in the list is that place, where the user named it', async () => {
  const world: SmallWorld = {
    'yard/get_route': { run: () => ({ stops: [{ stop: 's-4471' }, { stop: 's-9020' }, { stop: 's-1188' }] }) },
    'yard/post_card': { run: () => 'ok' },
  };
  for (const [said, stop, expected] of [
    ['first stop', 's-4471', 'first(route2.stops)'],
    ['second stop', 's-9020', 'at(route2.stops, 1)'],
    ['last stop', 's-1188', 'last(route2.stops)'],
  ] as const) {
    const trace = await record(`Post a card for the ${said} of route R-7.`, world, async (call) => {
      await call('yard/get_route', { route: 'R-7' });
      await call('yard/post_card', { stop });
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    expect(showWorkflow(workflow)).toContain(`stop: ${expected}.stop`);
    expect(questions).toEqual([]);
  }
});

test('an item is not told by what was read by means of it', async () => {
  const services = [
    { service: 20, name: 'Invoices API', policy: { id: 13 } },
    { service: 16, name: 'Invoices', policy: { id: 47 } },
    { service: 50, name: 'Old Invoices', policy: { id: 28 } },
  ];
  const world: SmallWorld = {
    'pager/list_services': { run: () => services },
    'pager/get_policy': { run: () => ({ id: 47, person: 'u-88213' }) },
    'pager/page': { run: () => 'ok' },
  };
  const trace = await record('Page the person of the policy of the service Invoices for it.', world, async (call) => {
    await call('pager/list_services');
    await call('pager/get_policy', { policy: 47 });
    await call('pager/page', { service: 16, person: 'u-88213' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(
    /page\(service: find\(services, service\d? => eq\(service\d?\.name, \$\w+\)\)/,
  );
  expect(questions).toEqual([]);
});

test('a small number is a member of the item that the user named, where they named the member too', async () => {
  const bins = [
    { bin: 'L65-B', on_hand: 235, reserved: 2 },
    { bin: 'L75-D', on_hand: 157, reserved: 1 },
    { bin: 'M18-C', on_hand: 19, reserved: 0 },
  ];
  const world: SmallWorld = { 'store/list': { run: () => bins }, 'store/move': { run: () => 'ok' } };
  const trace = await record('Move all that we have on hand in L65-B to L75-D.', world, async (call) => {
    await call('store/list');
    await call('store/move', { source: 'L65-B', target: 'L75-D', quantity: 235 });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(/quantity: find\(list, (\w+) => eq\(\1\.bin, \$source\)\)\.on_hand/);
  expect(questions).toEqual([]);
});
