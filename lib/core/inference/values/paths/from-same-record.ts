import { toText } from '../../../functions/table.ts';
import { jsonEqual } from '../../../json/equal.ts';
import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Target } from '../../draft/target.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { occurrencesOf } from '../text/occurrences-of.ts';
import type { MemberPath } from './member-path.ts';
import { type Placed, recordAt } from './same-members.ts';

/** A value that tells less stands in a call by chance. */
const TELLING_BITS = 12;

/**
 * The one of the members whose record gave the call something that no other of these records has: the city is that of the
 * address whose street was given. Null where several did or none, and where one record holds the other: then the call has
 * to do with both.
 */
export function fromSameRecord<T>(placed: readonly Placed<T>[], target: Target, scope: Scope): Placed<T> | null {
  const records = placed.map(({ path }) => recordAt(path.around.at(-1) ?? { $: 'lit', value: null }, scope));
  const isInside = placed.some(({ path }) => placed.some((other) => holds(path, other.path)));
  const [given] = target.beside ?? [];
  if (isInside || given === undefined) return null;
  const texts = given.flatMap(textsIn);
  const telling = placed.filter((_, at) => {
    const record = records[at];
    if (!isJsonObject(record)) return false;
    return Object.entries(record).some(
      ([key, value]) =>
        isTelling(value) &&
        records.every(
          (other, index) => index === at || !isJsonObject(other) || !jsonEqual(other[key] ?? null, value),
        ) &&
        texts.some((text) => occurrencesOf(toText(value), text).length > 0),
    );
  });
  const [only, ...more] = telling;
  return only !== undefined && more.length === 0 ? only : null;
}

/** Whether the record that the one member is of is around that of the other. */
function holds({ holders: outer }: MemberPath, { holders: inner }: MemberPath): boolean {
  const deeper = inner.length - outer.length;
  return deeper > 0 && outer.every((name, at) => name === inner[deeper + at]);
}

const isTelling = (value: Json): boolean =>
  (typeof value === 'string' || typeof value === 'number') && surpriseOf(value) >= TELLING_BITS;

function textsIn(value: Json): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return value === null ? [] : [toText(value)];
}
