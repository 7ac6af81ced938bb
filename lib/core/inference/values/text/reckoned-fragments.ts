import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { isIdentifier } from '../../columns/is-identifier.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { NUMBER_WRITINGS } from '../numbers/number-writings.ts';
import { numbersBelow } from '../numbers/numbers-below.ts';
import { LESS, MORE, TIMES } from '../numbers/operation-words.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

/** More are not tried with each other. */
const MOST_NUMBERS = 40;

interface Operation {
  readonly name: string;
  readonly cue: RegExp;
  readonly apply: (left: number, right: number) => number;
}

const OPERATIONS: readonly Operation[] = [
  { name: 'mul', cue: TIMES, apply: (left, right) => left * right },
  { name: 'add', cue: MORE, apply: (left, right) => left + right },
  { name: 'sub', cue: LESS, apply: (left, right) => left - right },
];

interface Writing {
  readonly cost: number;
  readonly write: (number: number) => string | null;
  readonly expr: (of: Expr) => Expr;
}

const PLAIN: Writing = { cost: 0, write: String, expr: (of) => of };

/** `<seats times price>`: what the user told to reckon from two known numbers, as texts write numbers. */
export function reckonedFragments(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  const operations = OPERATIONS.filter(({ cue }) => context.prompt.hasWord(cue));
  const wanted = numbersIn(strings[0] ?? '');
  if (operations.length === 0 || wanted.size === 0) return [];
  const numbers = scope
    .gather(numbersBelow)
    .filter((column) => !isIdentifier(column) && column.origin !== 'input' && usable(column, target))
    .slice(0, MOST_NUMBERS);
  return numbers.flatMap((left, at) =>
    numbers.flatMap((right, other) =>
      operations.flatMap((operation) => {
        const isTwin = other === at || (operation.name !== 'sub' && other < at);
        const first = operation.apply(Number(left.values[0]), Number(right.values[0]));
        return isTwin || !wanted.has(first) ? [] : writtenReckonings({ left, right, operation }, strings, context);
      }),
    ),
  );
}

/** The numbers that stand in a text, and what they would be in hundredths. */
function numbersIn(text: string): ReadonlySet<number> {
  const numbers = [...text.matchAll(/-?\d[\d.,' ]*/g)].flatMap(([written]) => {
    const digits = written.replace(/[^\d.]+$|[.]+$/g, '');
    const plain = Number(digits.replace(/[,' ]/g, ''));
    const hundredths = Number(written.replace(/\D/g, ''));
    return [plain, hundredths];
  });
  // Small numbers stand anywhere.
  return new Set(numbers.filter((number) => Math.abs(number) >= LEAST));
}

const LEAST = 10;

function writtenReckonings(
  reckoning: { readonly left: Column; readonly right: Column; readonly operation: Operation },
  strings: readonly string[],
  context: DraftContext,
): Fragment[] {
  const { left, right, operation } = reckoning;
  const figures = strings.map((_, row) => operation.apply(Number(left.values[row]), Number(right.values[row])));
  const label = `${left.label} ${operation.name} ${right.label}`;
  return [PLAIN, ...NUMBER_WRITINGS].flatMap((writing): Fragment[] => {
    const texts = figures.map((figure) => writing.write(figure) ?? '');
    if (!texts.every((text, row) => occurrencesOf(text, strings[row] ?? '').length > 0)) return [];
    const expr = writing.expr({ $: 'fn', name: operation.name, args: [left.expr, right.expr] });
    const units = [...left.units, ...right.units];
    const column: Column = { ...left, expr, values: texts, origin: 'computed', units, label, words: [], about: [] };
    const named = [left, right].filter(({ words }) => words.some((word) => context.prompt.saysAlone(word))).length;
    const cost = 4 + writing.cost + 0.3 * (left.cost + right.cost) - 1.5 * named;
    return [{ texts, expr, cost, label, column }];
  });
}
