import { createKeeper } from '../keep/agent-keeper.ts';
import { answerRequest } from '../trigger/answer-request.ts';
import { createDeliveryQueue } from '../trigger/delivery-queue.ts';
import { startDeliveryWorker } from '../trigger/delivery-worker.ts';
import { isInvoked } from '../trigger/endpoint/invocations.ts';
import { openCalls } from '../trigger/endpoint/open-calls.ts';
import { keptResult } from '../trigger/endpoint/run-report.ts';
import { openHttpEndpoint } from '../trigger/http-endpoint.ts';
import { openQueue, requireQueue } from '../trigger/queue/open-queue.ts';
import type { MessageTaker } from '../trigger/queue/take-messages.ts';
import { approverOf, runDelivery } from '../trigger/run-delivery.ts';
import type { OpenAgent } from './open-agent.ts';
import { type ServeSettings, serveSettings } from './serve-settings.ts';
import { startSchedule } from './start-schedule.ts';

const CONNECT_AGAIN_MS = 15_000;
/** Of deliveries whose senders wait for nothing. */
const MOST_ATTEMPTS = 6;

/**
 * Runs until SIGTERM or SIGINT: takes webhooks and starts by hand, keeps the schedule or the control loop, tells how it is. On the signal it
 * says that it is not ready, takes nothing new, lets the running pass end (after `STOP_GRACE_SECONDS` it is stopped
 * between two calls; a write under way is waited for) and closes. Exit code 0. Throws where a setting is missing or the
 * port is taken.
 */
export async function serveCommand(agent: OpenAgent): Promise<number> {
  try {
    agent.requireSettings();
    requireQueue(agent);
    await serve(agent, serveSettings(agent.environment));
    return 0;
  } finally {
    await agent.close();
  }
}

async function serve(agent: OpenAgent, settings: ServeSettings): Promise<void> {
  const { log, program } = agent;
  const { mode, host, port, graceMs } = settings;
  const stop = new AbortController();
  let stopping = false;
  const keeper =
    program.trigger.on === 'keep'
      ? createKeeper(agent, { mode, inputs: {}, approver: approverOf(agent), signal: stop.signal })
      : null;
  const queue = createDeliveryQueue({ database: agent.database(), owner: agent.owner, now: () => new Date() });
  let messages: MessageTaker | null = null;
  const calls = await openCalls(agent, { queue, settings, onDelivery: () => worker.wake() });
  const endpoint = await openHttpEndpoint({
    host,
    port,
    log,
    answer: (request) =>
      answerRequest(request, {
        trigger: program.trigger,
        inputs: program.inputs,
        queue,
        calls: calls?.doors ?? null,
        turnAway: async (id) => {
          if ((await queue.length()) < settings.mostWaiting || (await queue.look(id)) !== null) return null;
          return `${settings.mostWaiting} runs wait already. Send it again later.`;
        },
        onDelivery: () => worker.wake(),
        secret: (name) => agent.environment.get(name),
        metrics: agent.metrics.text,
        now: () => new Date(),
        ...(keeper ? { status: keeper.status } : {}),
        notReady: async () => [
          ...(stopping ? ['The agent is stopping.'] : []),
          ...(messages?.isConnected() === false ? ['The queue cannot be reached.'] : []),
          ...(await missingParts(agent)),
        ],
      }),
  });
  const reconnect = keepConnected(agent);
  const worker = startDeliveryWorker({
    queue,
    log,
    onEnded: () => messages?.settle(),
    mostAttempts: (delivery) => (isInvoked(delivery.id) ? 1 : (messages?.mostAttempts(delivery) ?? MOST_ATTEMPTS)),
    async run(delivery) {
      const result = await runDelivery(agent, delivery, { mode, signal: stop.signal });
      if (result && isInvoked(delivery.id)) await calls?.results.keep(delivery.id, keptResult(mode, result));
      return result;
    },
  });
  const ending = new AbortController();
  const loop = keeper
    ?.loop(ending.signal)
    .catch((error: unknown) => log.error({ error: String(error) }, 'the control loop ended'));
  messages = openQueue(agent, { queue, settings, onDelivery: () => worker.wake() });
  const schedule = await startSchedule(agent, {
    queue,
    missedRuns: settings.missedRuns,
    ending: ending.signal,
    onSlot: () => worker.wake(),
  });
  log.info({ port: endpoint.port, mode, trigger: program.trigger.on, next: schedule?.next?.toISOString() }, 'serving');

  await stopSignal();
  stopping = true;
  log.info({}, 'stopping');
  ending.abort();
  clearInterval(reconnect);
  messages?.stop();
  const grace = setTimeout(() => stop.abort(), graceMs);
  await Promise.all([worker.stop(), loop, schedule?.ended]);
  await messages?.close();
  clearTimeout(grace);
  await calls?.close();
  await endpoint.close();
  log.info({}, 'stopped');
}

/** Connects the servers now and again whenever one is away, so that readiness tells the truth between passes. */
function keepConnected({ servers, log }: OpenAgent): NodeJS.Timeout {
  const connect = async () => {
    if (servers.missing().length === 0) return;
    await servers
      .connectAll()
      .catch((error: Error) => log.warn({ error: error.message }, 'servers are not all connected'));
  };
  void connect();
  return setInterval(() => void connect(), CONNECT_AGAIN_MS);
}

async function missingParts({ servers, database }: OpenAgent): Promise<readonly string[]> {
  const reasons = servers.missing().map((alias) => `The server "${alias}" is not connected.`);
  const ledger = await database()
    .query('SELECT 1')
    .then(
      () => [],
      () => ['The ledger cannot be reached.'],
    );
  return [...reasons, ...ledger];
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
