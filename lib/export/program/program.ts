import type { Json, JsonObject, JsonSchema } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { Type } from './type.ts';
import type { Lambda, Value } from './value.ts';

/**
 * A workflow after every decision: names, order, imports, types and which checks are needed. Neutral between languages:
 * a printer only spells it. All names in it are ours (see `names.ts`); everything foreign is a value.
 */
export interface Program {
  /** Identifier of the one exported function. */
  readonly name: string;
  readonly inputs: readonly ProgramInput[];
  readonly config: readonly ProgramInput[];
  readonly servers: readonly ProgramServer[];
  /** Questions to a model, in the order of the steps that ask them. */
  readonly judgements: readonly ProgramJudgement[];
  readonly imports: Imports;
  /** What is kept, where the agent is a control loop. */
  readonly keep: ProgramKeep | null;
  readonly body: readonly Statement[];
  /** What the function returns; none where it returns nothing. */
  readonly result: Type | null;
}

export interface ProgramInput {
  /** The workflow's name of it: an own name of ours, also the command line's. */
  readonly name: string;
  /** Its variable inside the function; differs from `name` only where that is taken. */
  readonly variable: string;
  readonly type: Type;
  readonly schema: JsonSchema;
  readonly default?: Json;
  /** The workflow's words about it. */
  readonly description?: string;
  /** Whether the function reads it. */
  readonly used: boolean;
}

export interface ProgramServer {
  readonly variable: string;
  /** For languages that keep the methods of a server in a class. */
  readonly typeName: string;
  readonly alias: string;
  readonly methods: readonly ProgramMethod[];
}

/** One way in which the workflow calls a tool. */
export interface ProgramMethod {
  readonly name: string;
  readonly tool: string;
  readonly effect: EffectClass;
  readonly extract: Extractor;
  /** Prefix of the two type names: `CreateIssue` gives `CreateIssueArgs` and `CreateIssueResult`. */
  readonly typeName: string;
  readonly args: Type;
  /** Whether it takes arguments at all. */
  readonly takesArguments: boolean;
  /** Whether every argument can be given by its name; else all of them are given as one value. */
  readonly byName: boolean;
  readonly result: Type;
}

/** What a model is asked; the input comes at run time. */
export interface ProgramJudgement {
  readonly name: string;
  readonly step: string;
  readonly task: string;
  readonly output: JsonObject;
  readonly answer: Type;
  /** Inputs with the right answer. */
  readonly examples: Json | null;
}

/** The rules of a control loop, in a file of their own. */
export interface ProgramKeep {
  readonly everyMs: number;
  /** Steps with a `find` of their own. */
  readonly looks: readonly string[];
  /** Inputs and settings that the rules read. */
  readonly inputs: readonly ProgramInput[];
  readonly config: readonly ProgramInput[];
  readonly imports: Imports;
  readonly rules: readonly ProgramKeepRule[];
}

export interface ProgramKeepRule extends ToolRef {
  readonly step: string;
  readonly extract: Extractor | null;
  readonly see: ProgramSight;
  readonly fields: readonly (readonly [name: string, shown: Lambda])[];
  readonly change: KeepCallLambda | null;
  readonly remove: KeepCallLambda | null;
  readonly settleMs: number;
}

export type ProgramSight =
  | {
      readonly by: 'search';
      readonly read: KeepCallLambda;
      readonly items: Lambda;
      readonly pages: {
        readonly param: string;
        readonly first: Value | null;
        readonly next: Lambda;
        readonly until: Lambda;
        readonly maxPages: number;
      } | null;
      readonly id: { readonly made: Lambda; readonly actual: Lambda } | null;
      readonly key: { readonly wanted: Lambda; readonly actual: Lambda } | null;
      readonly get: KeepCallLambda | null;
    }
  | { readonly by: 'get'; readonly get: KeepCallLambda }
  | { readonly by: 'ledger' };

/** A call whose arguments are made from the facts of one item; `facts` are those that it reads. */
export interface KeepCallLambda extends ToolRef {
  readonly effect: EffectClass;
  readonly extract: Extractor | null;
  readonly facts: readonly { readonly fact: 'made' | 'wanted' | 'actual'; readonly name: string }[];
  readonly args: Value;
}

/** What the function needs from elsewhere; each list sorted, without repeats. */
export interface Imports {
  /** Members of the agent: `read`, `ensure`, `poll`, … */
  readonly agent: readonly AgentMember[];
  /** Functions of the expression library, by the file of core/functions that exports them. */
  readonly functions: readonly { readonly file: string; readonly name: string }[];
  /** Functions of the runtime's own `values.ts`. */
  readonly values: readonly ValueFunction[];
  /** Whether a variable is declared of a type that nobody described. */
  readonly loose: boolean;
  readonly failures: readonly FailureName[];
  readonly servers: readonly string[];
}

export type AgentMember = 'read' | 'ensure' | 'poll' | 'pages' | 'judge' | 'approve' | 'forEach' | 'now' | 'timeZone';
export type ValueFunction =
  | 'apply'
  | 'find'
  | 'get'
  | 'getOrNull'
  | 'groupBy'
  | 'list'
  | 'loose'
  | 'maybe'
  | 'needed'
  | 'only'
  | 'sortBy'
  | 'uniqueBy'
  | 'absent'
  | 'present'
  | 'take';
export type FailureName = 'isRefusal' | 'Undemonstrated' | 'AssertionFailed';

export type Statement =
  | { readonly do: 'bind'; readonly name: string; readonly value: Value; readonly origin: Origin }
  | { readonly do: 'declare'; readonly name: string; readonly type: Type }
  /** An empty list that `append` fills. */
  | { readonly do: 'declareList'; readonly name: string; readonly type: Type }
  | { readonly do: 'assign'; readonly name: string; readonly value: Value }
  | { readonly do: 'run'; readonly value: Value; readonly origin: Origin }
  | {
      readonly do: 'forEach';
      readonly item: string;
      readonly list: Value;
      readonly body: readonly Statement[];
      readonly origin: Origin;
    }
  | {
      readonly do: 'if';
      readonly cond: Value;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
      readonly origin: Origin;
    }
  | {
      readonly do: 'try';
      readonly body: readonly Statement[];
      /** Texts of which a refusal must contain one; none fits any refusal. */
      readonly contains: readonly string[];
      readonly else: readonly Statement[];
      readonly origin: Origin;
    }
  | { readonly do: 'undemonstrated'; readonly step: string }
  | { readonly do: 'assert'; readonly unless: Value; readonly message: string; readonly origin: Origin }
  /** `list` grows by one. */
  | { readonly do: 'append'; readonly list: string; readonly value: Value }
  | { readonly do: 'return'; readonly value: Value };

/**
 * Where a statement came from: the step (none for what belongs to another statement), and the recorded calls. Ids that
 * are plain names, at most a few, and how many more there are.
 */
export interface Origin {
  readonly step: string | null;
  readonly calls: readonly string[];
  readonly more: number;
}
