import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import type { PromptText } from '../words/prompt-text.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import type { PrunedCalls } from './drop-errors.ts';
import { isNamed } from './is-named.ts';
import type { ObservedCall } from './observed-call.ts';
import { scalarsOf } from './scalars-of.ts';

/**
 * Takes out a write that put a thing where the user did not name, right before the same tool put the same thing where
 * they did: a task added to the section "Doing", and then to "Open", which was asked for. Both places were read as
 * entries of one list. Rounds of a loop look much the same: what each writes may be a word of the user's by chance. So
 * nothing is taken out where the user spoke of each or all, nor where a third call shares what the two share.
 */
export function dropMisplaced(pruned: PrunedCalls, prompt: PromptText): PrunedCalls {
  const { calls } = pruned;
  if (prompt.hasWord(ROUNDS)) return pruned;
  const writes = calls.filter((call) => call.effect === 'write' && call.error === undefined);
  const out = new Map<ObservedCall, string>();
  writes.forEach((call, at) => {
    const next = writes[at + 1];
    if (next === undefined || next.server !== call.server || next.tool !== call.tool) return;
    const differing = differingArgument(call, next);
    if (
      differing === null ||
      writes.some((third) => third !== call && third !== next && isAlike(third, next, differing))
    )
      return;
    if (!calls.some((source) => source.ended < call.started && holdsBoth(source.data, call, next, differing))) return;
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

/** Words of those who want something done several times. */
const ROUNDS = /\b(each|every|all|both)\b/i;

/** Whether a call differs from another in that one argument at most. */
const isAlike = (call: ObservedCall, other: ObservedCall, differing: string): boolean =>
  call.server === other.server &&
  call.tool === other.tool &&
  Object.keys({ ...call.args, ...other.args }).every(
    (name) => name === differing || jsonEqual(call.args[name] ?? null, other.args[name] ?? null),
  );

/** Whether two entries of one list hold what the calls were given, under one name. */
function holdsBoth(data: Json, call: ObservedCall, other: ObservedCall, argument: string): boolean {
  const given = call.args[argument] ?? null;
  const wanted = other.args[argument] ?? null;
  if (Array.isArray(data)) {
    const entries = data.filter(isJsonObject);
    const isMember = entries.some((entry) =>
      Object.entries(entry).some(
        ([name, value]) =>
          jsonEqual(value, given) && entries.some((sibling) => jsonEqual(sibling[name] ?? null, wanted)),
      ),
    );
    return isMember || data.some((item: Json) => holdsBoth(item, call, other, argument));
  }
  return isJsonObject(data) && Object.values(data).some((member) => holdsBoth(member, call, other, argument));
}

/** The one argument in which two calls differ, where another that they share can be no chance. */
function differingArgument(call: ObservedCall, other: ObservedCall): string | null {
  const names = [...new Set([...Object.keys(call.args), ...Object.keys(other.args)])];
  const differing = names.filter((name) => !jsonEqual(call.args[name] ?? null, other.args[name] ?? null));
  const [only] = differing;
  const shared = names.some((name) => only !== name && surpriseOf(call.args[name] ?? null) >= UNLIKELY_BITS);
  return differing.length === 1 && only !== undefined && shared ? only : null;
}
