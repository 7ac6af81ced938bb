import type { Json } from '../../json/json.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import type { PromptText } from '../words/prompt-text.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import type { PrunedCalls } from './drop-errors.ts';
import { isNamed } from './is-named.ts';
import type { ObservedCall } from './observed-call.ts';
import { scalarsOf } from './scalars-of.ts';

/** More calls of one tool are no looking around. */
const MOST_TRIES = 6;

/**
 * Takes out reads of things that the user did not name, where the same tool read the one that they did name and only
 * that answer was used: the columns of the wrong board, before those of the board "Quality".
 */
export function dropExplored(pruned: PrunedCalls, prompt: PromptText): PrunedCalls {
  const { calls } = pruned;
  const tries = new Map<string, ObservedCall[]>();
  for (const call of calls) {
    if (call.effect !== 'read' || call.error !== undefined) continue;
    const tool = formatToolRef(call);
    const known = tries.get(tool);
    if (known === undefined) tries.set(tool, [call]);
    else known.push(call);
  }
  const out = new Map<ObservedCall, ObservedCall>();
  for (const group of tries.values()) {
    if (group.length < 2 || group.length > MOST_TRIES) continue;
    const [used, another] = group.filter((call) => isUsed(call, calls, prompt));
    if (used === undefined || another !== undefined || !isNamed(scalarsOf(used.args), used, calls, prompt)) continue;
    const others = group.filter((call) => call !== used);
    if (others.some((call) => isNamed(scalarsOf(call.args), call, calls, prompt) || scalarsOf(call.args).length === 0))
      continue;
    for (const other of others) out.set(other, used);
  }
  if (out.size === 0) return pruned;
  return {
    calls: calls.filter((call) => !out.has(call)),
    dropped: [
      ...pruned.dropped,
      ...[...out].map(([call, used]) => ({
        call: call.id,
        reason: `Looked at on the way; "${used.id}" read the one that you named.`,
      })),
    ],
  };
}

/** Whether a later call was given a value that only this answer holds and that the user did not say. */
function isUsed(call: ObservedCall, calls: readonly ObservedCall[], prompt: PromptText): boolean {
  const own = new Set(tellingIn(call.data));
  for (const other of calls) {
    if (other === call || other.started >= call.started) continue;
    for (const value of scalarsOf(other.data)) own.delete(value);
    for (const value of scalarsOf(other.args)) own.delete(value);
  }
  return calls.some(
    (later) =>
      later.started > call.ended &&
      scalarsOf(later.args).some((value) => own.has(value) && !prompt.says(String(value))),
  );
}

const tellingIn = (value: Json): readonly Json[] => scalarsOf(value).filter((one) => surpriseOf(one) >= UNLIKELY_BITS);
