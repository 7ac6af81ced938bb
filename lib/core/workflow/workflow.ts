import type { Json, JsonPath, JsonSchema } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import type { Extractor } from '../tool/result-data.ts';
import type { ToolRef } from '../tool/tool-ref.ts';
import type { Keep } from './keep.ts';

export const WORKFLOW_VERSION = 1;

/** Identifier of a step, input or variable: `[a-z][A-Za-z0-9]*`, unique in its workflow, also a legal variable name. */
export type Id = string;

/**
 * The program that a trace was compiled to: plain JSON, no host code, no embedded expression text. Interpreted by
 * `runWorkflow`, printed by the exporter. Evidence and layout live beside it, never in it.
 */
export interface Workflow {
  readonly version: typeof WORKFLOW_VERSION;
  /** What ledgers know it by: the id of its first recording. Given at inference, kept through every edit. */
  readonly id?: string;
  readonly name: string;
  readonly description?: string;
  readonly inputs: readonly Input[];
  /** Settings that belong to a deployment and not to a run: workspace, repository owner, channel. */
  readonly config?: readonly Input[];
  readonly body: readonly Step[];
  readonly output?: Expr;
  readonly trigger?: Trigger;
  /** What the steps create is kept so by a control loop. */
  readonly keep?: Keep;
}

/** What is kept for a workflow is kept under this: a name is only for people, unless there is nothing else. */
export function workflowIdentity({ id, name }: Pick<Workflow, 'id' | 'name'>): string {
  return id ?? name;
}

export interface Input {
  readonly name: Id;
  readonly schema: JsonSchema;
  /** The recorded value, used where a run gives none. Never a secret. */
  readonly default?: Json;
  readonly description?: string;
}

export type Trigger =
  | { readonly on: 'manual' }
  | { readonly on: 'schedule'; readonly cron: string; readonly timeZone: string }
  /** A control loop over the rules under `keep`. */
  | { readonly on: 'keep' }
  | { readonly on: 'webhook'; readonly path: string; readonly inputs?: Readonly<Record<string, JsonPath>> }
  /** Whoever calls it gives the inputs and is told the result: over HTTP, or as a tool over MCP. */
  | { readonly on: 'endpoint' }
  /** Messages of a Redis stream, a queue of SQS or a subscription of Pub/Sub; `name` is its name there. `inputs` says which member of a message fills which input. */
  | {
      readonly on: 'queue';
      readonly kind: 'redis' | 'sqs' | 'pubsub';
      readonly name: string;
      readonly inputs?: Readonly<Record<string, JsonPath>>;
    };

/** Ten kinds, closed. `origin` holds the ids of the recorded calls that a step came from. */
export type Step = StepCommon &
  (CallStep | LetStep | ForEachStep | PaginateStep | PollStep | IfStep | TryStep | LlmStep | ApproveStep | AssertStep);

export interface StepCommon {
  readonly id: Id;
  /** One plain sentence for people. */
  readonly note?: string;
  readonly origin?: readonly string[];
}

export interface CallBody extends ToolRef {
  /** Argument name to expression. A member whose expression is `absent` is left out of the call. */
  readonly args: Readonly<Record<string, Expr>>;
  /** How the result becomes data; `auto` where absent. Fixed at inference so that it never varies between runs. */
  readonly extract?: Extractor;
}

/** Calls a tool; the step's value is the data of the result. */
export interface CallStep extends CallBody {
  readonly do: 'call';
  readonly effect: EffectClass;
  /** Names the effect for the ledger, for writes: equal keys of one tool are one effect. Absent: the arguments do. */
  readonly key?: Expr;
  /** How to see in the world that this effect already happened. `match` sees the data of the call as `as`. */
  readonly find?: { readonly call: CallBody; readonly as: Id; readonly match: Expr };
  readonly retry?: Retry;
}

export interface Retry {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** First pause; doubles each time, with jitter. `Retry-After` from the server wins. */
  readonly backoffMs: number;
}

export interface LetStep {
  readonly do: 'let';
  readonly value: Expr;
}

/** Runs `body` for each item in order; the step's value is the list of `yield` (or null for each item). */
export interface ForEachStep {
  readonly do: 'forEach';
  readonly in: Expr;
  /** Variable of the item; `<each>Index` is not offered: use data, not positions. */
  readonly each: Id;
  readonly body: readonly Step[];
  readonly yield?: Expr;
  /** `stop` (default) ends at the first failing item; `collect` goes on and fails at the end with all of them. */
  readonly onError?: 'stop' | 'collect';
  readonly parallel?: number;
}

