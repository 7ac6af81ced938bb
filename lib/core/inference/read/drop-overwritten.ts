import { jsonEqual } from '../../json/equal.ts';
import type { PromptText } from '../words/prompt-text.ts';
import { surpriseOf } from '../words/surprise.ts';
import type { PrunedCalls } from './drop-errors.ts';
import type { ObservedCall } from './observed-call.ts';

/** Verbs of tools that leave a thing as the last call says, whatever was said before. */
const SETS = /(^|[._/-])(set|update|put|edit|change|rename|replace|patch|modify|overwrite|write|save|assign|move)/i;

/** Bits above which an equal argument names the same thing: an id of two digits does, where its parameter says that it is one. */
const NAMES_A_THING = 6;

/**
 * Takes out a write that a later call of the same tool set anew on the same thing: a mistake that was put right without
 * an error. What the user asked for by value is no mistake: two states that a thing shall pass through are both said.
 */
export function dropOverwritten(pruned: PrunedCalls, prompt: PromptText): PrunedCalls {
  const { calls } = pruned;
  const out = new Map<ObservedCall, string>();
  calls.forEach((call, index) => {
    if (call.effect !== 'write' || call.error !== undefined || !SETS.test(call.tool)) return;
    const anew = calls.slice(index + 1).find((later) => setsAnew(call, later, prompt));
    if (anew !== undefined) out.set(call, anew.id);
  });
  if (out.size === 0) return pruned;
  return {
    calls: calls.filter((call) => !out.has(call)),
    dropped: [
      ...pruned.dropped,
      ...[...out].map(([{ id }, by]) => ({ call: id, reason: `What it set was set anew by "${by}".` })),
    ],
  };
}

function setsAnew(call: ObservedCall, later: ObservedCall, prompt: PromptText): boolean {
  if (later.server !== call.server || later.tool !== call.tool || later.error !== undefined) return false;
  const names = Object.keys(call.args);
  if (names.length !== Object.keys(later.args).length || !names.every((name) => Object.hasOwn(later.args, name)))
    return false;
  const same = names.filter((name) => jsonEqual(call.args[name], later.args[name]));
  const other = names.filter((name) => !same.includes(name));
  return (
    other.length > 0 &&
    same.some((name) => surpriseOf(call.args[name] ?? null) >= NAMES_A_THING && isTarget(name)) &&
    other.every((name) => isUnsaid(call.args[name], prompt) && !isTarget(name))
  );
}

/** The argument that says which thing is set, and not to what. */
const isTarget = (name: string): boolean =>
  /(^|_)(id|key|no|number|ref|path|sku|slug|uuid|name)$|(Id|No|Key|Number|Ref|Path|Sku|Uuid|Name)$/.test(name);

function isUnsaid(value: unknown, prompt: PromptText): boolean {
  if (typeof value === 'string' || typeof value === 'number') return !prompt.mentions(String(value));
  return typeof value === 'object' && value !== null;
}
