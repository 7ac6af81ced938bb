import type { Json, JsonSchema } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import type { Alternative, EvidenceStatus, ValueOrigin } from '../workflow/evidence.ts';
import type { Expr, Step } from '../workflow/workflow.ts';
import type { Span } from './prompt-text.ts';
import type { Column } from './scope.ts';

/** A value to explain: what stood in one argument in every recorded row. */
export interface Target {
  readonly values: readonly Json[];
  /** Logical time per row at which the value was used. */
  readonly started: readonly number[];
  readonly turns: readonly (string | undefined)[];
  /** Words of the argument's name, and of the tool. */
  readonly words: readonly string[];
  readonly tool: readonly string[];
  readonly schema?: JsonSchema;
  readonly effect: EffectClass;
  /** Names the place in questions. */
  readonly about: Json;
}

/** Where a piece of an explanation was seen. */
export type Part =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'prompt'; readonly spans: readonly Span[]; readonly value: Json };

/** An expression that gives the target's value in every row, with its price in bits and its reasons. */
export interface Explanation {
  readonly expr: Expr;
  readonly cost: number;
  readonly origin: ValueOrigin;
  readonly status: EvidenceStatus;
  readonly label: string;
  readonly parts: readonly Part[];
  readonly units: readonly string[];
  readonly doubts: readonly string[];
  readonly alternatives: readonly Alternative[];
  /** Bits by which a result that rests on this value is less believable as a source. */
  readonly shaky?: number;
  /** Steps that have to run before: a judgement by a model. */
  readonly before?: readonly Step[];
}

export function constant(value: Json, label: string, cost = 1): Explanation {
  return {
    expr: { $: 'lit', value },
    cost,
    origin: 'constant',
    status: 'proved',
    label,
    parts: [],
    units: [],
    doubts: [],
    alternatives: [],
  };
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
  };
}
