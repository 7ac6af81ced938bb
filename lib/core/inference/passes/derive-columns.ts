import { avg, max, min, sum } from '../../functions/list.ts';
import { round } from '../../functions/number.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { type Target, usable } from '../explanation.ts';
import type { Column, Scope } from '../scope.ts';
import { wordsOf } from '../words.ts';

/** A plain member of the records of a list, by its path. */
export interface ItemPath {
  readonly path: readonly string[];
  readonly numeric: boolean;
}

/** Paths of plain members in the records of a list, the empty path for lists of plain values. */
export function itemPaths(list: Column): readonly ItemPath[] {
  let known = pathCache.get(list.values);
  if (known === undefined) {
    known = findItemPaths(list);
    pathCache.set(list.values, known);
  }
  return known;
}

const pathCache = new WeakMap<Column['values'], readonly ItemPath[]>();

function findItemPaths(list: Column): readonly ItemPath[] {
  const looked = new Set<Json>();
  const seen = new Map<string, { path: string[]; numeric: boolean }>();
  const walk = (value: Json, path: string[]): void => {
    if (isJsonObject(value)) {
      if (path.length < 5) for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    } else if (value !== null && !Array.isArray(value) && typeof value !== 'boolean') {
      const key = path.join('\u0000');
      const numeric = typeof value === 'number';
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { path, numeric });
      else known.numeric = known.numeric && numeric;
    }
  };
  let count = 0;
  for (const value of list.values) {
    // A list from outside a loop is the same in all of its rows.
    if (!Array.isArray(value) || looked.has(value)) continue;
    looked.add(value);
    for (const item of value.slice(0, 50)) walk(item, []);
    count += 1;
    if (count > 40) break;
  }
  return [...seen.values()];
}

export function projected(list: Column, path: readonly string[], variable: string): Expr {
  if (path.length === 0) return list.expr;
  return {
    $: 'over',
    op: 'map',
    in: list.expr,
    as: variable,
    body: { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path] },
  };
}

export function itemsOf(list: Column, row: number): readonly Json[] {
  const value = list.values[row];
  return Array.isArray(value) ? value : [];
}

/** Numbers that follow from what is there: how many, sums, extremes, and small reckonings; only those that fit. */
export function derivedColumns(target: Target, scope: Scope, context: DraftContext): Column[] {
  const found: Column[] = [];
  const wanted = target.values.map((value) => (typeof value === 'number' ? value : null));
  if (wanted.some((value) => value === null)) return found;
  const fits = (values: readonly (number | null | undefined)[]): boolean =>
    values.every((value, row) => value !== undefined && value !== null && value === wanted[row]);
  for (const list of scope.lists()) {
    if (!usable(list, target)) continue;
    for (const column of aggregates(list, context, (first) => first === wanted[0]))
      if (fits(column.values.map((value) => (typeof value === 'number' ? value : null)))) found.push(column);
  }
  found.push(...reckonings(target, scope, wanted));
  return found;
}

interface Aggregate {
  readonly label: string;
  readonly words: readonly string[];
  readonly cost: number;
  readonly expr: (list: Expr) => Expr;
  readonly apply: (numbers: readonly (number | null)[]) => number | null;
}

