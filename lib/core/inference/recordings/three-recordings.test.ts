import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { proveWorkflow } from '../prove-workflow.ts';
import { record, replay, runIn, type SmallWorld } from '../testing/small-world.ts';

interface Claim {
  readonly [name: string]: string | number | boolean | null;
  readonly claim: string;
  readonly amount: number;
  readonly state: string;
  readonly adjuster: string | null;
}

const office = (claims: readonly Claim[]): SmallWorld => ({
  'claims/list_claims': { run: ({ branch }) => ({ claims: claims.filter((claim) => claim.branch === branch) }) },
  'claims/approve': { run: () => ({ ok: true }) },
  'claims/escalate': { run: () => ({ ok: true }) },
  'claims/assign': { run: () => ({ ok: true }) },
  'mail/send': { run: () => ({ ok: true }) },
});
const WRITES = ['claims/approve', 'claims/escalate', 'claims/assign', 'mail/send'];

const LIMIT = 500;

/** Approves small claims, escalates large ones (if there are any), gives those without an adjuster one, reports. */
function settle(branch: string, to: string, claims: readonly Claim[]) {
  return record(
    `Settle the open claims of branch ${branch}: approve those up to 500, escalate those above. A claim without an adjuster goes to the duty adjuster "duty" first. Then mail ${to} the subject "Settled ${branch}".`,
    office(claims),
    async (call) => {
      await call('claims/list_claims', { branch });
      for (const { claim, amount, state, adjuster } of claims.filter((one) => one.branch === branch)) {
        if (state !== 'open') continue;
        if (adjuster === null) await call('claims/assign', { claim, adjuster: 'duty' });
        await call(amount > LIMIT ? 'claims/escalate' : 'claims/approve', { claim });
      }
      await call('mail/send', { to, subject: `Settled ${branch}` });
    },
  );
}

const claim = (branch: string, id: string, amount: number, state: string, adjuster: string | null): Claim => ({
  branch,
  claim: id,
  amount,
  state,
  adjuster,
});

// Only the second shows an escalation, only the third a claim that has nobody.
const RECORDED = [
  [
    'north',
    'ada@north.example',
    [
      claim('north', 'cl-701', 120, 'open', 'kim'),
      claim('north', 'cl-702', 800, 'closed', 'lee'),
      claim('north', 'cl-703', 500, 'open', 'kim'),
    ],
  ],
  [
    'harbour',
    'bo@harbour.example',
    [
      claim('harbour', 'cl-811', 1900, 'open', 'mo'),
      claim('harbour', 'cl-812', 90, 'open', 'mo'),
      claim('harbour', 'cl-813', 40, 'closed', null),
      claim('harbour', 'cl-814', 501, 'open', 'lee'),
    ],
  ],
  [
    'airport',
    'cy@airport.example',
    [
      claim('airport', 'cl-921', 75, 'open', null),
      claim('airport', 'cl-922', 310, 'open', 'kim'),
      claim('airport', 'cl-923', 60, 'closed', 'mo'),
      claim('airport', 'cl-924', 45, 'open', null),
    ],
  ],
] as const;

test('three recordings give one workflow with a branch that one shows and a step that another shows', async () => {
  const traces = await Promise.all(RECORDED.map(([branch, to, claims]) => settle(branch, to, claims)));
  const derived = inferWorkflow({ traces });
  const { workflow, proof } = await proveWorkflow({ result: derived, traces, runner: replay });
  if (workflow === null) throw new Error('no workflow');
  expect(proof.checks.filter(({ name }) => name.startsWith('replay')).map(({ status }) => status)).toEqual([
    'passed',
    'passed',
    'passed',
  ]);
  expect(proof.checks.filter(({ status }) => status === 'failed')).toEqual([]);
  // What differs between the recordings is an input, and has its values of each.
  expect(derived.otherInputs).toHaveLength(2);
  const values = Object.fromEntries(workflow.inputs.map(({ name, default: value }) => [value, name]));
  expect(Object.keys(values)).toEqual(expect.arrayContaining(['north', 'ada@north.example']));

  const fresh = [
    claim('east', 'cl-1', 2200, 'open', null),
    claim('east', 'cl-2', 30, 'closed', null),
    claim('east', 'cl-3', 499, 'open', 'kim'),
  ];
  const run = await runIn(office(fresh), workflow, {
    writes: WRITES,
    inputs: { [values.north ?? '']: 'east', [values['ada@north.example'] ?? '']: 'di@east.example' },
  });
  expect(run.made).toEqual([
    { name: 'claims/assign', args: { claim: 'cl-1', adjuster: 'duty' } },
    { name: 'claims/escalate', args: { claim: 'cl-1' } },
    { name: 'claims/approve', args: { claim: 'cl-3' } },
    { name: 'mail/send', args: { to: 'di@east.example', subject: 'Settled east' } },
  ]);
});
