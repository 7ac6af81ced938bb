import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import type { PromptText } from '../words/prompt-text.ts';
import type { PrunedCalls } from './drop-errors.ts';
import type { ObservedCall } from './observed-call.ts';
import { scalarsOf } from './scalars-of.ts';

/**
 * Takes out a read that was made again before anything was written, and that answered the same: a model that looks
 * twice. Only reads for what the user named, or for nothing in particular: a look-up for each item is repeated where
 * two items lead to one record, and each of them counts.
 */
export function dropRepeated(pruned: PrunedCalls, prompt: PromptText): PrunedCalls {
  const seen = new Map<string, ObservedCall>();
  const dropped = [...pruned.dropped];
  const calls = pruned.calls.filter((call) => {
    if (call.effect !== 'read') {
      seen.clear();
      return true;
    }
    if (call.error !== undefined || !scalarsOf(call.args).every((value) => prompt.says(String(value)))) return true;
    const key = canonicalJson([call.server, call.tool, call.args]);
    const before = seen.get(key);
    if (before === undefined || before.ended >= call.started || !jsonEqual(before.data, call.data)) {
      seen.set(key, call);
      return true;
    }
    dropped.push({ call: call.id, reason: `Read again what "${before.id}" had read, and nothing had changed.` });
    return false;
  });
  return { calls, dropped };
}
