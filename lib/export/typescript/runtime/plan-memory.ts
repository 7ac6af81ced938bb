import type { KnownMembers } from '#core/effects/as-recorded.ts';
import { isJsonArray, isJsonObject, type Json } from '#core/json/json.ts';

/**
 * What a plan knows of values that are made up, because they come from writes that were not sent. A call that needs one
 * is not sent either.
 */
export interface PlanMemory {
  /**
   * The data of a write that was not sent: the example's shape with every text a mark such as `‹createIssue.key›`. Texts
   * that are known stay.
   */
  madeUp(step: string, example: Json | undefined, known?: KnownMembers | null): Json;
  isMadeUp(value: Json): boolean;
}

export function planMemory(): PlanMemory {
  let some = false;
  const numbers = new Set<number>();
  return {
    madeUp(step, example, known = null) {
      some = true;
      if (example === undefined) return openMark(step);
      noteNumbers(example, '', numbers);
      return marked(step, example, known);
    },
    isMadeUp: (value) => some && (/‹[^‹›]+›/.test(JSON.stringify(value) ?? '') || holdsNumber(value, numbers)),
  };
}

/** Numbers and flags keep the example's values, because a mark would not be of their type. */
function marked(name: string, example: Json, known: KnownMembers | null): Json {
  if (typeof example === 'string') return known?.get(name) ?? `‹${name}›`;
  if (isJsonArray(example)) return example.map((item, index) => marked(`${name}[${index}]`, item, known));
  if (!isJsonObject(example)) return example;
  return Object.fromEntries(
    Object.entries(example).map(([key, member]) => [key, marked(`${name}.${key}`, member, known)]),
  );
}

/**
 * Numbers of an example that may name something: those of members called so, and those that are rarely equal by chance.
 * They keep their values, so a call is known by them to need what was made up; rather one call too few than one that
 * asks a server about somebody else's record.
 */
function noteNumbers(example: Json, name: string, into: Set<number>): void {
  if (typeof example === 'number' && (Math.abs(example) >= 1000 || NAMING.test(name))) into.add(example);
  else if (isJsonArray(example)) for (const item of example) noteNumbers(item, name, into);
  else if (isJsonObject(example)) for (const [key, member] of Object.entries(example)) noteNumbers(member, key, into);
}

const NAMING = /(^|_|-)(i?id|ids|no|nr|number|key)$|(Id|Ids|Number|Key)$/;

function holdsNumber(value: Json, numbers: ReadonlySet<number>): boolean {
  if (typeof value === 'number') return numbers.has(value);
  if (isJsonArray(value)) return value.some((item) => holdsNumber(item, numbers));
  return isJsonObject(value) && Object.values(value).some((member) => holdsNumber(member, numbers));
}

/** A mark of unknown shape: every member of it is a mark again, and it is written as text. */
function openMark(name: string): Json {
  const text = `‹${name}›`;
  const mark: unknown = new Proxy(
    {},
    {
      get(_, key) {
        if (key === 'toJSON' || key === 'toString' || key === Symbol.toPrimitive) return () => text;
        return typeof key === 'symbol' || key === 'then' ? undefined : openMark(`${name}.${key}`);
      },
      getOwnPropertyDescriptor: (_, key) => ({
        configurable: true,
        enumerable: true,
        value: `‹${name}.${String(key)}›`,
      }),
    },
  );
  return mark as Json;
}
