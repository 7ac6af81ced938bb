import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { wordsOf } from '../../words/words.ts';
import { listOrNone, nullable } from './nullable.ts';

/** The values of a list under one name, per row. */
export interface Projection {
  readonly expr: Expr;
  readonly label: string;
  /** Path of the member below an item; empty where the items are plain. */
  readonly member: string;
  readonly words: readonly string[];
  readonly has: (row: number, value: Json) => boolean;
}

/** A list as values: its items where they are plain, else each plain member of its records. */
export function projectionsOf(list: Column): readonly Projection[] {
  let known = projections.get(list);
  if (known === undefined) {
    known = findProjections(list);
    projections.set(list, known);
  }
  return known;
}

const projections = new WeakMap<Column, readonly Projection[]>();

function findProjections(list: Column): readonly Projection[] {
  const cache = new Map<string, Map<readonly Json[], Set<Json>>>();
  const setOf = (name: string, items: readonly Json[], read: (item: Json) => Json | undefined): Set<Json> => {
    const byList = cache.get(name) ?? new Map<readonly Json[], Set<Json>>();
    cache.set(name, byList);
    const known = byList.get(items);
    if (known !== undefined) return known;
    const set = new Set<Json>();
    for (const item of items) {
      const value = read(item);
      if (value !== undefined && value !== null && typeof value !== 'object') set.add(value);
    }
    byList.set(items, set);
    return set;
  };
  const itemsAt = (row: number): readonly Json[] => {
    const value = list.values[row];
    return Array.isArray(value) ? value : [];
  };
  const sample = list.values.flatMap((value) => (Array.isArray(value) ? value.slice(0, 20) : [])).slice(0, 60);
  if (sample.some((item) => typeof item !== 'object')) {
    return [
      {
        expr: nullable(list.expr),
        label: list.label,
        member: '',
        words: list.words,
        has: (row, value) => setOf('', itemsAt(row), (item) => item).has(value),
      },
    ];
  }
  return [...pathsOf(sample)].map((path) => {
    const keys = path.split('\u0000');
    return {
      expr: {
        $: 'over' as const,
        op: 'map' as const,
        in: listOrNone(list.expr),
        as: 'entry',
        body: {
          $: 'get' as const,
          from: { $: 'ref' as const, of: 'var' as const, id: 'entry' },
          path: keys,
          missing: 'null' as const,
        },
      },
      label: `${list.label}[*].${keys.join('.')}`,
      member: keys.join('.'),
      // `keeper: {id}`: what people name is the keeper.
      words: keys.slice(-2).flatMap((key) => wordsOf(key)),
      has: (row: number, value: Json) =>
        setOf(path, itemsAt(row), (item) =>
          keys.reduce<Json | undefined>(
            (at, key) =>
              typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, key)
                ? (at as Record<string, Json>)[key]
                : undefined,
            item,
          ),
        ).has(value),
    };
  });
}

/** Paths of plain members in some records, their keys with a NUL between. */
export function pathsOf(items: readonly Json[]): Set<string> {
  const paths = new Set<string>();
  const walk = (value: Json, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) {
      if (path.length > 0 && value !== null) paths.add(path.join('\u0000'));
    } else if (!Array.isArray(value) && path.length < 4) {
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    }
  };
  for (const item of items) walk(item, []);
  return paths;
}
