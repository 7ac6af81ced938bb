import type { JsonObject } from '#core/json/json.ts';
import type { AgentTrigger } from '../../command/agent-program.ts';
import { type TraceContext, traceContextIn } from '../../observe/tracing.ts';
import type { DeclaredInput } from '../../resolve-inputs.ts';
import { pauseAfter } from '../../trigger/end-of-pass.ts';
import { parseBody } from '../../trigger/parse-body.ts';
import { readMessage } from '../../trigger/queue/read-message.ts';
import type { OpenSqs, SqsClient } from '../../trigger/queue/sqs-client.ts';
import type { Invocation } from './invocation.ts';
import type { SqsAnswer, SqsEvent, SqsRecord } from './lambda-events.ts';
import { workOn } from './work-on.ts';

const LONGEST_PAUSE_SECONDS = 900;

/**
 * Messages of SQS, each a delivery. A message is done with when its delivery is committed and has not failed: what the
 * deadline stops, the timer goes on with. A message that cannot be read, or whose pass failed, comes again, and after
 * too many times SQS itself moves it to the dead letters.
 */
export async function queueHandler(invocation: Invocation, { Records }: SqsEvent, sqs: OpenSqs): Promise<SqsAnswer> {
  const failed: SqsRecord[] = [];
  for (const record of Records) if (!(await isDone(invocation, record))) failed.push(record);
  const QueueUrl = invocation.agent.environment.get('MESSAGES_URL');
  if (QueueUrl !== undefined) for (const record of failed) await comesLater(await sqs(), QueueUrl, record);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** The next time is later than the last one. Where that cannot be said the message comes again too, only much later. */
async function comesLater(sqs: SqsClient, QueueUrl: string, { receiptHandle, attributes }: SqsRecord): Promise<void> {
  const seconds = Math.ceil(pauseAfter(Number(attributes.ApproximateReceiveCount)) / 1000);
  const VisibilityTimeout = Math.min(seconds, LONGEST_PAUSE_SECONDS);
  await sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }).catch(() => {});
}

async function isDone(invocation: Invocation, record: SqsRecord): Promise<boolean> {
  const { agent, deadline } = invocation;
  const { deliveries, program, log } = agent;
  const message = record.messageId;
  try {
    const read = readRecord(record, program.trigger, program.inputs);
    if ('unreadable' in read) throw new Error(read.unreadable);
    if (read.inputs) await deliveries.add(read.delivery, read.inputs, traceOf(record));
    const known = await deliveries.look(read.delivery);
    if (known === null) throw new Error(`Nobody has stored the delivery "${read.delivery}".`);
    const delivery = deadline.aborted ? null : await deliveries.takeOne(read.delivery);
    // Done before, waiting for somebody, or another process is at it: nothing of it is lost.
    if (delivery === null) return true;
    const { end } = await workOn(invocation, delivery, { mostAttempts: 1 });
    if (end.state === 'failed') throw new Error(end.error);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.error({ message, times: Number(record.attributes.ApproximateReceiveCount), reason }, 'message comes again');
    return false;
  }
}

function traceOf({ messageAttributes = {} }: SqsRecord): TraceContext | undefined {
  const { traceparent, tracestate } = messageAttributes;
  return traceContextIn({ traceparent: traceparent?.stringValue, tracestate: tracestate?.stringValue });
}

type ReadRecord =
  /** Inputs are absent where the delivery was stored by whoever sent the message. */
  { readonly delivery: string; readonly inputs?: JsonObject } | { readonly unreadable: string };

function readRecord(record: SqsRecord, trigger: AgentTrigger, declared: readonly DeclaredInput[]): ReadRecord {
  const { messageId, body, messageAttributes } = record;
  if (trigger.on === 'queue') {
    const id = messageAttributes?.id?.stringValue;
    return readMessage({ id: messageId, message: { body, ...(id === undefined ? {} : { id }) } }, trigger, declared);
  }
  const key = parseBody(Buffer.from(body));
  return typeof key === 'object' && key !== null && 'delivery' in key && typeof key.delivery === 'string'
    ? { delivery: key.delivery }
    : { unreadable: 'It does not name a delivery.' };
}
