import { Cron } from 'croner';
import type { Approver } from '#core/effects/ledger.ts';
import { answerRequest } from '../trigger/answer-request.ts';
import { createDeliveryQueue } from '../trigger/delivery-queue.ts';
import { startDeliveryWorker } from '../trigger/delivery-worker.ts';
import { openHttpEndpoint } from '../trigger/http-endpoint.ts';
import type { OpenAgent } from './open-agent.ts';

const CONNECT_AGAIN_MS = 15_000;
const DEFAULT_GRACE_SECONDS = 50;

/**
 * Runs until SIGTERM or SIGINT: takes webhooks and starts by hand, keeps the schedule, tells how it is. On the signal it
 * says that it is not ready, takes nothing new, lets the running pass end (after `STOP_GRACE_SECONDS` it is stopped
 * between two calls) and closes. Exit code 0.
 */
export async function serveCommand(agent: OpenAgent): Promise<number> {
  try {
    agent.requireSettings();
    return await serve(agent);
  } finally {
    await agent.close();
  }
}

async function serve(agent: OpenAgent): Promise<number> {
  const { environment, log, program, servers, database } = agent;
  const mode = environment.get('DRY_RUN') === 'false' ? 'apply' : 'plan';
  const approver = approverOf(agent);
  const abort = new AbortController();
  let stopping = false;

  const queue = createDeliveryQueue({ database, owner: agent.owner, now: () => new Date() });
  const worker = startDeliveryWorker({
    queue,
    log,
    async run({ inputs }) {
      const result = await agent.pass({ mode, inputs, approver, signal: abort.signal });
      if (result.status === 'stopped' && !abort.signal.aborted) await agent.propose({ inputs, signal: abort.signal });
      return result;
    },
  });

  // Every slot of the schedule is a delivery with a name of its own, so that several replicas run it once.
  // `SCHEDULE=external`: something outside, such as a CronJob, keeps the schedule.
  const schedule =
    program.trigger.on === 'schedule' && environment.get('SCHEDULE') !== 'external'
      ? new Cron(program.trigger.cron, { timezone: program.trigger.timeZone }, async (cron: Cron) => {
          const slot = cron.currentRun() ?? new Date();
          slot.setMilliseconds(0);
          await queue.add(`schedule:${slot.toISOString()}`, {});
          worker.wake();
        })
      : null;

  const connect = async () => {
    if (stopping || servers.missing().length === 0) return;
    await servers
      .connectAll()
      .catch((error: Error) => log.warn({ error: error.message }, 'servers are not all connected'));
  };
  await connect();
  const reconnect = setInterval(() => void connect(), CONNECT_AGAIN_MS);

  const endpoint = await openHttpEndpoint({
    host: environment.get('HOST') ?? '127.0.0.1',
    port: Number(environment.get('PORT') ?? 8080),
    log,
    answer: (request) =>
      answerRequest(request, {
        trigger: program.trigger,
        inputs: program.inputs,
        queue,
        onDelivery: worker.wake,
        secret: (name) => environment.get(name),
        metrics: agent.metrics.text,
        now: () => new Date(),
        async notReady() {
          const reasons = servers.missing().map((alias) => `The server "${alias}" is not connected.`);
          if (stopping) reasons.unshift('The agent is stopping.');
          await database.query('SELECT 1').catch(() => reasons.push('The ledger cannot be reached.'));
          return reasons;
        },
      }),
  });
  log.info(
    { port: endpoint.port, mode, trigger: program.trigger.on, next: schedule?.nextRun()?.toISOString() },
    'serving',
  );

  await stopSignal();
  stopping = true;
  log.info({}, 'stopping');
  schedule?.stop();
  clearInterval(reconnect);
  const grace = setTimeout(
    () => abort.abort(),
    1000 * Number(environment.get('STOP_GRACE_SECONDS') ?? DEFAULT_GRACE_SECONDS),
  );
  await worker.stop();
  clearTimeout(grace);
  await endpoint.close();
  log.info({}, 'stopped');
  return 0;
}

function approverOf(agent: OpenAgent): Approver {
  const agrees = agent.environment.get('APPROVALS') === 'auto';
  return { approve: (effect) => (agrees ? Promise.resolve({ approved: true }) : agent.approvals.decision(effect)) };
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
