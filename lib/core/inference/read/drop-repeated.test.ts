import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const VANS = [
  { ref: 'v-1', driver: 'd-7' },
  { ref: 'v-2', driver: 'd-7' },
  { ref: 'v-3', driver: 'd-9' },
];
const WORLD: SmallWorld = {
  'yard/list_vans': { run: () => VANS },
  'yard/get_driver': { run: ({ driver }) => ({ driver: driver ?? null, phone: `+49 ${String(driver)} 1` }) },
  'yard/send_sms': { run: () => 'sent' },
};
const PROMPT = 'Text the driver of every van "Ready".';
const PROGRAM = [
  'vans = list_vans()',
  'for van of vans',
  '  driver = get_driver(driver: van.driver)',
  '  sendSms = send_sms(to: driver.phone, van: van.ref)',
].join('\n');

test('a list that was read twice before anything was written is one list', async () => {
  const trace = await record(PROMPT, WORLD, async (call) => {
    await call('yard/list_vans');
    const phones: string[] = [];
    for (const { driver } of VANS)
      phones.push(((await call('yard/get_driver', { driver })) as { phone: string }).phone);
    await call('yard/list_vans');
    for (const [at, { ref }] of VANS.entries()) await call('yard/send_sms', { to: phones[at] ?? '', van: ref });
  });
  const { workflow, evidence } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toBe(PROGRAM);
  expect(evidence.dropped).toContainEqual({
    call: 'c5',
    reason: 'Read again what "c1" had read, and nothing had changed.',
  });
});
