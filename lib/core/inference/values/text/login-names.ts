import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Gathered, Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

const FIRST = /^(first|given|fore|fname|firstname|givenname|forename)$/;
const LAST = /^(last|family|sur|lname|lastname|familyname|surname)$/;

interface Part {
  readonly name: string;
  readonly take: (name: string) => string;
  readonly expr: (name: Expr) => Expr;
}

const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
const WHOLE: Part = { name: '', take: (name) => name, expr: (name) => name };
const INITIAL: Part = {
  name: 'first letter of ',
  take: (name) => Array.from(name).slice(0, 1).join(''),
  expr: (name) => fn('truncate', name, { $: 'lit', value: 1 }),
};

/** `jdoe`, `jane.doe`, `j.doe`, `doej`: which parts in which order, and what stands between. */
const FORMS: readonly {
  readonly first: Part;
  readonly last: Part;
  readonly mark: string;
  readonly lastFirst: boolean;
}[] = [false, true].flatMap((lastFirst) =>
  ['', '.', '_', '-'].flatMap((mark) =>
    [
      { first: INITIAL, last: WHOLE },
      { first: WHOLE, last: WHOLE },
      { first: WHOLE, last: INITIAL },
    ].map((parts) => ({ ...parts, mark, lastFirst })),
  ),
);

/** Names of accounts that are made of a first and a last name, in small letters: `tfischer@…` of Tessa Fischer. */
export function loginNames(strings: readonly string[], target: Target, scope: Scope): Fragment[] {
  const named = (pattern: RegExp): readonly Column[] =>
    scope.gather(names).filter((column) => usable(column, target) && column.words.some((word) => pattern.test(word)));
  const lasts = named(LAST);
  return named(FIRST).flatMap((first) =>
    lasts
      .filter((last) => JSON.stringify(first.about) === JSON.stringify(last.about))
      .flatMap((last) => FORMS.flatMap((form) => loginOf(first, last, form, strings))),
  );
}

/** The columns below a root that are first or last names by what they are called and what they hold. */
const names: Gathered = (_, below) =>
  below.filter(
    ({ words, values }) => words.some((word) => FIRST.test(word) || LAST.test(word)) && values.every(isName),
  );

const isName = (value: Json | undefined): value is string =>
  typeof value === 'string' && /^\p{L}[\p{L}'’ -]*$/u.test(value);

function loginOf(
  first: Column,
  last: Column,
  { first: ofFirst, last: ofLast, mark, lastFirst }: (typeof FORMS)[number],
  strings: readonly string[],
): Fragment[] {
  const pieces = (row: number): readonly string[] => [
    ofFirst.take(String(first.values[row] ?? '')),
    ofLast.take(String(last.values[row] ?? '')),
  ];
  const texts = strings.map((_, row) =>
    (lastFirst ? [...pieces(row)].reverse() : pieces(row)).join(mark).toLowerCase(),
  );
  if (!texts.every((text, row) => text.length > 2 && occurrencesOf(text, strings[row] ?? '').length > 0)) return [];
  const exprs = [ofFirst.expr(first.expr), ofLast.expr(last.expr)];
  const [left, right] = lastFirst ? exprs.reverse() : exprs;
  if (left === undefined || right === undefined) return [];
  const expr = fn('lower', { $: 'text', parts: mark === '' ? [left, right] : [left, mark, right] });
  const label = `${ofFirst.name}${first.label} and ${ofLast.name}${last.label}`;
  return [
    {
      texts,
      expr,
      cost: 1.5 + first.cost + last.cost,
      label,
      column: { ...first, expr, values: texts, origin: 'computed', label, units: [...first.units, ...last.units] },
    },
  ];
}
