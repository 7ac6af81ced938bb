import type { JsonObject } from '#core/json/json.ts';
import type { Database, Row } from '../ledger/database.ts';
import type { TraceContext } from '../observe/tracing.ts';

/** A wish to run the workflow: a webhook's delivery, a slot of the schedule, or a start by hand. */
export interface Delivery {
  readonly id: string;
  readonly inputs: JsonObject;
  readonly attempts: number;
  /** The trace that it belongs to. */
  readonly trace?: TraceContext;
}

export type DeliveryState = 'received' | 'running' | 'waiting' | 'done' | 'failed';

/** How a delivery is. */
export interface DeliveryLook {
  readonly inputs: JsonObject;
  readonly state: DeliveryState;
  readonly error: string | null;
}

export type DeliveryEnd =
  | { readonly state: 'done' }
  /** It goes on when somebody has approved or settled something. */
  | { readonly state: 'waiting'; readonly error: string }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'received'; readonly error: string; readonly afterMs: number };

/** Deliveries, committed before anybody is told that they were taken. One id is run once, by one process at a time. */
export interface Deliveries {
  /** False where this id was taken before. */
  add(id: string, inputs: JsonObject, trace?: TraceContext): Promise<boolean>;
  /** The oldest one that is due; it is this process's until `end`, or until its lease runs out. */
  take(): Promise<Delivery | null>;
  /** This one, whether it is due or has failed; null where it is done, waits for somebody, or another process has it. */
  takeOne(id: string): Promise<Delivery | null>;
  /** Keeps a delivery that is still being worked on. */
  renew(id: string): Promise<void>;
  end(id: string, end: DeliveryEnd): Promise<void>;
  /** Null where this id was never taken. */
  look(id: string): Promise<DeliveryLook | null>;
  /** Those that wait for somebody are due again: something was approved or settled. */
  wake(): Promise<void>;
}

/** What a serving agent needs to know besides. */
export interface DeliveryQueue extends Deliveries {
  /** One that failed begins anew. False where it is in another state. */
  again(id: string): Promise<boolean>;
  /** Remembers one that shall not be run. False where this id was taken before. */
  skip(id: string, reason: string): Promise<boolean>;
  /** The last id, by its letters, that begins so and is not after another; null where there is none. */
  latest(prefix: string, until: string): Promise<string | null>;
  /** How many have not ended and wait for nobody. */
  length(): Promise<number>;
  /** One of `length()` with these inputs, whose id begins so. */
  unended(prefix: string, inputs: JsonObject): Promise<string | null>;
}

/** How long a delivery is a process's own without a sign of life. */
export const DELIVERY_LEASE_MS = 60_000;

