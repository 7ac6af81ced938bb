import { canonicalJson } from '../../../json/canonical.ts';
import { jsonEqual } from '../../../json/equal.ts';
import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { nullable } from '../../items/conditions/nullable.ts';
import { isEcho } from '../fit-column.ts';
import { isWrapper, type MemberPath, memberPath } from './member-path.ts';

/** A member under one of its paths. */
export interface Placed<T> {
  readonly item: T;
  readonly column: Column;
  readonly path: MemberPath;
}

/** Members of one record that have one name and one value: those in different places, and other ways to one of these. */
export interface SameMembers<T> {
  readonly placed: readonly Placed<T>[];
  readonly copies: readonly Column[];
}

/**
 * The best and the other members of the same record that have its name and, in every row, its value, but lie elsewhere
 * in it: the lead of a service and the lead of its team. Another way to the same thing is none of them: what a wrapper
 * holds, what a child says of the record that it belongs to, what a call was given and gives back.
 */
export function sameMembers<T>(
  best: { readonly item: T; readonly column: Column },
  others: readonly { readonly item: T; readonly column: Column }[],
  scope: Scope,
): SameMembers<T> {
  const { column } = best;
  const path = memberPath(column);
  const [value] = column.values;
  if (path === null || value === undefined || value === null || typeof value === 'boolean' || isEcho(column))
    return { placed: [], copies: [] };
  const seen = new Set([wayOf(path, scope)]);
  const copies: Column[] = [];
  const placed = others.flatMap((other): Placed<T>[] => {
    const { column: one } = other;
    if (one.units.join() !== column.units.join()) return [];
    const to = memberPath(one);
    if (to === null || to.root !== path.root || to.member !== path.member || isEcho(one)) return [];
    const way = wayOf(to, scope);
    if (seen.has(way)) {
      copies.push(one);
      return [];
    }
    seen.add(way);
    return [{ ...other, path: to }];
  });
  return { placed: [{ ...best, path }, ...placed], copies };
}

/** The path without wrappers and without detours: a holder that is one of those around it leads back to that. */
function wayOf(path: MemberPath, scope: Scope): string {
  const names = path.holders.toReversed();
  const records = path.around.map((expr) => recordAt(expr, scope));
  const way: { readonly name: string; readonly record: Json | undefined }[] = [{ name: '', record: records[0] }];
  for (const [at, name] of names.entries()) {
    const record = records[at + 1];
    const back = way.findIndex((outer) => isSameThing(outer.record, record));
    if (back >= 0) way.splice(back + 1);
    else if (!isWrapper(name)) way.push({ name, record });
  }
  return way.map(({ name }) => name).join('\u0000');
}

function isSameThing(outer: Json | undefined, inner: Json | undefined): boolean {
  if (!isJsonObject(outer) || !isJsonObject(inner)) return false;
  const ids = Object.keys(inner).filter((key) => ID.test(key) && Object.hasOwn(outer, key));
  return ids.length > 0 && ids.every((key) => inner[key] !== null && jsonEqual(inner[key] ?? null, outer[key] ?? null));
}

const ID = /^(id|_id|key|uid|uuid|ref|number|no|code|slug|url|href)$/i;

/** The record as it was in the first row. */
export function recordAt(expr: Expr, scope: Scope): Json | undefined {
  const wanted = canonicalJson(nullable(expr));
  return scope.columns().find((candidate) => canonicalJson(nullable(candidate.expr)) === wanted)?.values[0];
}
