import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';

/** A number with its noun, in the singular where it is one: `1 night`, `3 nights`. */
export interface CountedWord {
  readonly texts: readonly string[];
  readonly expr: Expr;
}

/** The nouns that stand after a column's numbers, where some row shows the singular and some row the plural. */
export function countedWords(column: Column, strings: readonly string[]): readonly CountedWord[] {
  const counts = column.values.filter(isCount);
  if (counts.length < strings.length || strings.length < 2) return [];
  const one = counts.indexOf(1);
  const many = counts.findIndex((count) => count !== 1);
  if (one < 0 || many < 0) return [];
  const wordsIn = (row: number): readonly string[] =>
    [...(strings[row] ?? '').matchAll(new RegExp(`(?<![\\p{L}\\p{N}.,])${counts[row]} (\\p{L}+)`, 'gu'))].flatMap(
      ([, word]) => (word === undefined ? [] : [word]),
    );
  const plurals = wordsIn(many);
  return wordsIn(one).flatMap((singular) =>
    plurals.flatMap((plural): CountedWord[] => {
      if (!isPlural(plural, singular)) return [];
      const texts = counts.map((count) => `${count} ${count === 1 ? singular : plural}`);
      if (!texts.every((text, row) => (strings[row] ?? '').includes(text))) return [];
      return [{ texts, expr: { $: 'text', parts: [column.expr, ' ', wordFor(column.expr, singular, plural)] } }];
    }),
  );
}

const isCount = (value: Json | undefined): value is number => Number.isSafeInteger(value);

const wordFor = (count: Expr, singular: string, plural: string): Expr => ({
  $: 'cond',
  if: { $: 'fn', name: 'eq', args: [count, { $: 'lit', value: 1 }] },
  then: { $: 'lit', value: singular },
  else: { $: 'lit', value: plural },
});

function isPlural(plural: string, singular: string): boolean {
  const [some, one] = [plural.toLowerCase(), singular.toLowerCase()];
  if (some === `${one}s` || some === `${one}es` || some === `${one.replace(/y$/, 'ie')}s`) return true;
  return some === { person: 'people', child: 'children', man: 'men', woman: 'women' }[one];
}
