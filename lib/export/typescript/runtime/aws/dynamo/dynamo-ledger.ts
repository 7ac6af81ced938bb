import type { CorrectableLedger, EffectChange, EffectRecord, EffectState, LedgerClaim } from '#core/effects/ledger.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { holdClaims, LEASE_MS, LostClaim } from '../../ledger/held-claims.ts';
import type { DynamoTable, Item } from './dynamo-table.ts';
import { readText, storeText } from './stored-text.ts';

export interface DynamoLedgerOptions {
  readonly table: DynamoTable;
  /** Names this process for ever. */
  readonly owner: string;
  readonly now: () => Date;
}

const EFFECT = 'effect';

/** Nothing was sent: it is new, failed, or its owner died before it could send. */
const CLAIMABLE =
  'attribute_not_exists(#id) OR #state IN (:planned, :failed) OR (#state IN (:claimed, :awaiting) AND #lease < :now)';
const UNSURE = '#state IN (:sent, :unknown) AND #lease < :now';

/** The ledger in DynamoDB. Every change is one conditional write, and claims are leases, as in SQL. */
export function createDynamoLedger({ table, owner, now }: DynamoLedgerOptions): CorrectableLedger & { stop(): void } {
  const place = placesInOrder(now);
  const at = (key: string) => ({ kind: EFFECT, id: key });
  const held = holdClaims((key) =>
    table.change(at(key), {
      set: { lease: now().getTime() + LEASE_MS },
      when: '#owner = :owner',
      values: { owner },
    }),
  );

  return {
    async claim(effect): Promise<LedgerClaim> {
      const { key, server, tool, step, path, args, argsHash } = effect;
      const time = now();
      const lease = time.getTime() + LEASE_MS;
      const number = place();
      const claimed = await table.change(at(key), {
        set: {
          ...{ server, tool, step, path: JSON.stringify(path), args: JSON.stringify(args), argsHash },
          ...{ effect: effect.effect, state: 'claimed', owner, lease, updatedAt: time.toISOString() },
          ...{ claim: `${owner} ${number}`, result: null, error: null, how: null },
        },
        once: { place: number },
        count: 'attempts',
        when: CLAIMABLE,
        values: {
          ...{ planned: 'planned', failed: 'failed', claimed: 'claimed', awaiting: 'awaiting' },
          now: time.getTime(),
        },
      });
      const { item } = claimed;
      // The package sends a request again whose answer was lost: then it is this very claim that is in the way.
      if (claimed.held || item?.claim === `${owner} ${number}`) {
        held.add(key);
        return { outcome: item?.attempts === 1 ? 'claimed' : 'retry' };
      }
      if (item?.state === 'confirmed') return { outcome: 'done', record: await readRecord(table, item) };
      // Whoever sent it died before the answer came. One process at a time may find out what became of it.
      const unsure = await table.change(at(key), {
        set: { state: 'unknown', owner, lease },
        when: UNSURE,
        values: { sent: 'sent', unknown: 'unknown', now: time.getTime() },
      });
      if (!unsure.held) return { outcome: 'busy' };
      held.add(key);
      return { outcome: 'unsure', record: await readRecord(table, unsure.item) };
    },
    async mark(key, change) {
      const keep = change.state === 'claimed' || change.state === 'awaiting' || change.state === 'sent';
      if (!keep) held.delete(key);
      const updatedAt = now().toISOString();
      const marked = await table.change(at(key), {
        set: { ...(await attributesOf(table, change)), updatedAt, lease: keep ? now().getTime() + LEASE_MS : 0 },
        when: '#owner = :owner AND #state <> :confirmed',
        values: { owner, confirmed: 'confirmed' },
      });
      const { item } = marked;
      const isWritten = item?.owner === owner && item.state === change.state && item.updatedAt === updatedAt;
      if (!marked.held && !isWritten) throw new LostClaim(key, change.state);
    },
    async setBack(seen, reason) {
      const back = await table.change(at(seen.key), {
        set: { state: 'failed', result: null, error: reason, how: null, lease: 0, updatedAt: now().toISOString() },
        when: '#state = :confirmed AND #updatedAt = :seen AND #attempts = :attempts',
        values: { confirmed: 'confirmed', seen: seen.updatedAt, attempts: seen.attempts },
      });
      return back.held;
    },
    async find(key) {
      const item = await table.get(at(key));
      return item && readRecord(table, item);
    },
    async list() {
      const items = await table.all(EFFECT);
      const ordered = items.toSorted((a, b) => Number(a.place) - Number(b.place) || (a.id < b.id ? -1 : 1));
      return Promise.all(ordered.map((item) => readRecord(table, item)));
    },
    stop: held.stop,
  };
}

/** Numbers that grow within a process, and by the clock between processes. */
function placesInOrder(now: () => Date): () => number {
  let last = 0;
  return () => {
    last = Math.max(now().getTime() * 1000, last + 1);
    return last;
  };
}

async function attributesOf(table: DynamoTable, { state, result, error, how }: EffectChange) {
  const text = await storeText(table, result === undefined ? null : JSON.stringify(result));
  return { state, result: text, error: error ?? null, how: how ?? null };
}

/** Items are our own writing, so their attributes are what we wrote. */
async function readRecord(table: DynamoTable, item: Item): Promise<EffectRecord> {
  const text = (name: string) => String(item[name]);
  const result = await readText(table, item.result);
  return {
    key: item.id,
    server: text('server'),
    tool: text('tool'),
    step: text('step'),
    path: JSON.parse(text('path')) as string[],
    args: JSON.parse(text('args')) as JsonObject,
    argsHash: text('argsHash'),
    effect: text('effect') as EffectClass,
    state: text('state') as EffectState,
    attempts: Number(item.attempts),
    ...(result === null ? {} : { result: JSON.parse(result) as ToolResult }),
    ...(item.error === undefined ? {} : { error: text('error') }),
    ...(item.how === 'created' || item.how === 'found' ? { how: item.how } : {}),
    updatedAt: text('updatedAt'),
  };
}
