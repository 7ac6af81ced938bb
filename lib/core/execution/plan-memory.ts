import type { KnownMembers } from '../effects/as-recorded.ts';
import { isJsonArray, isJsonObject, type Json } from '../json/json.ts';
import { refsOf } from '../workflow/walk-exprs.ts';
import type { Expr, Id } from '../workflow/workflow.ts';

/**
 * What a plan knows of steps whose values are made up, because they come from writes that were not sent. Whatever uses
 * such a value is made up too, so a read that needs one is not sent either.
 */
export interface PlanMemory {
  readonly madeUp: Set<Id>;
  readonly usesMadeUp: (exprs: Iterable<Expr>) => boolean;
  /** What a person has to know of the plan: on what the rest depends, and what of it is only supposed. */
  readonly notes: Set<string>;
}

export function planMemory(): PlanMemory {
  const madeUp = new Set<Id>();
  return {
    madeUp,
    notes: new Set(),
    usesMadeUp: (exprs) => {
      if (madeUp.size === 0) return false;
      for (const expr of exprs) if (refsOf(expr).some((ref) => madeUp.has(ref.id))) return true;
      return false;
    },
  };
}

/**
 * The shape of an example with every text replaced by a mark such as `‹createIssue.key›`; numbers and flags keep the
 * example's values, because a mark would not be of their type. Without an example, one mark for the whole. Texts that
 * are `known` stay.
 */
export function madeUpData(name: string, example: Json | undefined, known: KnownMembers | null = null): Json {
  if (example === undefined || typeof example === 'string') return known?.get(name) ?? `‹${name}›`;
  if (isJsonArray(example)) return example.map((item, index) => madeUpData(`${name}[${index}]`, item, known));
  if (!isJsonObject(example)) return example;
  return Object.fromEntries(
    Object.entries(example).map(([key, member]) => [key, madeUpData(`${name}.${key}`, member, known)]),
  );
}

/** Whether a value is a mark; in a plan every member of a mark is a mark again. */
export function isMark(value: Json): value is string {
  return typeof value === 'string' && /^‹[^‹›]+›$/.test(value);
}

export function memberOfMark(mark: string, path: string): string {
  return `‹${mark.slice(1, -1)}${path.startsWith('[') ? '' : '.'}${path}›`;
}
