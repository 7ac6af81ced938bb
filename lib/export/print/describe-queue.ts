import type { QueueKind } from '#core/deploy/target.ts';
import type { Trigger } from '#core/workflow/workflow.ts';
import type { AgentHost } from '../export-target.ts';
import { markdownCode } from './markdown.ts';

type QueueTrigger = Extract<Trigger, { on: 'queue' }>;

/** For an agent's README: whose messages wake it, and what becomes of them. `serve` is the command that takes them. */
export function describeQueue(trigger: QueueTrigger, { serve, host }: { serve: string; host: AgentHost }): string {
  if (host === 'lambda') return describeLambda(trigger);
  const { name, kind, inputs = {} } = trigger;
  const { place, message, id, dead } = KINDS[kind];
  return `\`${serve}\` takes the messages of ${place(markdownCode(name))}.
${message}${Object.keys(inputs).length > 0 ? '; its members fill inputs' : ''}. It names what happened; the world is read again.

- It is stored beside the ledger and held until its run has ended. A message that comes twice (by ${id}) runs once. Where the
  agent dies, the message comes again after \`QUEUE_CLAIM_SECONDS\` (60).
- Runs follow one another. At most ten messages are held at a time, and none are taken while \`QUEUE_LIMIT\` (100) wait: the
  queue keeps the rest, for others too.
${dead(name)}
${kind === 'pubsub' ? '- How many messages wait, Cloud Monitoring knows: `num_undelivered_messages`.' : '- `agent_queue_lag` counts the messages that nobody is done with.'}`;
}

interface Words {
  readonly place: (name: string) => string;
  readonly message: string;
  readonly id: string;
  readonly dead: (name: string) => string;
}

const KINDS: Readonly<Record<QueueKind, Words>> = {
  redis: {
    place: (name) => `the Redis stream ${name} at \`QUEUE_URL\`, as a consumer of a group of its own`,
    message: 'A message is an entry whose field `body` is a JSON object',
    id: "its own field `id`, else the entry's",
    dead: (
      name,
    ) => `- A message that cannot be read goes to the stream ${markdownCode(`${name}:dead`)} with \`dead_reason\`, and so does one whose run has
  failed six times.`,
  },
  sqs: {
    place: (name) => `the SQS queue ${name} at \`QUEUE_URL\``,
    message: 'The body of a message is a JSON object',
    id: "its own attribute `id`, else by SQS's",
    dead: () => `- A message that cannot be read, or whose run failed, comes again after 10 seconds, then 20, 40, … up to 15 minutes. When it
  has come as often as the queue's redrive policy says (\`maxReceiveCount\`; five is a good number), SQS puts it into the dead
  letters of the queue. A queue without that policy keeps it coming until SQS forgets it; \`serve\` says so when it starts.
- Its key or role needs \`sqs:ReceiveMessage\`, \`sqs:DeleteMessage\`, \`sqs:ChangeMessageVisibility\` and \`sqs:GetQueueAttributes\`.`,
  },
  pubsub: {
    place: (name) => `the Pub/Sub subscription ${name} at \`QUEUE_URL\``,
    message: 'The data of a message is a JSON object',
    id: "its own attribute `id`, else by Pub/Sub's",
    dead: () => `- A message that cannot be read, or whose run failed, comes again after 10 seconds, then 20, 40, … up to 10 minutes. When it
  has come as often as the subscription's dead-letter policy says (five times at least), Pub/Sub puts it into the topic of
  the dead letters. A subscription without that policy keeps it coming every ten minutes; \`serve\` says so when it starts.
- Its account needs the role \`roles/pubsub.subscriber\`, and \`roles/pubsub.viewer\` to see that policy.`,
  },
};

function describeLambda({ name, inputs = {} }: QueueTrigger): string {
  return `AWS Lambda hands it the messages of the SQS queue ${markdownCode(name)}. The body of a message is a JSON object${Object.keys(inputs).length > 0 ? '; its members fill inputs' : ''}. It
names what happened; the world is read again.

- A message that comes twice (by its own attribute \`id\`, else by SQS's) runs once.
- One that cannot be read, or whose run failed, comes again, and goes to ${markdownCode(`${name}-dead`)} after five times.`;
}
