import type { Expr } from '../../../workflow/workflow.ts';

/** What a number is counted in: grams and kilograms are of one kind, a thousand to one. */
export interface Unit {
  readonly kind: 'mass' | 'length' | 'time' | 'data' | 'money';
  /** In the smallest unit of its kind. */
  readonly size: number;
}

const UNITS: Readonly<Record<Unit['kind'], readonly (readonly [number, readonly string[]])[]>> = {
  mass: [
    [1, ['g', 'gram', 'gramme', 'gr']],
    [1000, ['kg', 'kilo', 'kilogram', 'kilogramme']],
    [1_000_000, ['ton', 'tonne']],
  ],
  length: [
    [1, ['mm', 'millimeter', 'millimetre']],
    [10, ['cm', 'centimeter', 'centimetre']],
    [1000, ['meter', 'metre', 'm']],
    [1_000_000, ['km', 'kilometer', 'kilometre']],
  ],
  time: [
    [1, ['ms', 'millisecond', 'millis']],
    [1000, ['s', 'sec', 'second']],
    [60_000, ['min', 'minute']],
    [3_600_000, ['h', 'hr', 'hour']],
    [86_400_000, ['day']],
    [604_800_000, ['week']],
  ],
  data: [
    [1, ['byte', 'b']],
    [1000, ['kb', 'kilobyte']],
    [1_000_000, ['mb', 'megabyte']],
    [1_000_000_000, ['gb', 'gigabyte']],
  ],
  // Currencies that are counted in hundredths.
  money: [
    [1, ['cent', 'penny', 'pence', 'minor']],
    [100, ['euro', 'eur', 'dollar', 'usd', 'pound', 'gbp', 'franc', 'chf', 'cad', 'aud', 'sek', 'nok', 'dkk', 'pln']],
  ],
};

const BY_WORD: ReadonlyMap<string, Unit> = new Map(
  Object.entries(UNITS).flatMap(([kind, units]) =>
    units.flatMap(([size, words]) => words.map((word): [string, Unit] => [word, { kind: kind as Unit['kind'], size }])),
  ),
);

/** The unit that a name ends with: `weightGrams`, `duration_s`, `weightKg`. Null where it names none. */
export function unitOf(words: readonly string[]): Unit | null {
  return BY_WORD.get(words.at(-1) ?? '') ?? null;
}

/** Units of the same kind that are smaller: what a number may be held in where nothing says it. */
export function smallerUnits({ kind, size }: Unit): readonly Unit[] {
  return UNITS[kind].flatMap(([other]) => (other < size ? [{ kind, size: other }] : []));
}

/** How many of the first unit are one of the second; null where they are no two units of one kind. */
export function ratioOf(from: Unit | null, to: Unit | null): number | null {
  if (from === null || to === null || from.kind !== to.kind || from.size === to.size) return null;
  return to.size / from.size;
}

/** The number in the other unit. */
export function converted(expr: Expr, ratio: number): Expr {
  return ratio > 1
    ? { $: 'fn', name: 'div', args: [expr, { $: 'lit', value: ratio }] }
    : { $: 'fn', name: 'mul', args: [expr, { $: 'lit', value: Math.round(1 / ratio) }] };
}
