import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeepReport } from '#core/keep/keep-report.ts';
import { allowTool } from '../calls/allow-tool.ts';
import { settleApproval } from '../calls/settle-approval.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { createSample } from '../prototypes/create-sample.ts';
import type { Studio } from '../studio.ts';
import { editWorkflow } from '../workflow/edit-workflow.ts';
import { makeWorkflow } from '../workflow/make-workflow.ts';
import { passOnce } from './pass-once.ts';
import { readKeep } from './read-keep.ts';
import { resumeKeeping } from './resume-keeping.ts';
import { switchKeep } from './switch-keep.ts';

let studio: Studio;
let close: () => Promise<void>;
let prototypeId: string;

beforeAll(async () => {
  ({ studio, close } = await openTestStudio());
  prototypeId = (await createSample(studio)).id;
  await makeWorkflow(studio, { prototypeId });
});

afterAll(() => close());

const call = async (tool: string, args: Readonly<Record<string, string | number>>) =>
  (await studio.connections.caller().call({ server: 'tracker', tool, args })).structuredContent as {
    readonly issues: readonly { readonly key: string; readonly title: string }[];
  };
const tickets = async () =>
  (await call('search_issues', { project: 'PERF', text: 'Pull request #', per_page: 100 })).issues;
const titles = async () => (await tickets()).map(({ title }) => title).sort();
const pass = (mode: 'plan' | 'apply') => passOnce(studio, { prototypeId, mode, inputs: {} });
const told = ({ items }: KeepReport) => items.map(({ standing, action }) => `${standing.is} ${action}`).sort();
const passes = async () => (await studio.store.runs.list(prototypeId)).filter((run) => run.pass);

/** Lets what keeping calls run without asking. */
async function allow(...tools: readonly string[]) {
  for (const tool of tools) await allowTool(studio, { prototypeId, tool: { server: 'tracker', tool }, allowed: true });
}

describe('keeping the tickets of the sample', () => {
  let wanted: readonly string[];

  it('is proposed, and nothing is kept before the user says so', async () => {
    const { proposals, switch: position } = await readKeep(studio, { prototypeId });
    expect(position).toBe('off');
    await expect(pass('plan')).rejects.toMatchObject({ code: 'conflict' });
    const rules = proposals.map(({ rule }) => rule);
    const made = await editWorkflow(studio, { prototypeId, edit: { edit: 'setKeep', keep: { everyMs: 1000, rules } } });
    expect(made.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('a look compares and changes nothing, and is no run', async () => {
    expect(told(await pass('plan'))).toEqual(['new create', 'new create', 'new create']);
    expect(await titles()).toEqual([]);
    expect(await passes()).toEqual([]);
  });

  it('a pass asks for each write, and stands in the list of runs', async () => {
    const asked: string[] = [];
    const subscription = studio.events.subscribe(prototypeId, studio.events.last(prototypeId), (event) => {
      if (event.type !== 'approval-asked') return;
      const { id, tool } = event.approval;
      asked.push(tool);
      setTimeout(() => void settleApproval(studio, { prototypeId, approvalId: id, answer: { approve: true } }), 0);
    });
    const report = await pass('apply');
    if (subscription.kind === 'subscribed') subscription.end();
    expect(report).toMatchObject({ drift: 0, failing: 0 });
    expect(asked).toEqual(['create_issue', 'create_issue', 'create_issue']);
    wanted = await titles();
    expect(wanted).toHaveLength(3);
    const [run, ...others] = await passes();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ status: 'succeeded', mode: 'apply', effects: { created: 3, failed: 0 } });
    const events = await studio.store.runs.events(run?.id ?? '');
    expect(events.filter(({ type }) => type === 'run-started' || type === 'run-ended')).toHaveLength(2);
  });

  it('a pass with nothing to do leaves its report and no run', async () => {
    expect(told(await pass('apply'))).toEqual(['same none', 'same none', 'same none']);
    expect(await passes()).toHaveLength(1);
    const { state } = await readKeep(studio, { prototypeId });
    expect(state.passes).toBe(2);
    expect(state.conditions.find(({ type }) => type === 'Ready')).toMatchObject({ holds: true });
  });

  it('standing passes heal what is broken by hand, until they are switched off', async () => {
    await allow('create_issue', 'update_issue');
    await switchKeep(studio, { prototypeId, switch: 'on' });
    expect((await readKeep(studio, { prototypeId })).switch).toBe('on');
    const [first, second] = await tickets();
    await call('delete_issue', { key: first?.key ?? '' });
    await call('update_issue', { key: second?.key ?? '', title: 'Broken by hand' });
    await expect.poll(titles, { timeout: 20_000, interval: 200 }).toEqual(wanted);
    expect((await tickets()).map(({ key }) => key)).toContain(second?.key);

    await switchKeep(studio, { prototypeId, switch: 'off' });
    expect(studio.keeping.isStanding(prototypeId)).toBe(false);
    const { state } = await readKeep(studio, { prototypeId });
    await pass('plan');
    expect((await readKeep(studio, { prototypeId })).state.passes).toBe(state.passes);
  });

  it('only what was switched on for good stands again after a restart', async () => {
    await studio.store.keepers.set(prototypeId, { switch: 'on' });
    await studio.store.recover();
    await resumeKeeping(studio);
    expect(studio.keeping.isStanding(prototypeId)).toBe(false);

    await studio.store.keepers.set(prototypeId, { switch: 'always' });
    await studio.store.recover();
    await resumeKeeping(studio);
    expect(studio.keeping.isStanding(prototypeId)).toBe(true);
    const before = (await readKeep(studio, { prototypeId })).state;
    await expect
      .poll(async () => (await readKeep(studio, { prototypeId })).state.passes, { timeout: 20_000 })
      .toBeGreaterThan(before.passes);
    expect((await readKeep(studio, { prototypeId })).state.conditions).toEqual(before.conditions);
    await switchKeep(studio, { prototypeId, switch: 'off' });
  });
});
