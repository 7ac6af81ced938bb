import type { Log } from '../agent-setup.ts';
import type { PassResult } from '../command/run-pass.ts';
import type { Delivery, DeliveryQueue } from './delivery-queue.ts';
import { endOfPass } from './end-of-pass.ts';

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
  /** Failures of a delivery after which it is not tried again. */
  readonly mostAttempts: (delivery: Delivery) => number;
  /** What became of a delivery is written down. */
  readonly onEnded: () => void;
  readonly log: Log;
}): DeliveryWorker {
  const { queue, run, mostAttempts, onEnded, log } = options;
  let stopped = false;
  let busy: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (!stopped) {
      const delivery = await queue.take();
      if (delivery === null) return;
      const alive = setInterval(() => void queue.renew(delivery.id).catch(() => {}), RENEW_MS);
      try {
        const end = endOfPass(await run(delivery), { attempts: delivery.attempts, most: mostAttempts(delivery) });
        await queue.end(delivery.id, end);
        onEnded();
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
