import type { Json, JsonObject, JsonPath, JsonSchema } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { Retry } from '#core/workflow/workflow.ts';
import type { Type } from './type.ts';

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
  readonly facts: readonly string[];
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
