import type { Json, JsonSchema } from '../../json/json.ts';
import type { EffectClass } from '../../tool/effect-class.ts';
import type { Column } from '../columns/column.ts';

/** A value to explain: what stood in one argument in every recorded row. */
export interface Target {
  readonly values: readonly Json[];
  /** Logical time per row at which the value was used. */
  readonly started: readonly number[];
  readonly turns: readonly (string | undefined)[];
  /** Words of the argument's name, and of the tool. */
  readonly words: readonly string[];
  readonly tool: readonly string[];
  /** What the user said that the argument is: `title`, `owner name`. */
  readonly said?: readonly (readonly string[])[];
  readonly schema?: JsonSchema;
  readonly effect: EffectClass;
  /** Whether it is one piece of a list or text already taken apart: it is not taken apart into one piece again. */
  readonly piece?: true;
  /** Names the place in questions. */
  readonly about: Json;
  /** Names the call in them. */
  readonly call?: Json;
  /** All values that the call was given, per row. */
  readonly beside?: readonly (readonly Json[])[];
}

/** Whether a column was known, in every row, before the target was used. */
export function usable(column: Column, target: Target): boolean {
  return target.started.every((started, row) => {
    const ready = column.ready[row] ?? -1;
    if (ready < 0) return true;
    const turn = column.turns[row];
    return ready < started && (turn === undefined || turn !== target.turns[row]);
  });
}

/** The target seen in some of its rows. */
export function pickTarget(target: Target, rows: readonly number[], values: readonly Json[]): Target {
  return {
    ...target,
    values,
    started: rows.map((row) => target.started[row] ?? 0),
    turns: rows.map((row) => target.turns[row]),
    ...(target.beside === undefined ? {} : { beside: rows.map((row) => target.beside?.[row] ?? []) }),
  };
}

export function weightOf(target: Target): number {
  return (target.effect === 'destroy' ? 10 : target.effect === 'write' ? 3 : 1) * Math.max(1, target.values.length);
}
