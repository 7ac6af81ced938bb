import { jsonEqual } from '../../json/equal.ts';
import type { PromptText } from '../words/prompt-text.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import type { PrunedCalls } from './drop-errors.ts';
import { isNamed } from './is-named.ts';
import type { ObservedCall } from './observed-call.ts';
import { scalarsOf } from './scalars-of.ts';

/**
 * Takes out a write that put a thing where the user did not name, right before the same tool put the same thing where
 * they did: a task added to the section "Doing", and then to "Open", which was asked for.
 */
export function dropMisplaced(pruned: PrunedCalls, prompt: PromptText): PrunedCalls {
  const { calls } = pruned;
  const writes = calls.filter((call) => call.effect === 'write' && call.error === undefined);
  const out = new Map<ObservedCall, string>();
  writes.forEach((call, at) => {
    const next = writes[at + 1];
    if (next === undefined || next.server !== call.server || next.tool !== call.tool) return;
    const differing = differingArgument(call, next);
    if (differing === null) return;
    const named = (one: ObservedCall) => isNamed(scalarsOf(one.args[differing] ?? null), one, calls, prompt);
    if (named(next) && !named(call)) out.set(call, next.id);
  });
  if (out.size === 0) return pruned;
  return {
    calls: calls.filter((call) => !out.has(call)),
    dropped: [
      ...pruned.dropped,
      ...[...out].map(([{ id }, by]) => ({
        call: id,
        reason: `Done where you did not ask for it; "${by}" put it right.`,
      })),
    ],
  };
}

/** The one argument in which two calls differ, where another that they share can be no chance. */
function differingArgument(call: ObservedCall, other: ObservedCall): string | null {
  const names = [...new Set([...Object.keys(call.args), ...Object.keys(other.args)])];
  const differing = names.filter((name) => !jsonEqual(call.args[name] ?? null, other.args[name] ?? null));
  const [only] = differing;
  const shared = names.some((name) => only !== name && surpriseOf(call.args[name] ?? null) >= UNLIKELY_BITS);
  return differing.length === 1 && only !== undefined && shared ? only : null;
}
