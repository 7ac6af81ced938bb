import type { JsonObject } from '#core/json/json.ts';
import {
  DELIVERY_LEASE_MS,
  type Deliveries,
  type Delivery,
  type DeliveryEnd,
  type DeliveryState,
} from '../../trigger/delivery-queue.ts';
import { type DynamoTable, IS_NEW, type Item } from './dynamo-table.ts';

const DELIVERY = 'delivery';
const DAY_SECONDS = 24 * 60 * 60;
/** A sender that repeats a delivery later than this starts a run once more. */
const REMEMBERED_DAYS = 90;

/** What a process may take: what is there to be taken, and what a dead one had. */
const DUE = '#state IN (:received, :running) AND #due <= :now';
const MINE_TO_TAKE = '#state IN (:received, :failed) OR (#state = :running AND #due <= :now)';

/**
 * Deliveries in DynamoDB. `queue` and `due` are there while one is open: the index over them finds those that are due
 * (`due`) and those that wait for somebody (`waiting`), and nothing else.
 */
export function createDynamoDeliveries(options: {
  readonly table: DynamoTable;
  readonly owner: string;
  readonly now: () => Date;
}): Deliveries {
  const { table, owner, now } = options;
  const at = (id: string) => ({ kind: DELIVERY, id });

  async function takeWhere(id: string, when: string, states: readonly DeliveryState[]): Promise<Delivery | null> {
    const taken = await table.change(at(id), {
      set: { state: 'running', queue: 'due', due: now().getTime() + DELIVERY_LEASE_MS, owner, expires: null },
      count: 'attempts',
      when,
      values: { ...Object.fromEntries(states.map((state) => [state, state])), now: now().getTime() },
    });
    return taken.held ? readDelivery(taken.item) : null;
  }

  return {
    async add(id, inputs, trace) {
      const time = now();
      const added = await table.change(at(id), {
        set: {
          ...{ inputs: JSON.stringify(inputs), state: 'received', attempts: 0 },
          ...{ queue: 'due', due: time.getTime(), receivedAt: time.toISOString() },
          ...(trace ? { trace: JSON.stringify(trace) } : {}),
        },
        when: IS_NEW,
      });
      return added.held;
    },
    async take() {
      for (const { id } of await table.open('due', { until: now().getTime(), most: 10 })) {
        const taken = await takeWhere(id, DUE, ['received', 'running']);
        if (taken) return taken;
      }
      return null;
    },
    takeOne: (id) => takeWhere(id, MINE_TO_TAKE, ['received', 'running', 'failed']),
    async renew(id) {
      await table.change(at(id), {
        set: { due: now().getTime() + DELIVERY_LEASE_MS },
        when: '#owner = :owner AND #state = :running',
        values: { owner, running: 'running' },
      });
    },
    async end(id, end) {
      await table.change(at(id), {
        set: { state: end.state, error: 'error' in end ? end.error : null, ...whatIsOpen(end, now().getTime()) },
        when: '#owner = :owner',
        values: { owner },
      });
    },
    async look(id) {
      const item = await table.get(at(id));
      return (
        item && {
          inputs: JSON.parse(String(item.inputs)) as JsonObject,
          state: String(item.state) as DeliveryState,
          error: item.error === undefined ? null : String(item.error),
        }
      );
    },
    async wake() {
      for (const { id } of await table.open('waiting', { until: now().getTime() })) {
        await table.change(at(id), {
          set: { state: 'received', queue: 'due', due: now().getTime() },
          when: '#state = :waiting',
          values: { waiting: 'waiting' },
        });
      }
    },
  };
}

function whatIsOpen(end: DeliveryEnd, now: number): Readonly<Record<string, string | number | null>> {
  switch (end.state) {
    case 'received':
      return { queue: 'due', due: now + end.afterMs };
    case 'waiting':
      return { queue: 'waiting', due: now };
    case 'done':
      return { queue: null, due: null, expires: Math.floor(now / 1000) + REMEMBERED_DAYS * DAY_SECONDS };
    case 'failed':
      return { queue: null, due: null };
  }
}

function readDelivery({ id, inputs, attempts, trace }: Item): Delivery {
  return {
    id,
    inputs: JSON.parse(String(inputs)) as JsonObject,
    attempts: Number(attempts),
    ...(trace === undefined ? {} : { trace: JSON.parse(String(trace)) }),
  };
}