/**
 * Calls again and again with `param` moving on; the step's value is all items in order.
 * The first call carries `first`, or leaves `param` out where `first` is absent. After each page, with the page's data
 * as `page` and the value of `param` just used as `cursor` (null where it was left out): stop where `until` is true,
 * otherwise `next` is the next value of `param`. More than `maxPages` pages is an error, never a silent cut.
 */
export interface PaginateStep {
  readonly do: 'paginate';
  readonly call: CallBody;
  readonly param: string;
  readonly first?: Expr;
  readonly page: Id;
  readonly cursor: Id;
  readonly items: Expr;
  readonly next: Expr;
  readonly until: Expr;
  readonly maxPages: number;
}

/** Repeats a read until `until` (which sees the data as `as`) holds; the step's value is the last data. */
export interface PollStep {
  readonly do: 'poll';
  readonly call: CallBody;
  readonly as: Id;
  readonly until: Expr;
  readonly everyMs: number;
  readonly timeoutMs: number;
}

/** `undemonstrated`: the recording never showed this side, so the run stops there and says so. */
export interface IfStep {
  readonly do: 'if';
  readonly cond: Expr;
  readonly then: readonly Step[];
  readonly else: readonly Step[] | 'undemonstrated';
  /** Value of the step after each side, where later steps need one. */
  readonly thenValue?: Expr;
  readonly elseValue?: Expr;
}

/** Runs `body`; an error answer that fits `on` runs `else` instead. Other failures pass through. */
export interface TryStep {
  readonly do: 'try';
  readonly body: readonly Step[];
  readonly on: ErrorMatch;
  readonly else: readonly Step[];
  readonly value?: Expr;
  readonly elseValue?: Expr;
}

export interface ErrorMatch {
  /** Fits where the error text contains one of these, ignoring case. Empty: any error answer of a tool. */
  readonly contains: readonly string[];
}

/** Judgement by a model: data in, data of `output` out, no tools, no influence on control flow outside its value. */
export interface LlmStep {
  readonly do: 'llm';
  readonly task: string;
  readonly input: Readonly<Record<string, Expr>>;
  readonly output: JsonSchema;
  readonly examples?: readonly (readonly [Json, Json])[];
  readonly checks?: readonly Expr[];
}

export interface ApproveStep {
  readonly do: 'approve';
  readonly show: Expr;
  readonly when?: Expr;
}

export interface AssertStep {
  readonly do: 'assert';
  readonly cond: Expr;
  readonly message: string;
}

/** Closed, total and typed. Paths are data; there is no text with holes other than `text`. */
export type Expr =
  | { readonly $: 'lit'; readonly value: Json }
  | { readonly $: 'ref'; readonly of: 'input' | 'config' | 'step' | 'var'; readonly id: Id }
  /** `now` is read once per run (ISO instant); `timeZone` is the run's. */
  | { readonly $: 'run'; readonly what: 'now' | 'timeZone' }
  /** `missing: 'null'` gives null where a step of the path is absent; the default fails with the path in the message. */
  | { readonly $: 'get'; readonly from: Expr; readonly path: JsonPath; readonly missing?: 'fail' | 'null' }
  | { readonly $: 'obj'; readonly fields: Readonly<Record<string, Expr>> }
  | { readonly $: 'arr'; readonly items: readonly Expr[] }
  | { readonly $: 'text'; readonly parts: readonly (string | Expr)[] }
  | { readonly $: 'fn'; readonly name: string; readonly args: readonly Expr[] }
  /** `groupBy` gives `[{key, items}]` and `uniqueBy` the first of each, in order of first sight; `only` fails unless one fits. */
  | {
      readonly $: 'over';
      readonly op: 'map' | 'filter' | 'find' | 'only' | 'some' | 'every' | 'groupBy' | 'uniqueBy' | 'flatMap';
      readonly in: Expr;
      readonly as: Id;
      readonly body: Expr;
    }
  | {
      readonly $: 'sort';
      readonly in: Expr;
      readonly as: Id;
      readonly by: readonly { readonly key: Expr; readonly order: 'asc' | 'desc' }[];
      readonly take?: Expr;
    }
  /** Lazy choice between two values. */
  | { readonly $: 'cond'; readonly if: Expr; readonly then: Expr; readonly else: Expr }
  /** An optional argument or member that is left out. */
  | { readonly $: 'absent' };
