import { isJsonArray, isJsonObject, type Json } from '#core/json/json.ts';

/**
 * What a plan knows of values that are made up, because they come from writes that were not sent. A call that needs one
 * is not sent either.
 */
export interface PlanMemory {
  /** The data of a write that was not sent: the example's shape with every text a mark such as `‹createIssue.key›`. */
  madeUp(step: string, example: Json | undefined): Json;
  isMadeUp(value: Json): boolean;
}

export function planMemory(): PlanMemory {
  let some = false;
  return {
    madeUp(step, example) {
      some = true;
      return example === undefined ? openMark(step) : marked(step, example);
    },
    isMadeUp: (value) => some && /‹[^‹›]+›/.test(JSON.stringify(value) ?? ''),
  };
}

/** Numbers and flags keep the example's values, because a mark would not be of their type. */
function marked(name: string, example: Json): Json {
  if (typeof example === 'string') return `‹${name}›`;
  if (isJsonArray(example)) return example.map((item, index) => marked(`${name}[${index}]`, item));
  if (!isJsonObject(example)) return example;
  return Object.fromEntries(Object.entries(example).map(([key, member]) => [key, marked(`${name}.${key}`, member)]));
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
