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

/** `nullable`: null is a fair value and has a stated meaning. `rest`: the last parameter, given any number of times. */
export interface FunctionParam {
  readonly name: string;
  readonly type: ValueType;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly rest?: boolean;
}

/**
 * One function of the expression language. `apply` is total on values of the declared types and throws
 * `ExpressionError` with a sentence for others. The registry (`functions.ts`) maps names to these; printers print a
 * call of the plain function of the same name, or an operator.
 */
export interface FunctionSpec {
  readonly name: string;
  readonly doc: string;
  readonly params: readonly FunctionParam[];
  readonly returns: ValueType;
  readonly apply: (args: readonly Json[], context: FunctionContext) => Json;
}
