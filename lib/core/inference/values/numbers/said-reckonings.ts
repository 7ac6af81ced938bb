import { round } from '../../../functions/number.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { NamedNumber } from '../../words/named-numbers.ts';
import { numbersBelow } from './numbers-below.ts';
import { LESS, MORE, SHARED, TIMES } from './operation-words.ts';

interface Operation {
  readonly name: string;
  readonly cue: RegExp;
  readonly apply: (left: number, said: number) => number;
  readonly expr: (left: Expr, said: Expr) => Expr;
}

const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
const lit = (value: number): Expr => ({ $: 'lit', value });

const PLAIN: readonly Operation[] = [
  { name: 'less', cue: LESS, apply: (left, said) => left - said, expr: (left, said) => fn('sub', left, said) },
  { name: 'more', cue: MORE, apply: (left, said) => left + said, expr: (left, said) => fn('add', left, said) },
  { name: 'times', cue: TIMES, apply: (left, said) => left * said, expr: (left, said) => fn('mul', left, said) },
  { name: 'shared by', cue: SHARED, apply: (left, said) => left / said, expr: (left, said) => fn('div', left, said) },
];

/** A share of the number in per cent, of which the result is rounded as money is, or not at all. */
const PERCENT: readonly Operation[] = [undefined, 2, 0].flatMap((digits): readonly Operation[] => {
  const rounded = (value: number): number => (digits === undefined ? value : round(value, digits));
  const said = (expr: Expr): Expr => (digits === undefined ? expr : fn('round', expr, lit(digits)));
  return [
    {
      name: 'per cent less',
      cue: LESS,
      apply: (left, percent) => rounded((left * (100 - percent)) / 100),
      expr: (left, percent) => said(fn('div', fn('mul', left, fn('sub', lit(100), percent)), lit(100))),
    },
    {
      name: 'per cent more',
      cue: MORE,
      apply: (left, percent) => rounded((left * (100 + percent)) / 100),
      expr: (left, percent) => said(fn('div', fn('mul', left, fn('add', lit(100), percent)), lit(100))),
    },
    {
      name: 'per cent of',
      cue: /%|\bper ?cent\b/i,
      apply: (left, percent) => rounded((left * percent) / 100),
      expr: (left, percent) => said(fn('div', fn('mul', left, percent), lit(100))),
    },
  ];
});

/** "Cut the price by 20000", "10% off": a known number and one that the user named, by an operation that they named. */
export function saidReckonings(
  target: Target,
  scope: Scope,
  wanted: readonly number[],
  context: DraftContext,
): readonly Column[] {
  const numbers = scope.gather(numbersBelow).filter((column) => usable(column, target));
  return context.prompt.numbers().flatMap((number) => {
    const percent = isPercent(number, context);
    if (number.value === 0 || (number.value === 1 && !percent)) return [];
    return (percent ? PERCENT : PLAIN)
      .filter(({ cue }) => context.prompt.hasWord(cue))
      .flatMap((operation) =>
        numbers.flatMap((left) => {
          const fits = wanted.every((value, row) => operation.apply(Number(left.values[row]), number.value) === value);
          return fits ? [reckoned(left, number, { operation, percent, wanted }, context)] : [];
        }),
      );
  });
}

function isPercent({ span }: NamedNumber, context: DraftContext): boolean {
  const text = context.prompt.turns.find(({ id }) => id === span.turn)?.text ?? '';
  return /^\s*(%|per ?cent\b)/i.test(text.slice(span.end));
}

function reckoned(
  left: Column,
  number: NamedNumber,
  {
    operation,
    percent,
    wanted,
  }: { readonly operation: Operation; readonly percent: boolean; readonly wanted: readonly number[] },
  context: DraftContext,
): Column {
  const said = context.inputs.refer({
    value: number.value,
    spans: [number.span],
    name: [percent ? 'percent' : 'amount'],
    weak: true,
  });
  const { locate: _locate, ...rest } = left;
  return {
    ...rest,
    expr: operation.expr(left.expr, said),
    values: wanted,
    cost: left.cost + 2,
    origin: 'computed',
    label: `${left.label} ${operation.name} ${number.value}`,
  };
}
