import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, itemsOf, projected } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';

const MAX_COUNTED = 500;

/** How many different values a member has, and how many items have a value that the user named. */
export function countsOfSome(
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
