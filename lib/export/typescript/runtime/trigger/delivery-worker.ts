import type { Log } from '../agent-setup.ts';
import type { PassResult } from '../command/run-pass.ts';
import type { Delivery, DeliveryEnd, DeliveryQueue } from './delivery-queue.ts';

const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 10_000;
const LOOK_MS = 5_000;
const RENEW_MS = 20_000;

export interface DeliveryWorker {
  /** Looks at once instead of at the next look. */
  wake(): void;
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

/** Runs deliveries one after the other, as long as there are any; failures again later, with growing pauses. */
export function startDeliveryWorker(options: {
  readonly queue: DeliveryQueue;
  /** Null: it was stopped on the way, and goes on when somebody takes it again. */
  readonly run: (delivery: Delivery) => Promise<PassResult | null>;
  readonly log: Log;
}): DeliveryWorker {
  const { queue, run, log } = options;
  let stopped = false;
  let busy: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (!stopped) {
      const delivery = await queue.take();
      if (delivery === null) return;
      const alive = setInterval(() => void queue.renew(delivery.id).catch(() => {}), RENEW_MS);
      try {
        const end = endOf(await run(delivery), delivery.attempts);
        await queue.end(delivery.id, end);
        log.info({ delivery: delivery.id, attempt: delivery.attempts, state: end.state }, 'delivery ended');
      } finally {
        clearInterval(alive);
      }
    }
  }

  function wake(): void {
    if (stopped || busy) return;
    busy = drain()
      .catch((error: unknown) => log.error({ error: String(error) }, 'deliveries cannot be read'))
      .finally(() => {
        busy = null;
      });
  }

  const timer = setInterval(wake, LOOK_MS);
  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await busy;
    },
  };
}

function endOf(result: PassResult | null, attempts: number): DeliveryEnd {
  if (result === null) return { state: 'received', error: 'The agent was stopped.', afterMs: 0 };
  const error = result.error ?? '';
  switch (result.status) {
    case 'succeeded':
      return { state: 'done' };
    case 'waiting':
    case 'stopped':
      return { state: 'waiting', error };
    case 'failed':
      return attempts >= MOST_ATTEMPTS
        ? { state: 'failed', error }
        : { state: 'received', error, afterMs: FIRST_PAUSE_MS * 2 ** (attempts - 1) };
  }
}
