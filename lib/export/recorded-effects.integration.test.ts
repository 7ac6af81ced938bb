import { afterAll, describe, expect, test } from 'vitest';
import { recordTrace } from '#core/trace/record-trace.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { deployAgent, removeAgents, wishesWorkflow } from './test/deployed-agent.ts';

afterAll(removeAgents);

/** Somebody raised an issue for each of two wishes; the third was wished later. */
function recording(): Trace {
  const now = '2026-11-20T09:00:00.000Z';
  const recorder = recordTrace({ id: 'recording-1', now, timeZone: 'UTC', locale: 'en' });
  const answer = (value: unknown) => ({ content: [{ type: 'text' as const, text: JSON.stringify(value) }] });
  const called = (id: string, tool: string, args: { readonly title?: string }, data: unknown) => {
    recorder.begin({ id, origin: 'chat', server: 'tracker', tool, args, startedAt: now });
    recorder.end(id, { status: 'answered', result: answer(data) }, { durationMs: 1 });
  };
  const title = { type: 'string' };
  recorder.tools('tracker', [
    { server: 'tracker', name: 'list_wishes', inputSchema: { type: 'object' } },
    {
      server: 'tracker',
      name: 'create_issue',
      inputSchema: { type: 'object', properties: { title }, required: ['title'] },
    },
  ]);
  called('c1', 'list_wishes', {}, ['one', 'two']);
  called('c2', 'create_issue', { title: 'one' }, { key: 'OPS-1' });
  called('c3', 'create_issue', { title: 'two' }, { key: 'OPS-2' });
  return recorder.finish({ at: now });
}

const workflow: Workflow = { ...wishesWorkflow(), id: 'recording-1' };

describe('what recording did', () => {
  test('is done for an agent that works in the same world: only what is new is made', async () => {
    const agent = await deployAgent(workflow, {}, { trace: recording(), made: () => true });
    const plan = await agent.command('plan');
    expect(plan.stdout).toContain('= tracker/create_issue {"title":"one"}  done while recording');
    expect(plan.stdout).toContain('plan: 2 done while recording, 1 planned.');
    expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 2 done while recording, 1 done.');
    expect(agent.issues()).toEqual(['three']);
    expect((await agent.command('apply', '--yes')).stdout).toContain('2 done while recording, 1 already there.');
  });

  test('is made again where somebody says so, and from then on the ledger knows it', async () => {
    const agent = await deployAgent(workflow, {}, { trace: recording(), made: () => true });
    const again = { RECORDED_EFFECTS: 'ignore' };
    expect((await agent.commandWith(again, 'plan')).stdout).toContain('plan: 3 planned.');
    expect((await agent.commandWith(again, 'apply', '--yes')).stdout).toContain('apply: 3 done.');
    expect(agent.issues()).toEqual(['one', 'two', 'three']);
    expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 already there.');
    expect(await agent.commandWith({ RECORDED_EFFECTS: 'maybe' }, 'plan')).toMatchObject({
      code: 1,
      stderr: 'RECORDED_EFFECTS must be done or ignore, not "maybe".\n',
    });
  });

  test('is not done where it was done in another world, or in part', async () => {
    const elsewhere = await deployAgent(workflow, {}, { trace: recording(), made: () => false });
    expect((await elsewhere.command('apply', '--yes')).stdout).toContain('apply: 3 done.');
    const inPart = await deployAgent(workflow, {}, { trace: recording(), made: ({ id }) => id === 'c2' });
    expect((await inPart.command('plan')).stdout).toContain('plan: 1 done while recording, 2 planned.');
  });

  test('holds on where the agent and its steps are renamed in the code', async () => {
    const renamed: Workflow = JSON.parse(
      JSON.stringify({ ...workflow, name: 'Other' }).replaceAll('createIssue', 'raise'),
    );
    const agent = await deployAgent(renamed, {}, { trace: recording(), made: () => true });
    expect((await agent.command('plan')).stdout).toContain('plan: 2 done while recording, 1 planned.');
  });
});
