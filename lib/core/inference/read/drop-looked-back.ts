import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import type { PrunedCalls } from './drop-errors.ts';
import type { ObservedCall } from './observed-call.ts';

/**
 * Takes out reads after the last write that answer as the same read did before: a look at what was done. Nothing comes
 * from them, and as one call more they would hide that a look-up was made once for each item.
 */
export function dropLookedBack(pruned: PrunedCalls): PrunedCalls {
  const last = pruned.calls.findLastIndex(({ effect }) => effect !== 'read');
  if (last < 0 || last === pruned.calls.length - 1) return pruned;
  const answered = new Map<string, ObservedCall>();
  const dropped = [...pruned.dropped];
  const calls = pruned.calls.filter((call, at) => {
    if (call.effect !== 'read' || call.error !== undefined) return true;
    const key = canonicalJson([call.server, call.tool, call.args]);
    const before = answered.get(key);
    answered.set(key, call);
    if (at <= last || before === undefined || !jsonEqual(before.data, call.data)) return true;
    dropped.push({ call: call.id, reason: `Looked again at what "${before.id}" had read, when all was done.` });
    return false;
  });
  return { calls, dropped };
}
