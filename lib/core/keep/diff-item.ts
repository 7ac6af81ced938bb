import { canonicalJson } from '../json/canonical.ts';
import { jsonEqual } from '../json/equal.ts';
import { isJsonArray, type Json } from '../json/json.ts';
import { isMade, type KeptItem, type Look } from './kept-item.ts';
import type { RunnableRule } from './runnable-rule.ts';

/** One field that is not as it should be. */
export interface FieldDrift {
  readonly name: string;
  readonly wanted: Json;
  readonly actual: Json;
}

/**
 * How an item stands.
 * - `same`, `changed`: it is there; `stray`: it is there and the ledger does not know it.
 * - `missing`: it was made and is gone; `new`: it was never made.
 * - `settling`: it was made or changed so recently that the world need not show it yet.
 * - `unknown`: its creation was sent, its answer lost, and the world does not show it. Only a person can tell.
 * - `hidden`: it could not be seen; `trusted`: it cannot be seen by rule, and the ledger says that it is there.
 * - `orphan`: it is there and no longer wanted; `gone`: neither there nor wanted.
 */
export type Standing =
  | { readonly is: 'same'; readonly actual: Json }
  | { readonly is: 'changed' | 'stray'; readonly actual: Json; readonly fields: readonly FieldDrift[] }
  | { readonly is: 'missing' | 'new' | 'trusted' | 'gone' }
  | { readonly is: 'settling'; readonly until: string }
  | { readonly is: 'unknown' | 'hidden'; readonly reason: string }
  | { readonly is: 'orphan'; readonly actual: Json };

/**
 * Compares one item with what was seen of it. Values in, value out.
 * @param facts.changedAt ISO instant at which a change of the item was last confirmed
 */
export function diffItem(
  rule: RunnableRule,
  item: KeptItem,
  look: Look,
  facts: { readonly now: string; readonly changedAt?: string },
): Standing {
  if (!item.wanted) {
    return look.is === 'there' ? { is: 'orphan', actual: look.actual } : look.is === 'gone' ? { is: 'gone' } : look;
  }
  const lost = item.record?.state === 'sent' || item.record?.state === 'unknown';
  switch (look.is) {
    case 'hidden':
      if (rule.see.by !== 'ledger') return look;
      if (lost) return { is: 'unknown', reason: item.record?.error ?? 'Its answer was lost.' };
      return { is: isMade(item) ? 'trusted' : 'new' };
    case 'there': {
      const fields = driftOf(rule, item, look.actual);
      if (!isMade(item)) return { is: 'stray', actual: look.actual, fields };
      if (fields.length === 0) return { is: 'same', actual: look.actual };
      const until = settledAt(rule, facts.changedAt);
      return until > facts.now ? { is: 'settling', until } : { is: 'changed', actual: look.actual, fields };
    }
    case 'gone': {
      if (lost) return { is: 'unknown', reason: item.record?.error ?? 'Its answer was lost.' };
      if (!isMade(item)) return { is: 'new' };
      const until = settledAt(rule, item.record?.updatedAt);
      return until > facts.now ? { is: 'settling', until } : { is: 'missing' };
    }
  }
}

function driftOf(rule: RunnableRule, { effect }: KeptItem, actual: Json): readonly FieldDrift[] {
  return Object.entries(rule.fields).flatMap(([name, shownIn]): FieldDrift[] => {
    const wanted = Object.hasOwn(effect.args, name) ? effect.args[name] : undefined;
    if (wanted === undefined) return [];
    const shown = shownIn(actual);
    return alike(wanted, shown) ? [] : [{ name, wanted, actual: shown }];
  });
}

/** Labels and the like come back in whatever order the server keeps them in. */
function alike(wanted: Json, shown: Json): boolean {
  if (!isJsonArray(wanted) || !isJsonArray(shown)) return jsonEqual(wanted, shown);
  const sorted = (list: readonly Json[]) => list.map(canonicalJson).sort();
  return jsonEqual(sorted(wanted), sorted(shown));
}

function settledAt({ settleMs }: RunnableRule, at: string | undefined): string {
  return at === undefined ? '' : new Date(Date.parse(at) + settleMs).toISOString();
}