/** What can be reckoned from the numbers of a list; dear where the user's words do not ask for it. */
function aggregatesFor(context: DraftContext): readonly Aggregate[] {
  const hinted = (pattern: RegExp): number => (context.prompt.hasWord(pattern) ? 0 : 9);
  const call =
    (name: string) =>
    (list: Expr): Expr => ({ $: 'fn', name, args: [list] });
  const totals = hinted(
    /\b(sum|total|together|altogether|overall|combined|worth|in all|add(ed)? up|how (much|many))\b/i,
  );
  const highest = hinted(/\b(max\w*|highest|greatest|largest|biggest|most|longest|latest|newest|top|peak)\b/i);
  const lowest = hinted(/\b(min\w*|lowest|least|smallest|fewest|shortest|earliest|oldest|cheapest)\b/i);
  const mean = hinted(/\b(average|avg|mean|per)\b/i);
  return [
    { label: 'sum of', words: ['total', 'sum'], cost: 2.5 + totals * 0.5, expr: call('sum'), apply: sum },
    { label: 'greatest', words: ['max'], cost: 3 + highest, expr: call('max'), apply: max },
    { label: 'least', words: ['min'], cost: 3 + lowest, expr: call('min'), apply: min },
    ...[null, 0, 1, 2].map(
      (digits): Aggregate => ({
        label: 'mean',
        words: ['average', 'mean'],
        cost: 3.5 + mean + digitsPrice(digits, context),
        expr: (list) =>
          digits === null
            ? call('avg')(list)
            : { $: 'fn', name: 'round', args: [call('avg')(list), { $: 'lit', value: digits }] },
        apply: (numbers) => {
          const found = avg(numbers);
          return found === null || digits === null ? found : round(found, digits);
        },
      }),
    ),
  ];
}

/**
 * How many items a list has, and sum, least, greatest and mean of its numbers. Reckoned for all rows only where
 * `accept` takes the first row's figure.
 */
export function aggregates(list: Column, context: DraftContext, accept: (first: number) => boolean): Column[] {
  const derive = (
    name: string,
    expr: Expr,
    values: readonly (Json | undefined)[],
    cost: number,
    words: readonly string[],
  ): Column => {
    const { locate, ...rest } = list;
    return {
      ...rest,
      expr,
      values,
      cost: list.cost + cost,
      origin: 'computed',
      words,
      about: [...list.words, ...list.about],
      label: `${name} of ${list.label}`,
      partial: false,
      ...(locate === undefined ? {} : { locate }),
    };
  };
  const lists = list.values.map((value) => (Array.isArray(value) ? value : undefined));
  const columns: Column[] = [];
  if (accept(lists[0]?.length ?? -1)) {
    columns.push(
      derive(
        'number',
        { $: 'fn', name: 'count', args: [list.expr] },
        lists.map((value) => value?.length),
        1,
        ['count'],
      ),
    );
  }
  columns.push(...countsOfSome(list, context, accept, derive));
  const numbersAt = (row: number, path: readonly string[]): (number | null)[] =>
    (lists[row] ?? []).map((item) => valueAt(item, path)).map((value) => (typeof value === 'number' ? value : null));
  for (const { path, numeric } of itemPaths(list)) {
    if (!numeric || path.length === 0) continue;
    const first = numbersAt(0, path);
    for (const aggregate of aggregatesFor(context)) {
      const value = aggregate.apply(first);
      if (value === null || !accept(value)) continue;
      const variable = context.variables.make(list.words);
      const reckoned = new Map<Json, number | undefined>();
      const values = lists.map((items, row) => {
        if (items === undefined) return undefined;
        if (!reckoned.has(items)) reckoned.set(items, aggregate.apply(numbersAt(row, path)) ?? undefined);
        return reckoned.get(items);
      });
      columns.push(
        derive(
          `${aggregate.label} ${path.join('.')}`,
          aggregate.expr(projected(list, path, variable)),
          values,
          aggregate.cost,
          [...aggregate.words, ...wordsOf(path.at(-1) ?? '')],
        ),
      );
    }
  }
  return columns;
}

const MAX_COUNTED = 500;

