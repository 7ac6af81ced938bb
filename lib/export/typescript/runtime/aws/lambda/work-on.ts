import { outcomeOf } from '../../command/print-result.ts';
import type { PassResult } from '../../command/run-pass.ts';
import type { Delivery, DeliveryEnd } from '../../trigger/delivery-queue.ts';
import { endOfPass } from '../../trigger/end-of-pass.ts';
import { runDelivery } from '../../trigger/run-delivery.ts';
import type { Invocation } from './invocation.ts';
import type { WakeAnswer } from './lambda-events.ts';

const RENEW_MS = 20_000;
const MOST_CHANGES = 100;

/** What became of a delivery that was taken. */
export interface Worked {
  readonly end: DeliveryEnd;
  /** Null where the time was over: whoever takes it next goes on. */
  readonly result: PassResult | null;
}

/** Runs a delivery that this process has taken, and records how it ended. */
export async function workOn(
  { agent, mode, deadline }: Invocation,
  delivery: Delivery,
  { mostAttempts }: { readonly mostAttempts: number },
): Promise<Worked> {
  const { deliveries, log } = agent;
  const { id, attempts } = delivery;
  const alive = setInterval(() => void deliveries.renew(id).catch(() => {}), RENEW_MS);
  try {
    const result = await runDelivery(agent, delivery, { mode, signal: deadline });
    const end = endOfPass(result, { attempts, most: mostAttempts });
    await deliveries.end(id, end);
    log.info({ delivery: id, attempt: attempts, state: end.state, outOfTime: result === null }, 'delivery ended');
    return { end, result };
  } finally {
    clearInterval(alive);
  }
}

/** A pass in a few words, for whoever invoked the function. */
export function describeWork(delivery: string, { end, result }: Worked): WakeAnswer {
  const changes = (result?.effects ?? []).map(
    (effect) => `${effect.server}/${effect.tool} ${JSON.stringify(effect.args)}: ${outcomeOf(effect)}`,
  );
  return {
    delivery,
    state: end.state,
    ...('error' in end ? { error: end.error } : {}),
    changes: changes.slice(0, MOST_CHANGES),
    ...(changes.length > MOST_CHANGES ? { more: changes.length - MOST_CHANGES } : {}),
  };
}
