import type { Json, JsonPath } from '#core/json/json.ts';
import type { Retry } from '#core/workflow/workflow.ts';
import type { Statement } from './program.ts';
import type { Type } from './type.ts';

/** An expression after every decision; see `Program`. Printed as it is, by one exhaustive switch per language. */
export type Value =
  | { readonly is: 'literal'; readonly value: Json }
  | { readonly is: 'name'; readonly name: string }
  /** An input or a setting, by its variable. */
  | { readonly is: 'input'; readonly of: 'input' | 'config'; readonly name: string }
  /** What is fixed for the whole run. */
  | { readonly is: 'run'; readonly what: 'now' | 'timeZone' }
  | { readonly is: 'absent' }
  | { readonly is: 'member'; readonly of: Value; readonly key: string }
  /** How many items a list has. */
  | { readonly is: 'length'; readonly of: Value }
  /** `sparse`: some member or item may turn out to be left out. */
  | { readonly is: 'object'; readonly members: readonly (readonly [string, Value])[]; readonly sparse: boolean }
  | { readonly is: 'list'; readonly items: readonly Value[]; readonly sparse: boolean }
  /** All parts are text already. */
  | { readonly is: 'template'; readonly parts: readonly (string | Value)[] }
  /** A function of the expression library or of `values.ts`. */
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Value[] }
  /** A function of the library by name, with its arguments checked at run time. */
  | { readonly is: 'apply'; readonly name: string; readonly args: readonly Value[] }
  | { readonly is: 'get'; readonly of: Value; readonly path: JsonPath; readonly missing: 'fail' | 'null' }
  /** A typed look at members that may be missing; at least one. `orNull`: it matters that nothing is null. */
  | { readonly is: 'maybe'; readonly of: Value; readonly path: readonly string[]; readonly orNull: boolean }
  | {
      readonly is: 'over';
      readonly op: 'map' | 'filter' | 'some' | 'every';
      readonly list: Value;
      readonly item: string;
      readonly body: Value;
    }
  /** The items of all lists that `body` gives; `each` is one of them. */
  | {
      readonly is: 'flatMap';
      readonly list: Value;
      readonly item: string;
      readonly body: Value;
      readonly each: string;
    }
  | {
      readonly is: 'search';
      readonly op: 'find' | 'only' | 'groupBy' | 'uniqueBy';
      readonly list: Value;
      readonly item: string;
      readonly body: Value;
    }
  | {
      readonly is: 'sort';
      readonly list: Value;
      readonly item: string;
      readonly by: readonly { readonly key: Value; readonly order: 'asc' | 'desc' }[];
      readonly take: Value | null;
    }
  | { readonly is: 'operator'; readonly op: Operator; readonly left: Value; readonly right: Value }
  /** The first of at least one that is not null, else the last. `safe`: looking at all of them does no harm. */
  | { readonly is: 'coalesce'; readonly values: readonly Value[]; readonly safe: boolean }
  | { readonly is: 'not'; readonly value: Value }
  | { readonly is: 'choice'; readonly if: Value; readonly then: Value; readonly else: Value }
  /** The same value, of a type that nobody promised. */
  | { readonly is: 'loose'; readonly value: Value }
  | { readonly is: 'read'; readonly request: ToolRequest; readonly retry: Retry | null }
  | {
      readonly is: 'ensure';
      readonly step: string;
      readonly request: ToolRequest;
      readonly key: Value | null;
      readonly find: FindEffect | null;
      readonly retry: Retry | null;
    }
  | {
      readonly is: 'poll';
      readonly request: ToolRequest;
      readonly item: string;
      readonly until: Value;
      readonly everyMs: number;
      readonly timeoutMs: number;
    }
  | {
      readonly is: 'pages';
      readonly request: ToolRequest;
      /** Name of the argument that moves on. */
      readonly param: string;
      readonly first: Value | null;
      readonly cursor: string;
      readonly items: Lambda;
      readonly next: Lambda;
      readonly until: Lambda;
      readonly maxPages: number;
    }
  | {
      readonly is: 'judge';
      /** Name of a judgement of the program. */
      readonly judgement: string;
      readonly input: Value;
      /** Gives a list of what must hold. */
      readonly checks: Lambda | null;
    }
  | { readonly is: 'approve'; readonly step: string; readonly show: Value }
  | {
      readonly is: 'forEach';
      readonly list: Value;
      readonly item: string;
      readonly parallel: number;
      readonly onError: 'stop' | 'collect';
      /** For languages in which the body is a function with a name. */
      readonly name: string;
      readonly itemType: Type;
      /** What the body gives; null where it gives nothing. */
      readonly resultType: Type | null;
      readonly body: readonly Statement[];
    };

/** A function of a few parameters; trailing ones that it does not read are left away. */
export interface Lambda {
  readonly params: readonly string[];
  readonly body: Value;
}

export interface ToolRequest {
  /** Variable of the server and name of the method. */
  readonly server: string;
  readonly method: string;
  readonly args: Value;
}

export interface FindEffect {
  readonly request: ToolRequest;
  readonly item: string;
  readonly match: Value;
}

/** By meaning: the sign differs between languages. */
export type Operator =
  | 'equal'
  | 'unequal'
  | 'less'
  | 'atMost'
  | 'more'
  | 'atLeast'
  | 'and'
  | 'or'
  | 'plus'
  | 'minus'
  | 'times';