/** How many different values a member has, and how many items have a value that the user named. */
function countsOfSome(
  list: Column,
  context: DraftContext,
  accept: (first: number) => boolean,
  derive: (
    name: string,
    expr: Expr,
    values: readonly (Json | undefined)[],
    cost: number,
    words: readonly string[],
  ) => Column,
): Column[] {
  const total = list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
  if (total > MAX_COUNTED || total === 0) return [];
  const found: Column[] = [];
  const different = context.prompt.hasWord(/\b(different|distinct|unique|separate|individual)\b/i);
  for (const { path } of itemPaths(list)) {
    const valuesAt = (row: number): Json[] => itemsOf(list, row).map((item) => valueAt(item, path) ?? null);
    const first = valuesAt(0);
    const words = wordsOf(path.at(-1) ?? '');
    const kinds = new Set(first.map((value) => JSON.stringify(value)));
    if (different && path.length > 0 && kinds.size < first.length && accept(kinds.size)) {
      const variable = context.variables.make(list.words);
      const expr: Expr = {
        $: 'fn',
        name: 'count',
        args: [{ $: 'fn', name: 'unique', args: [projected(list, path, variable)] }],
      };
      const said = context.prompt.turns.some((turn) => words.some((word) => wordsOf(turn.text).includes(word)));
      found.push(
        derive(
          `different ${path.join('.')}`,
          expr,
          list.values.map((_, row) => new Set(valuesAt(row).map((value) => JSON.stringify(value))).size),
          said ? 1.5 : 3,
          ['different', ...words],
        ),
      );
    }
    for (const kind of new Set(first)) {
      if (typeof kind !== 'string' || kind.length < 3 || kind.length > 30 || !context.prompt.mentions(kind)) continue;
      const count = (row: number): number => valuesAt(row).filter((value) => value === kind).length;
      if (count(0) === first.length || !accept(count(0))) continue;
      const spans = context.prompt.spansOf(kind);
      const literal: Expr =
        spans.length > 0
          ? context.inputs.refer({ value: kind, spans, name: words, weak: true })
          : { $: 'lit', value: kind };
      const variable = context.variables.make(list.words);
      const body: Expr = {
        $: 'fn',
        name: 'eq',
        args: [{ $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path], missing: 'null' }, literal],
      };
      found.push(
        derive(
          `those with ${path.join('.')} ${kind}`,
          { $: 'fn', name: 'count', args: [{ $: 'over', op: 'filter', in: list.expr, as: variable, body }] },
          list.values.map((_, row) => count(row)),
          2.5,
          ['number', ...wordsOf(kind), ...words],
        ),
      );
    }
  }
  return found;
}

/** Rounding costs nothing where the user asked for just that many digits; not rounding costs where they asked. */
function digitsPrice(digits: number | null, context: DraftContext): number {
  const said = context.prompt.hasWord(/\b(one|1|a single) decimal/i)
    ? 1
    : context.prompt.hasWord(/\b(two|2) decimal|\bcents?\b/i)
      ? 2
      : context.prompt.hasWord(/\bround(ed)?\b|\bwhole\b|\binteger\b|\bno decimals?\b/i)
        ? 0
        : null;
  return digits === said ? 0 : said === null ? 1 : 3;
}

/** One operation on two known numbers, or on one number and a number that the user named. */
function reckonings(target: Target, scope: Scope, wanted: readonly (number | null)[]): Column[] {
  const numbers = scope
    .columns()
    .filter(
      (column) =>
        typeof column.values[0] === 'number' &&
        column.values.every((value) => typeof value === 'number') &&
        usable(column, target),
    )
    .slice(0, 60);
  const distinct = new Set(wanted).size;
  const big = wanted.some((value) => value !== null && Math.abs(value) >= 1000);
  if (distinct < 3 && !big) return [];
  const found: Column[] = [];
  const operations: readonly [string, (a: number, b: number) => number][] = [
    ['mul', (a, b) => a * b],
    ['add', (a, b) => a + b],
    ['sub', (a, b) => a - b],
  ];
  for (const left of numbers) {
    for (const right of numbers) {
      if (left === right) continue;
      for (const [name, apply] of operations) {
        if (name !== 'sub' && left.label > right.label) continue;
        if (
          !wanted.every((value, row) => {
            const a = left.values[row];
            const b = right.values[row];
            return typeof a === 'number' && typeof b === 'number' && apply(a, b) === value;
          })
        )
          continue;
        found.push({
          ...left,
          expr: { $: 'fn', name, args: [left.expr, right.expr] },
          values: wanted.map((value) => value ?? undefined),
          cost: left.cost + right.cost + 5,
          origin: 'computed',
          units: [...left.units, ...right.units],
          label: `${left.label} ${name} ${right.label}`,
          words: [],
          about: [],
        });
      }
    }
  }
  return found;
}
