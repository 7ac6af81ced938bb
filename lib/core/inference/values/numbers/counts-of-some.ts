import { isEmpty } from '../../../functions/logic.ts';
import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, itemsOf, projected } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { type Accept, acceptedFigures, computedColumn } from './computed-column.ts';

const MAX_COUNTED = 500;

/** How many different values a member has, how many items have any, and how many have one that the user named. */
export function countsOfSome(list: Column, context: DraftContext, accept: Accept): Column[] {
  const total = list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
  if (total > MAX_COUNTED || total === 0) return [];
  return itemPaths(list).flatMap(({ path }) => [
    ...countOfDifferent(list, path, context, accept),
    ...countOfThoseWith(list, path, context, accept),
    ...countsOfKinds(list, path, context, accept),
  ]);
}

const DIFFERENT = /\b(different|distinct|unique|separate|individual)\b/i;

function countOfDifferent(list: Column, path: readonly string[], context: DraftContext, accept: Accept): Column[] {
  if (path.length === 0 || !context.prompt.hasWord(DIFFERENT)) return [];
  const differentIn = (items: readonly Json[]): number =>
    new Set(items.map((item) => JSON.stringify(valueAt(item, path) ?? null))).size;
  if (holdsForAll(list, differentIn)) return [];
  const figures = acceptedFigures(list, differentIn, accept);
  if (figures === null) return [];
  const words = wordsOf(path.at(-1) ?? '');
  const said = context.prompt.turns.some((turn) => words.some((word) => wordsOf(turn.text).includes(word)));
  const variable = context.variables.make(list.words);
  return [
    computedColumn(list, {
      name: `different ${path.join('.')}`,
      expr: {
        $: 'fn',
        name: 'count',
        args: [{ $: 'fn', name: 'unique', args: [projected(list, path, variable)] }],
      },
      values: figures,
      cost: said ? 1.5 : 3,
      words: ['different', ...words],
    }),
  ];
}

/** How many items have the member at all: "answers without a rating don't count". */
function countOfThoseWith(list: Column, path: readonly string[], context: DraftContext, accept: Accept): Column[] {
  if (path.length === 0) return [];
  const countIn = (items: readonly Json[]): number =>
    items.filter((item) => !isEmpty(valueAt(item, path) ?? null)).length;
  if (holdsForAll(list, countIn)) return [];
  const figures = acceptedFigures(list, countIn, accept);
  if (figures === null) return [];
  const words = wordsOf(path.at(-1) ?? '');
  const said = context.prompt.turns.some((turn) => words.some((word) => wordsOf(turn.text).includes(word)));
  const variable = context.variables.make(list.words);
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path], missing: 'null' };
  const body: Expr = { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [member] }] };
  return [
    computedColumn(list, {
      name: `those with ${path.join('.')}`,
      expr: { $: 'fn', name: 'count', args: [{ $: 'over', op: 'filter', in: list.expr, as: variable, body }] },
      values: figures,
      cost: said ? 1.5 : 4,
      words: ['count', 'number', ...words],
    }),
  ];
}

function countsOfKinds(list: Column, path: readonly string[], context: DraftContext, accept: Accept): Column[] {
  const found: Column[] = [];
  const words = wordsOf(path.at(-1) ?? '');
  const first = itemsOf(list, 0);
  for (const kind of new Set(first.map((item) => valueAt(item, path)))) {
    if (typeof kind !== 'string' || kind.length < 3 || kind.length > 30 || !context.prompt.mentions(kind)) continue;
    const countIn = (items: readonly Json[]): number => items.filter((item) => valueAt(item, path) === kind).length;
    if (holdsForAll(list, countIn)) continue;
    const figures = acceptedFigures(list, countIn, accept);
    if (figures === null) continue;
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
      computedColumn(list, {
        name: `those with ${path.join('.')} ${kind}`,
        expr: { $: 'fn', name: 'count', args: [{ $: 'over', op: 'filter', in: list.expr, as: variable, body }] },
        values: figures,
        cost: 2.5,
        words: ['number', ...wordsOf(kind), ...words],
      }),
    );
  }
  return found;
}

/** Whether the figure is the length of the list in every row: then it says nothing that the length does not say. */
function holdsForAll(list: Column, countIn: (items: readonly Json[]) => number): boolean {
  return [...new Set(list.values)].every((items) => !Array.isArray(items) || countIn(items) === items.length);
}