export function createDeliveryQueue(options: {
  readonly database: Database;
  readonly owner: string;
  readonly now: () => Date;
}): DeliveryQueue {
  const { database, owner, now } = options;

  async function keepTrace(id: string, trace: TraceContext): Promise<void> {
    await database.query(
      'INSERT INTO agent_traces (delivery, context) VALUES ($1, $2) ON CONFLICT (delivery) DO NOTHING',
      [id, JSON.stringify(trace)],
    );
  }

  async function withTrace(delivery: Delivery): Promise<Delivery> {
    const [row] = await database.query('SELECT context FROM agent_traces WHERE delivery = $1', [delivery.id]);
    return row ? { ...delivery, trace: JSON.parse(String(row.context)) } : delivery;
  }

  return {
    async add(id, inputs, trace) {
      // Before the delivery is there, because another process may take it at once.
      if (trace) await keepTrace(id, trace);
      const rows = await database.query(
        `INSERT INTO agent_deliveries (id, inputs, state, attempts, owner, due, received_at)
         VALUES ($1, $2, 'received', 0, NULL, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, JSON.stringify(inputs), now().getTime(), now().toISOString()],
      );
      return rows.length > 0;
    },
    async take() {
      // `due` is when a received one may begin, and when the lease of a running one ends.
      const [row] = await database.query(
        `UPDATE agent_deliveries SET state = 'running', owner = $1, due = $2, attempts = attempts + 1
         WHERE id = (SELECT id FROM agent_deliveries WHERE state IN ('received', 'running') AND due <= $3
                     ORDER BY received_at, id LIMIT 1)
           AND state IN ('received', 'running') AND due <= $3
         RETURNING id, inputs, attempts`,
        [owner, now().getTime() + DELIVERY_LEASE_MS, now().getTime()],
      );
      return row ? withTrace(readDelivery(row)) : null;
    },
    async takeOne(id) {
      const [row] = await database.query(
        `UPDATE agent_deliveries SET state = 'running', owner = $1, due = $2, attempts = attempts + 1
         WHERE id = $3 AND (state IN ('received', 'failed') OR (state = 'running' AND due <= $4))
         RETURNING id, inputs, attempts`,
        [owner, now().getTime() + DELIVERY_LEASE_MS, id, now().getTime()],
      );
      return row ? withTrace(readDelivery(row)) : null;
    },
    async renew(id) {
      await database.query('UPDATE agent_deliveries SET due = $1 WHERE id = $2 AND owner = $3', [
        now().getTime() + DELIVERY_LEASE_MS,
        id,
        owner,
      ]);
    },
    async end(id, end) {
      await database.query(
        'UPDATE agent_deliveries SET state = $1, error = $2, due = $3 WHERE id = $4 AND owner = $5',
        [
          end.state,
          'error' in end ? end.error : null,
          now().getTime() + ('afterMs' in end ? end.afterMs : 0),
          id,
          owner,
        ],
      );
    },
    async look(id) {
      const [row] = await database.query('SELECT inputs, state, error FROM agent_deliveries WHERE id = $1', [id]);
      return row ? readLook(row) : null;
    },
    async wake() {
      await database.query(`UPDATE agent_deliveries SET state = 'received', due = $1 WHERE state = 'waiting'`, [
        now().getTime(),
      ]);
    },
    async again(id) {
      const rows = await database.query(
        `UPDATE agent_deliveries SET state = 'received', attempts = 0, due = $1
         WHERE id = $2 AND state = 'failed' RETURNING id`,
        [now().getTime(), id],
      );
      return rows.length > 0;
    },
    async skip(id, reason) {
      const rows = await database.query(
        `INSERT INTO agent_deliveries (id, inputs, state, attempts, error, owner, due, received_at)
         VALUES ($1, '{}', 'done', 0, $2, NULL, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, reason, now().getTime(), now().toISOString()],
      );
      return rows.length > 0;
    },
    async latest(prefix, until) {
      const [row] = await database.query(
        'SELECT MAX(id) AS latest FROM agent_deliveries WHERE SUBSTR(id, 1, $1) = $2 AND id <= $3',
        [prefix.length, prefix, until],
      );
      return row?.latest == null ? null : String(row.latest);
    },
    async length() {
      const [row] = await database.query(
        `SELECT COUNT(*) AS length FROM agent_deliveries WHERE state IN ('received', 'running')`,
      );
      return Number(row?.length);
    },
    async unended(prefix, inputs) {
      const [row] = await database.query(
        `SELECT id FROM agent_deliveries
         WHERE state IN ('received', 'running') AND inputs = $1 AND SUBSTR(id, 1, $2) = $3
         ORDER BY received_at, id LIMIT 1`,
        [JSON.stringify(inputs), prefix.length, prefix],
      );
      return row ? String(row.id) : null;
    },
  };
}

function readDelivery(row: Row): Delivery {
  return { id: String(row.id), inputs: JSON.parse(String(row.inputs)), attempts: Number(row.attempts) };
}

function readLook(row: Row): DeliveryLook {
  return {
    inputs: JSON.parse(String(row.inputs)),
    state: row.state as DeliveryState,
    error: row.error === null ? null : String(row.error),
  };
}
