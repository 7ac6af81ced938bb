import type { Json, JsonObject } from '#core/json/json.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { Duration, Expression, Task, TaskList, WorkflowDocument } from '../document.ts';
import { runJq } from './run-jq.ts';

/** An error of the language, raised by a task or by what a task does. */
export class WorkflowError extends Error {
  override readonly name = 'WorkflowError';
  readonly error: JsonObject;

  constructor(error: JsonObject) {
    super(`${error.title}: ${error.detail}`);
    this.error = error;
  }
}

const SPEC = 'https://serverlessworkflow.io/spec/1.0.0/errors';

/**
 * Runs a document as the specification says that a runtime does, as far as the tasks go that we write: data flow, `if`,
 * `then`, retries and errors, with real jq. A runtime for tests, which does not wait; servers are a `ToolCaller`.
 */
export async function runDocument(
  document: WorkflowDocument,
  options: {
    readonly input: Json;
    readonly caller: ToolCaller;
    readonly startedAt: string;
    readonly secrets?: JsonObject;
  },
): Promise<{ readonly output: Json; readonly context: Json }> {
  let context: Json = {};
  const workflow = { id: 'run-1', input: options.input, startedAt: { iso8601: options.startedAt } };
  type Scope = Readonly<Record<string, Json>>;

  async function evaluate(text: Expression | string, scope: Scope, data: Json, more: Scope = {}): Promise<Json> {
    const body = /^\s*\$\{(.+)\}\s*$/.exec(text)?.[1];
    if (body === undefined) return text;
    try {
      return await runJq(body, { context, workflow, ...scope, ...more }, data);
    } catch (reason) {
      const detail = reason instanceof Error ? reason.message : String(reason);
      if (/compile error|syntax error|not defined/.test(detail)) throw reason;
      throw new WorkflowError({ type: `${SPEC}/expression`, status: 400, title: 'Expression', detail });
    }
  }

  /** Every expression inside a value, as in the arguments of a call. */
  async function filled(value: Json, scope: Scope, data: Json): Promise<Json> {
    if (typeof value === 'string') return evaluate(value, scope, data);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map((each) => filled(each, scope, data)));
    const members = Object.entries(value).map(async ([name, each]) => [name, await filled(each, scope, data)] as const);
    return Object.fromEntries(await Promise.all(members));
  }

  const isTrue = async (text: Expression, scope: Scope, data: Json, more?: Scope) =>
    (await evaluate(text, scope, data, more)) === true;

  async function runList(tasks: TaskList, scope: Scope, input: Json): Promise<Json> {
    const named = tasks.flatMap((each) => Object.entries(each));
    let data = input;
    for (let at = 0; at < named.length; ) {
      const [, task] = named[at] ?? [];
      if (!task) break;
      const outcome = await runTask(task, scope, data);
      data = outcome.output;
      if (outcome.then === 'exit' || outcome.then === 'end') return data;
      const next = named.findIndex(([name]) => name === outcome.then);
      at = outcome.then === 'continue' ? at + 1 : next < 0 ? missing(outcome.then) : next;
    }
    return data;
  }

  async function runTask(
    task: Task,
    scope: Scope,
    raw: Json,
  ): Promise<{ readonly output: Json; readonly then: string }> {
    if (task.if !== undefined && !(await isTrue(task.if, scope, raw))) return { output: raw, then: 'continue' };
    const secrets = options.secrets ?? {};
    const input = task.input ? await evaluate(task.input.from, { ...scope, secrets }, raw) : raw;
    const done = await perform(task, { ...scope, input }, input);
    const output = task.output ? await evaluate(task.output.as, { ...scope, input }, done.data) : done.data;
    if (task.export) context = await evaluate(task.export.as, { ...scope, input, output }, output);
    return { output, then: done.then ?? task.then ?? 'continue' };
  }

  async function perform(
    task: Task,
    scope: Scope,
    input: Json,
  ): Promise<{ readonly data: Json; readonly then?: string }> {
    if ('set' in task) return { data: await filled(task.set, scope, input) };
    if ('wait' in task) return { data: waited(task.wait, input) };
    if ('switch' in task) {
      for (const each of task.switch.flatMap((one) => Object.values(one))) {
        if (each.when === undefined || (await isTrue(each.when, scope, input))) return { data: input, then: each.then };
      }
      return { data: input };
    }
    if ('raise' in task) throw new WorkflowError((await filled(task.raise.error, scope, input)) as JsonObject);
    if ('call' in task) return { data: await call(task, scope, input) };
    if ('try' in task) return { data: await attempt(task, scope, input) };
    if (!('for' in task)) return { data: await runList(task.do, scope, input) };
    let data = input;
    const items = await evaluate(task.for.in, scope, input);
    for (const item of Array.isArray(items) ? items : missing('a list')) {
      const inner = { ...scope, [task.for.each]: item };
      if (task.while !== undefined && !(await isTrue(task.while, inner, data))) break;
      data = await runList(task.do, inner, data);
    }
    return { data };
  }

  async function call(task: Extract<Task, { call: string }>, scope: Scope, input: Json): Promise<Json> {
    const given = (await filled(task.with, scope, input)) as JsonObject;
    if (task.call !== 'mcp') {
      const body = document.use.functions[task.call] ?? missing(task.call);
      // A function sees its arguments and nothing of where it is called.
      return (await runTask(body, {}, given)).output;
    }
    const { name, arguments: args } = given.parameters as JsonObject;
    const server = String((given.transport as { readonly http: { readonly endpoint: string } }).http.endpoint).replace(
      'https://',
      '',
    );
    try {
      return JSON.parse(
        JSON.stringify(await options.caller.call({ server, tool: String(name), args: args as JsonObject })),
      );
    } catch (reason) {
      const detail = reason instanceof Error ? reason.message : String(reason);
      throw new WorkflowError({ type: `${SPEC}/runtime`, status: 500, title: 'MCP', detail });
    }
  }

  async function attempt(task: Extract<Task, { try: TaskList }>, scope: Scope, input: Json): Promise<Json> {
    const { as = 'error', when, retry, do: handle } = task.catch;
    for (let retries = 0; ; retries++) {
      try {
        return await runList(task.try, scope, input);
      } catch (reason) {
        if (!(reason instanceof WorkflowError)) throw reason;
        const caught = { [as]: reason.error };
        if (when !== undefined && !(await isTrue(when, scope, input, caught))) throw reason;
        const again = retry && retries < retry.limit.attempt.count && (await isTrue(retry.when, scope, input, caught));
        if (again) continue;
        if (!handle) throw reason;
        return runList(handle, { ...scope, ...caught }, input);
      }
    }
  }

  const last = await runList(document.do, {}, options.input);
  return { output: await evaluate(document.output.as, { output: last }, last), context };
}

function waited({ milliseconds }: Duration, data: Json): Json {
  return milliseconds >= 0 ? data : missing('a duration');
}

function missing(what: string): never {
  throw new Error(`The document names ${what}, which is not there.`);
}
