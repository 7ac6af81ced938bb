import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';

const policy = (no: string, holder: string, branch: string, cover: number) =>
  `Policy ${no} belongs to ${holder} (Bergen). It was sold by branch NT7, is served by branch ${branch} and covers up to ${cover} EUR.`;

const world: SmallWorld = {
  'claims/list_claims': {
    run: () => '* CLM/2026/2763: theft, reported 2026-10-12\n* CLM/2026/0103: fire, reported 2026-10-25',
  },
  'claims/get_claim': {
    run: ({ claim_no }) =>
      `Claim ${claim_no} was reported under policy ${claim_no === 'CLM/2026/2763' ? 'HX-834384B' : 'HX-344831C'}, formerly HX-9.`,
  },
  'claims/get_policy': {
    run: ({ policy_no }) =>
      policy_no === 'HX-834384B'
        ? policy('HX-834384B', 'Noor Gomez', 'KD3', 89000)
        : policy('HX-344831C', 'Uma Jensen', 'BH2', 71000),
  },
  'claims/get_branch': {
    run: ({ branch_code }) => `Branch ${branch_code}, Bergen. Lead adjuster: ADJ-869 (Ines). Deputy: ADJ-371 (Samir).`,
  },
  'claims/assign': { run: () => 'Done.' },
  'claims/add_note': { run: () => 'Noted.' },
};

test('values in sentences are found by the words in front of them', async () => {
  const trace = await record(
    'Hand claim CLM/2026/2763 to the lead adjuster of the branch that serves the policy.',
    world,
    async (call) => {
      await call('claims/get_claim', { claim_no: 'CLM/2026/2763' });
      await call('claims/get_policy', { policy_no: 'HX-834384B' });
      await call('claims/get_branch', { branch_code: 'KD3' });
      await call('claims/assign', { claim_no: 'CLM/2026/2763', adjuster_id: 'ADJ-869' });
    },
  );
  const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  expect(program).toContain('get_branch(branch_code: wordAfter(policy, "served by branch "))');
  expect(program).toContain('adjuster_id: wordAfter(branch, "Lead adjuster: ")');
});

test('a list of sentences is gone through, and a text is put together from sentences', async () => {
  const note = (claim_no: string, text: string) => ({ claim_no, note: text });
  const trace = await record(
    'Note holder and cover on each claim: "Holder <name>, cover <amount>".',
    world,
    async (call) => {
      await call('claims/list_claims');
      await call('claims/get_claim', { claim_no: 'CLM/2026/2763' });
      await call('claims/get_policy', { policy_no: 'HX-834384B' });
      await call('claims/add_note', note('CLM/2026/2763', 'Holder Noor Gomez, cover 89000'));
      await call('claims/get_claim', { claim_no: 'CLM/2026/0103' });
      await call('claims/get_policy', { policy_no: 'HX-344831C' });
      await call('claims/add_note', note('CLM/2026/0103', 'Holder Uma Jensen, cover 71000'));
    },
  );
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  const listed: SmallWorld = {
    ...world,
    'claims/list_claims': { run: () => '* CLM/2026/0103: fire, reported 2026-10-25' },
  };
  const { made } = await runIn(listed, workflow, { writes: ['claims/add_note'] });
  expect(made.map(({ args }) => args)).toEqual([note('CLM/2026/0103', 'Holder Uma Jensen, cover 71000')]);
});

test('where the words in front of a piece are missing, nothing is written and the run names the answer and the words', async () => {
  const trace = await record(
    'Hand claim CLM/2026/2763 to the lead adjuster of the branch that serves the policy.',
    world,
    async (call) => {
      await call('claims/get_claim', { claim_no: 'CLM/2026/2763' });
      await call('claims/get_policy', { policy_no: 'HX-834384B' });
      await call('claims/get_branch', { branch_code: 'KD3' });
      await call('claims/assign', { claim_no: 'CLM/2026/2763', adjuster_id: 'ADJ-869' });
    },
  );
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  const vacant = { run: () => 'Branch KD3, Bergen. The lead is vacant. Deputy: ADJ-371 (Samir).' };
  const run = await runIn({ ...world, 'claims/get_branch': vacant }, workflow, { writes: ['claims/assign'] });
  expect(run).toMatchObject({ status: 'failed', made: [] });
  expect(workflow.body.flatMap((step) => (step.do === 'assert' ? [step.message] : []))).toEqual([
    'There is no word after "Lead adjuster: " in the answer of claims/get_branch, and the recording did not show what to do then.',
  ]);
});

test('a note of each sentence is not made without one of its pieces', async () => {
  const trace = await record('Note cover on each claim: "Cover <amount>".', world, async (call) => {
    await call('claims/list_claims');
    await call('claims/get_claim', { claim_no: 'CLM/2026/2763' });
    await call('claims/get_policy', { policy_no: 'HX-834384B' });
    await call('claims/add_note', { claim_no: 'CLM/2026/2763', note: 'Cover 89000' });
    await call('claims/get_claim', { claim_no: 'CLM/2026/0103' });
    await call('claims/get_policy', { policy_no: 'HX-344831C' });
    await call('claims/add_note', { claim_no: 'CLM/2026/0103', note: 'Cover 71000' });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  const open = { run: () => 'Policy HX-834384B belongs to Noor Gomez (Bergen). Its cover is being reviewed.' };
  const run = await runIn({ ...world, 'claims/get_policy': open }, workflow, { writes: ['claims/add_note'] });
  expect(run).toMatchObject({ status: 'failed', made: [] });
});

test('what a change answers in a sentence is not looked at before the next change: a plan has no such answer', async () => {
  const shop: SmallWorld = {
    'shop/open_order': { run: () => 'Opened order SO-37434 for Ada.' },
    'shop/add_note': { run: () => 'Noted.' },
  };
  const trace = await record('Open an order for Ada and note "Handle with care" on it.', shop, async (call) => {
    await call('shop/open_order', { customer: 'Ada' });
    await call('shop/add_note', { order: 'SO-37434', note: 'Handle with care' });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('order: wordAfter(');
  expect(workflow?.body.map((step) => step.do)).toEqual(['call', 'call']);
});

test('a value in what people wrote is found by its form, and not by the words that one of them put in front', async () => {
  const trace = await record('Look up the order that ticket 1982 is about.', desk, async (call) => {
    await call('desk/get_ticket', { id: 1982 });
    await call('shop/get_order', { number: 'SO-37434' });
    await call('desk/close_ticket', { id: 1982, note: 'Order of Ada' });
  });
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toContain(
    'get_order(number: findIn(ticket.text, "issueKey"))',
  );
});

const desk: SmallWorld = {
  'desk/get_ticket': { run: () => ({ id: 1982, text: 'Hello, where is my parcel? The number is SO-37434. Samir' }) },
  'shop/get_order': { run: ({ number }) => ({ number: number ?? null, customer: 'Ada' }) },
  'desk/close_ticket': { run: () => 'Closed.' },
};
