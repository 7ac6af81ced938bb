import type { Json } from '../json/json.ts';

/** What a function may know besides its arguments. */
export interface FunctionContext {
  /** ISO instant, fixed per run. */
  readonly now: string;
  /** IANA zone. */
  readonly timeZone: string;
}

export type ValueType =
  | 'any'
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'array'
  | 'object'
  | 'null'
  | 'date'
  | 'instant';

/**
 * One function of the expression language. `apply` is total on values of the declared types and throws
 * `ExpressionError` with a sentence for others. The registry (`functions.ts`) maps names to these; printers print a
 * call of the plain function of the same name, or an operator.
 */
export interface FunctionSpec {
  readonly name: string;
  readonly doc: string;
  readonly params: readonly { readonly name: string; readonly type: ValueType; readonly optional?: boolean }[];
  readonly returns: ValueType;
  readonly apply: (args: readonly Json[], context: FunctionContext) => Json;
}
