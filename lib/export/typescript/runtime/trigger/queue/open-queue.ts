import type { OpenAgent } from '../../command/open-agent.ts';
import type { ServeSettings } from '../../command/serve-settings.ts';
import type { Environment } from '../../environment.ts';
import type { DeliveryQueue } from '../delivery-queue.ts';
import { type MessageQueue, takeFromRedis } from './redis-queue.ts';

/** Begins to take messages where the agent is woken by a queue; null where it is woken by something else. */
export function openQueue(
  { program, environment, owner, metrics, log }: OpenAgent,
  parts: { readonly queue: DeliveryQueue; readonly settings: ServeSettings; readonly onDelivery: () => void },
): MessageQueue | null {
  const { trigger, inputs } = program;
  if (trigger.on !== 'queue') return null;
  return takeFromRedis({
    trigger,
    inputs,
    url: () => queueUrl(environment),
    consumer: owner,
    queue: parts.queue,
    mostWaiting: parts.settings.mostWaiting,
    claimAfterMs: parts.settings.claimAfterMs,
    onDelivery: parts.onDelivery,
    onLag: (messages) => metrics.queueLag({ queue: trigger.name, messages }),
    log,
  });
}

/** Throws one line where the queue that wakes the agent is not named. */
export function requireQueue({ program, environment }: OpenAgent): void {
  if (program.trigger.on !== 'queue') return;
  if (program.trigger.kind === 'redis') return void queueUrl(environment);
  throw new Error('Messages of SQS wake this agent on AWS Lambda: template.yaml puts it there.');
}

function queueUrl(environment: Environment): string {
  const url = environment.get('QUEUE_URL');
  if (url) return url;
  throw new Error('QUEUE_URL is not set; it names the Redis server whose messages wake this agent.');
}
