import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { saidUnit } from '../../values/numbers/said-unit.ts';
import { ratioOf, smallerUnits, type Unit, unitOf } from '../../values/numbers/units.ts';
import type { NamedNumber } from '../../words/named-numbers.ts';
import type { PromptText } from '../../words/prompt-text.ts';

/** What a number of the user may be as a limit of a member: the number itself, or what it is in the member's unit. */
export interface SaidLimit {
  readonly value: number;
  readonly of: (said: Expr) => Expr;
  readonly label: string;
  /** What it costs that nothing names the unit. */
  readonly cost: number;
}

/** So near to the number as it was said that, where the data fit both, it is asked which is meant. */
const UNNAMED = 1;

/** A member that may be an amount of something, by its name. */
const MEASURED =
  /^(size|length|width|height|depth|distance|weight|mass|duration|elapsed|runtime|age|time|delay|latency)$/;

/**
 * "Over 250 euros" where the amounts are cents, "heavier than 2 kg" where the weights are grams. Where the member names
 * its unit, the number is meant in it alone. Where it names none, money that is whole everywhere may be held in
 * hundredths, and a size or a duration in a smaller unit of its kind.
 */
export function saidLimits(number: NamedNumber, column: Column, prompt: PromptText): readonly SaidLimit[] {
  const plain = { value: number.value, of: (said: Expr) => said, label: String(number.value), cost: 0 };
  const said = saidUnit(number, prompt);
  if (said === null) return [plain];
  const own = unitOf(column.words);
  if (own !== null && own.kind === said.kind) {
    const ratio = ratioOf(own, said);
    return ratio === null ? [plain] : inUnit(number, ratio, said, 0);
  }
  if (own !== null || !mayHold(said, column)) return [plain];
  return [plain, ...smallerUnits(said).flatMap((unit) => inUnit(number, said.size / unit.size, said, UNNAMED))];
}

function mayHold({ kind }: Unit, { words, values }: Column): boolean {
  if (!values.every((value) => typeof value !== 'number' || Number.isInteger(value))) return false;
  return kind === 'money' || words.some((word) => MEASURED.test(word));
}

function inUnit({ value }: NamedNumber, ratio: number, { kind }: Unit, cost: number): readonly SaidLimit[] {
  const binary = kind === 'data' ? 1024 ** Math.round(Math.log(ratio) / Math.log(1000)) : ratio;
  return [...new Set([ratio, binary])].map((factor) => ({
    value: factor >= 1 ? value * factor : value / Math.round(1 / factor),
    of: (said) =>
      factor >= 1
        ? { $: 'fn', name: 'mul', args: [said, { $: 'lit', value: factor }] }
        : { $: 'fn', name: 'div', args: [said, { $: 'lit', value: Math.round(1 / factor) }] },
    label: factor >= 1 ? `${value} × ${factor}` : `${value} / ${Math.round(1 / factor)}`,
    cost,
  }));
}
