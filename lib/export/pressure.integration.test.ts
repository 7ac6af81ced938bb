import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { pythonEnvironment } from './python/test/python-environment.ts';
import { deployAgent, eventually, removeAgents, wishesWorkflow } from './test/deployed-agent.ts';

vi.setConfig({ testTimeout: 120_000 });

const environment = await pythonEnvironment();
if (typeof environment === 'string') console.warn(`SKIPPED: Python agents under pressure: ${environment}.`);
const LANGUAGES = [
  { language: 'TypeScript', python: undefined },
  ...(typeof environment === 'string' ? [] : [{ language: 'Python', python: environment.python }]),
];
const SECRET = 'not-a-real-secret';
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto', WEBHOOK_SECRET: SECRET, RUN_TOKEN: 'token', QUEUE_LIMIT: '1' };

afterAll(removeAgents);

function deliver(url: string, id: string): Promise<Response> {
  const body = '{}';
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'x-hub-signature-256': `sha256=${signature}`, 'x-github-delivery': id };
  return fetch(`${url}/webhooks/wishes`, { method: 'POST', headers, body });
}

describe.each(LANGUAGES)('an agent in $language', ({ python }) => {
  test('turns new deliveries away while enough of them wait, and takes them again afterwards', async () => {
    const webhook = wishesWorkflow({ trigger: { on: 'webhook', path: 'wishes' } });
    const agent = await deployAgent(webhook, {}, {}, python);
    agent.mood({ slowMs: 800 });
    const serving = await agent.serve(LIVE);
    expect((await deliver(serving.url, 'one')).status).toBe(202);
    const refused = await deliver(serving.url, 'two');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toEqual({ error: '1 runs wait already. Send it again later.' });
    // What is taken already is answered as before.
    expect(await (await deliver(serving.url, 'one')).json()).toMatchObject({ taken: 'before' });
    await eventually(async () => (await deliver(serving.url, 'two')).status === 202, serving.log);
    expect(await serving.end('SIGTERM')).toBe(0);
  });

  test('counts the slots of its schedule: what runs, and what is left out while a run has not ended', async () => {
    const everySecond = wishesWorkflow({ trigger: { on: 'schedule', cron: '* * * * * *', timeZone: 'UTC' } });
    const agent = await deployAgent(everySecond, {}, {}, python);
    agent.mood({ slowMs: 1200 });
    const serving = await agent.serve(LIVE);
    await eventually(async () => {
      const metrics = await (await fetch(`${serving.url}/metrics`)).text();
      const count = (outcome: string) =>
        Number(
          new RegExp(`agent_schedule_slots_total\\{[^}]*outcome="${outcome}"[^}]*\\} (\\d+)`).exec(metrics)?.[1] ?? 0,
        );
      return count('started') >= 1 && count('overlapped') >= 2;
    }, serving.log);
    expect(serving.log()).toContain('slot of the schedule was left out: the run before has not ended');
    expect(await serving.end('SIGTERM')).toBe(0);
    expect(agent.issues()).toEqual(['one', 'two', 'three']);
  });
});
