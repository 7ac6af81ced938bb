import type { Json } from '../../json/json.ts';
import type { Alternative, EvidenceStatus, ValueOrigin } from '../../workflow/evidence.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Span } from '../words/span.ts';

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

/** One explanation out of several: prices and reasons add up. */
export function merge(expr: Expr, parts: readonly Explanation[], label: string): Explanation {
  const origins = new Set(parts.map((part) => part.origin));
  const [only] = origins;
  return {
    expr,
    cost: parts.reduce((sum, part) => sum + part.cost, 0),
    origin: origins.size === 1 && only !== undefined ? only : origins.has('judgement') ? 'judgement' : 'computed',
    status: parts.some((part) => part.status === 'assumed')
      ? 'assumed'
      : parts.some((part) => part.status === 'asked')
        ? 'asked'
        : 'proved',
    label: parts.map((part) => part.label).join(', ') || label,
    parts: parts.flatMap((part) => part.parts),
    units: parts.flatMap((part) => part.units),
    doubts: parts.flatMap((part) => part.doubts),
    alternatives: parts.flatMap((part) => part.alternatives).slice(0, 4),
  };
}

export function cheaper(a: Explanation | null, b: Explanation | null): Explanation | null {
  if (a === null) return b;
  if (b === null) return a;
  return b.cost < a.cost ? b : a;
}
