import { resolveInputs } from '../../resolve-inputs.ts';
import type { Invocation } from './invocation.ts';
import type { LambdaContext, WakeAnswer, WakeEvent } from './lambda-events.ts';
import { describeWork, workOn } from './work-on.ts';

/** Of what the timer goes on with: nobody else repeats it. */
const MOST_ATTEMPTS = 6;

/**
 * A pass by schedule or by hand, or all that is open. Throws where it failed, so that Lambda counts that as an error and
 * invokes again; an invocation that is repeated goes on with the same delivery.
 */
export async function runHandler(
  invocation: Invocation,
  event: WakeEvent,
  { awsRequestId }: LambdaContext,
): Promise<WakeAnswer> {
  const { agent } = invocation;
  if (event.resume) return resume(invocation);
  const inputs = event.inputs ?? {};
  resolveInputs(agent.program.inputs, inputs, 'input');
  const id = event.slot === undefined ? `run:${awsRequestId}` : `schedule:${event.slot.slice(0, 100)}`;
  await agent.deliveries.add(id, inputs);
  const delivery = await agent.deliveries.takeOne(id);
  if (delivery === null)
    return { delivery: id, state: (await agent.deliveries.look(id))?.state ?? 'gone', changes: [] };
  const worked = await workOn(invocation, delivery, { mostAttempts: 1 });
  if (worked.end.state === 'failed') throw new Error(worked.end.error);
  return describeWork(id, worked);
}

/** What was stopped by its deadline, was approved since, or belonged to a process that died: one after the other. */
async function resume(invocation: Invocation): Promise<WakeAnswer> {
  const { agent, deadline } = invocation;
  const ended: WakeAnswer[] = [];
  const givenUp: string[] = [];
  while (!deadline.aborted) {
    const delivery = await agent.deliveries.take();
    if (delivery === null) break;
    const worked = await workOn(invocation, delivery, { mostAttempts: MOST_ATTEMPTS });
    ended.push(describeWork(delivery.id, worked));
    if (worked.end.state === 'failed') givenUp.push(`${delivery.id}: ${worked.end.error}`);
  }
  if (givenUp.length > 0) throw new Error(`Given up after ${MOST_ATTEMPTS} attempts: ${givenUp.join('; ')}`);
  return { resumed: ended };
}
