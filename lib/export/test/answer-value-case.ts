import type { Json } from '#core/json/json.ts';
import * as values from '../typescript/runtime/values.ts';

/** A call of a function of `values.ts`; what it asks of items is written as names of their members. */
export interface ValueCase {
  readonly fn: string;
  readonly args: readonly Json[];
  /** Member and value of the items that fit. */
  readonly where?: readonly Json[];
  /** Member that is the key. */
  readonly by?: string;
  readonly keys?: readonly (readonly string[])[];
}

export function answerValueCase({ fn, args, where, by, keys }: ValueCase): unknown {
  const [value, ...rest] = args;
  const items = value as Record<string, Json>[];
  const fits = (item: Record<string, Json>) => item[String(where?.[0])] === where?.[1];
  switch (fn) {
    case 'get':
      return values.get(value, ...(rest as string[]));
    case 'getOrNull':
      return values.getOrNull(value, ...(rest as string[]));
    case 'maybe':
      return rest.reduce<unknown>(
        (seen, name) => (seen as Record<string, unknown> | null)?.[String(name)] ?? null,
        values.maybe(value),
      );
    case 'needed':
      return values.needed(value);
    case 'list':
      return values.list(value);
    case 'apply':
      return values.apply(String(value), ...rest);
    case 'present':
      return values.present(withAbsent(value) as object);
    case 'take':
      return values.take(items, rest[0]);
    case 'find':
      return values.find(items, fits);
    case 'only':
      return values.only(items, fits);
    case 'groupBy':
      return values.groupBy(items, (item) => item[by ?? '']);
    case 'uniqueBy':
      return values.uniqueBy(items, (item) => item[by ?? '']);
    case 'sortBy':
      return values.sortBy(
        items,
        ...(keys ?? []).map(
          ([key = '', order]) => [(item: Record<string, Json>) => item[key], order as 'asc'] as const,
        ),
      );
    default:
      throw new Error(`There is no ${fn}.`);
  }
}

function withAbsent(holder: unknown): unknown {
  const swap = (member: unknown) => (member === '(absent)' ? values.absent : member);
  if (Array.isArray(holder)) return holder.map(swap);
  return Object.fromEntries(Object.entries(holder as object).map(([name, member]) => [name, swap(member)]));
}
