import { expect, test } from 'vitest';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { createAgent } from './create-agent.ts';
import { untraced } from './observe/tracing.ts';
import { forgetful, silentLog, silentMeter } from './recorded/silent.ts';
import { writeRequest } from './request.ts';
import { sleep } from './sleep.ts';

test('a run that is stopped after a change was approved and before it was sent leaves it to be made by the next one', async () => {
  const ledger = memoryLedger(() => '2026-11-30T00:00:00Z');
  const sent: string[] = [];
  const agentOf = (stop: AbortController, onApproval: () => void) =>
    createAgent({
      ...{ workflow: 'w', mode: 'apply', now: '', timeZone: 'UTC', ledger, sleep, signal: stop.signal },
      caller: {
        async call({ tool }) {
          sent.push(tool);
          return { content: [] };
        },
      },
      approver: {
        async approve() {
          onApproval();
          return { approved: true };
        },
      },
      model: { answer: () => Promise.reject(new Error('Nothing is to be judged.')) },
      judgements: forgetful,
      log: silentLog,
      meter: silentMeter,
      tracing: untraced,
      example: () => undefined,
      milliseconds: () => 0,
    }).agent;
  const write = writeRequest('tracker', 'create_issue', {}, 'write');

  const stop = new AbortController();
  const first = agentOf(stop, () => stop.abort()).ensure('create', write);
  await expect(first).rejects.toThrow('The run was stopped.');
  expect([sent, (await ledger.list()).map(({ state }) => state)]).toEqual([[], ['failed']]);

  await agentOf(new AbortController(), () => {}).ensure('create', write);
  expect([sent, (await ledger.list()).map(({ state }) => state)]).toEqual([['create_issue'], ['confirmed']]);
});
