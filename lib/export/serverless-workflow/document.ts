import type { Json, JsonObject } from '#core/json/json.ts';

/** The members of a Serverless Workflow 1.0.3 document that we write; the compiler refuses others. */
export interface WorkflowDocument {
  readonly document: {
    readonly dsl: '1.0.3';
    readonly namespace: string;
    readonly name: string;
    readonly version: string;
    readonly title: string;
    readonly summary?: string;
  };
  readonly input: { readonly schema: { readonly document: JsonObject } };
  readonly use: {
    readonly secrets?: readonly string[];
    readonly functions: Readonly<Record<string, Task>>;
  };
  readonly schedule?: { readonly cron: string };
  readonly do: TaskList;
  readonly output: { readonly as: Expression };
}

/** A runtime expression in jq: `${ … }`. */
export type Expression = `\${ ${string} }`;

/** Tasks in order, each an object with one member: its name. */
export type TaskList = readonly Readonly<Record<string, Task>>[];

export type Task = TaskBase &
  (CallTask | DoTask | ForTask | RaiseTask | SetTask | SwitchTask | TryTask | { readonly wait: Duration });

export interface TaskBase {
  readonly if?: Expression;
  readonly input?: { readonly from: Expression };
  readonly output?: { readonly as: Expression };
  readonly export?: { readonly as: Expression };
  readonly then?: string;
}

export interface CallTask {
  readonly call: string;
  readonly with: Readonly<Record<string, Json>>;
}

export interface DoTask {
  readonly do: TaskList;
}

export interface ForTask {
  readonly for: { readonly each: string; readonly in: Expression };
  readonly while?: Expression;
  readonly do: TaskList;
}

export interface RaiseTask {
  readonly raise: {
    readonly error: {
      readonly type: string;
      readonly status: number;
      readonly title: string;
      readonly detail: string;
    };
  };
}

export interface SetTask {
  readonly set: Expression;
}

export interface SwitchTask {
  readonly switch: readonly Readonly<Record<string, { readonly when?: Expression; readonly then: string }>>[];
}

export interface TryTask {
  readonly try: TaskList;
  readonly catch: {
    readonly as?: string;
    readonly when?: Expression;
    readonly retry?: {
      readonly when: Expression;
      readonly delay: Duration;
      readonly backoff: { readonly exponential: JsonObject };
      readonly limit: { readonly attempt: { readonly count: number } };
    };
    readonly do?: TaskList;
  };
}

export interface Duration {
  readonly milliseconds: number;
}
