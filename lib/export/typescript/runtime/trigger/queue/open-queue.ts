import { isJsonObject } from '#core/json/json.ts';
import type { OpenAgent } from '../../command/open-agent.ts';
import type { ServeSettings } from '../../command/serve-settings.ts';
import type { Environment } from '../../environment.ts';
import type { DeliveryQueue } from '../delivery-queue.ts';
import { parseBody } from '../parse-body.ts';
import type { QueueKind } from './message-queue.ts';
import { openPubsubQueue } from './pubsub-queue.ts';
import { openRedisQueue } from './redis-queue.ts';
import { openSqsQueue } from './sqs-queue.ts';
import { type MessageTaker, takeMessages } from './take-messages.ts';

/** Begins to take messages where the agent is woken by a queue; null where it is woken by something else. */
export function openQueue(
  agent: OpenAgent,
  parts: { readonly queue: DeliveryQueue; readonly settings: ServeSettings; readonly onDelivery: () => void },
): MessageTaker | null {
  const { trigger, inputs } = agent.program;
  if (trigger.on !== 'queue') return null;
  const { mostWaiting, leaseMs } = parts.settings;
  return takeMessages({
    kind: queueKind(agent, trigger, leaseMs),
    trigger,
    inputs,
    deliveries: parts.queue,
    mostWaiting,
    leaseMs,
    onDelivery: parts.onDelivery,
    onLag: (messages) => agent.metrics.queueLag({ queue: trigger.name, messages }),
    log: agent.log,
  });
}

/** Throws one line where the queue that wakes the agent is not named. */
export function requireQueue({ program, environment }: OpenAgent): void {
  if (program.trigger.on === 'queue') queueUrl(environment, program.trigger.kind);
}

type QueueTrigger = Extract<OpenAgent['program']['trigger'], { on: 'queue' }>;

/** The address and the keys are read at each connection, so that what was changed since is seen. */
function queueKind(
  { environment, owner, log }: OpenAgent,
  { kind, name, group }: QueueTrigger,
  leaseMs: number,
): QueueKind {
  switch (kind) {
    case 'redis':
      return {
        counts: false,
        open: async () =>
          openRedisQueue({ url: queueUrl(environment, kind), stream: name, group, consumer: owner, leaseMs }),
      };
    case 'sqs':
      return {
        counts: true,
        open: async () => openSqsQueue({ url: queueUrl(environment, kind), keys: awsKeys(environment), leaseMs, log }),
      };
    case 'pubsub':
      return {
        counts: true,
        open: async () =>
          openPubsubQueue({
            subscription: queueUrl(environment, kind),
            credentials: googleCredentials(environment),
            leaseMs,
            log,
          }),
      };
  }
}

const URLS = {
  redis: { like: /^rediss?:\/\//, names: 'the Redis server', example: 'redis://user:password@host:6379' },
  sqs: {
    like: /^https?:\/\/[^/]+\/./,
    names: 'the queue of SQS',
    example: 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders',
  },
  pubsub: {
    like: /^projects\/[^/]+\/subscriptions\/[^/]+$/,
    names: 'the subscription of Pub/Sub',
    example: 'projects/my-project/subscriptions/orders',
  },
} as const;

function queueUrl(environment: Environment, kind: QueueTrigger['kind']): string {
  const { like, names, example } = URLS[kind];
  const url = environment.get('QUEUE_URL');
  if (!url) throw new Error(`QUEUE_URL is not set; it names ${names} whose messages wake this agent.`);
  // It may hold a password.
  if (!like.test(url)) throw new Error(`QUEUE_URL does not name ${names}: it is to be like ${example}.`);
  return url;
}

function awsKeys(environment: Environment) {
  const accessKeyId = environment.get('AWS_ACCESS_KEY_ID');
  const secretAccessKey = environment.get('AWS_SECRET_ACCESS_KEY');
  // Keys that expire come with a token; the SDK sees to those, wherever the process has them from.
  if (!accessKeyId || !secretAccessKey || environment.get('AWS_SESSION_TOKEN')) return undefined;
  return { accessKeyId, secretAccessKey };
}

/** The key file of a service account, as a secret. */
function googleCredentials(environment: Environment): object | undefined {
  const text = environment.get('GOOGLE_CREDENTIALS');
  if (!text) return undefined;
  const key = parseBody(Buffer.from(text));
  if (isJsonObject(key)) return key;
  throw new Error('GOOGLE_CREDENTIALS is not the JSON of a service account.');
}
