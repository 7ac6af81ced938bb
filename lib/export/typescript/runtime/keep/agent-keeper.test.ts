import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Approver } from '#core/effects/ledger.ts';
import type { Json } from '#core/json/json.ts';
import type { RunnableRule } from '#core/keep/runnable-rule.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { AgentProgram } from '../command/agent-program.ts';
import { type OpenAgent, openAgent } from '../command/open-agent.ts';
import { writeRequest } from '../request.ts';
import { createKeeper } from './agent-keeper.ts';

const member = (of: Json, name: string): Json => (of as Readonly<Record<string, Json>>)[name] ?? null;

/** The issue K is there, and its title is not as wanted. */
const rule: RunnableRule = {
  ...{ step: 'create', server: 'tracker', tool: 'create_issue', settleMs: 0 },
  see: {
    by: 'search',
    read: { server: 'tracker', tool: 'list_issues', args: {} },
    items: (data) => data as readonly Json[],
    key: { wanted: (wanted) => member(wanted, 'key'), actual: (actual) => member(actual, 'key') },
  },
  fields: { title: (actual) => member(actual, 'title') },
  change: ({ wanted }) => ({ server: 'tracker', tool: 'update_issue', args: wanted, effect: 'write' }),
};

const program: AgentProgram = {
  ...{ identity: 'w', name: 'w', inputs: [], config: [], trigger: { on: 'keep' } },
  run: (agent) =>
    agent.ensure('create', writeRequest('tracker', 'create_issue', { key: 'K', title: 'right' }, 'write')),
  keep: { everyMs: 1000, looks: [], rules: () => [rule] },
};

const folder = mkdtempSync(join(tmpdir(), 'keeper-'));
let agent: OpenAgent | undefined;
afterEach(async () => {
  await agent?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a pass that is stopped after a change was approved and before it was sent leaves it to the next pass', async () => {
  writeFileSync(join(folder, 'mcp.json'), '{"mcpServers":{}}');
  const opened = await openAgent(program, folder, { LOG_LEVEL: 'silent' }, { quiet: true });
  agent = opened;
  const updates: Json[] = [];
  const call: ToolCaller['call'] = async ({ tool, args }) => {
    if (tool === 'update_issue') updates.push(args);
    return { content: [{ type: 'text', text: JSON.stringify([{ key: 'K', title: 'wrong' }]) }] };
  };
  const passWith = (stop: AbortController, approver: Approver) =>
    createKeeper(
      { ...opened, servers: { ...opened.servers, call } },
      { mode: 'apply', inputs: {}, approver, signal: stop.signal },
    ).pass();
  const stateOfUpdate = async () => (await opened.ledger.list()).find(({ tool }) => tool === 'update_issue')?.state;

  const stop = new AbortController();
  const stopsThen: Approver = {
    async approve() {
      stop.abort();
      return { approved: true };
    },
  };
  await passWith(stop, stopsThen);
  expect([updates, await stateOfUpdate()]).toEqual([[], 'failed']);

  // As if the pause after a failed change had passed.
  await opened.database().query('DELETE FROM agent_keep');
  const report = await passWith(new AbortController(), { approve: async () => ({ approved: true }) });
  expect(report).toMatchObject({ drift: 0, failing: 0 });
  expect([updates, await stateOfUpdate()]).toEqual([[{ key: 'K', title: 'right' }], 'confirmed']);
});
