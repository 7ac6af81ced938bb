import type { Retry } from '#core/workflow/workflow.ts';
import type { Lambda, ToolRequest, Value } from '../../program/value.ts';
import type { PrintContext } from './print-context.ts';
import { printExpression, printLambda } from './print-expression.ts';
import { printString } from './print-value.ts';
import type { Spelled } from './spelled.ts';

type Action = Extract<Value, { is: 'read' | 'ensure' | 'poll' | 'pages' | 'judge' | 'approve' | 'forEach' }>;

/** What a workflow does by its agent. */
export function spellAction(value: Action, context: PrintContext): Spelled {
  return { text: `await agent.${printCall(value, context)}`, level: 'await' };
}

function printCall(value: Action, context: PrintContext): string {
  const text = (inner: Value) => printExpression(inner, context);
  switch (value.is) {
    case 'read':
      return `read(${given([printRequest(value.request, context), printRetry(value.retry, context)])})`;
    case 'ensure':
      return `ensure(${given([
        printString(value.step),
        printRequest(value.request, context),
        value.key && `key=${text(value.key)}`,
        value.find &&
          `find=${context.runtime({ module: 'runtime.agent', name: 'Find' })}(${printRequest(value.find.request, context)}, ${printLambda([value.find.item], value.find.match, context)})`,
        printRetry(value.retry, context),
      ])})`;
    case 'poll':
      return `poll(${given([
        printRequest(value.request, context),
        `until=${printLambda([value.item], value.until, context)}`,
        `every_ms=${value.everyMs}`,
        `timeout_ms=${value.timeoutMs}`,
      ])})`;
    case 'pages':
      return `pages(${given([
        `lambda ${value.cursor}: ${printMovingRequest(value, context)}`,
        value.first && `first=${text(value.first)}`,
        `items=${printPageLambda(value.items, context)}`,
        `next_cursor=${printPageLambda(value.next, context)}`,
        `until=${printPageLambda(value.until, context)}`,
        `max_pages=${value.maxPages}`,
      ])})`;
    case 'judge':
      return `judge(${given([
        `${context.module.whole('judgements')}.${value.judgement}`,
        text(value.input),
        value.checks && `checks=${printLambda(value.checks.params, value.checks.body, context)}`,
      ])})`;
    case 'approve':
      return `approve(${printString(value.step)}, ${text(value.show)})`;
    case 'forEach':
      return `for_each(${text(value.list)}, ${value.name}, parallel=${value.parallel}, on_error="${value.onError}")`;
  }
}

/** These functions are always given a page and its cursor. */
function printPageLambda({ params, body }: Lambda, context: PrintContext): string {
  const [page = '_page', cursor = '_cursor'] = params;
  return printLambda([page, cursor], body, context);
}

function printRetry(retry: Retry | null, context: PrintContext): string | null {
  if (retry === null) return null;
  const type = context.runtime({ module: 'runtime.agent', name: 'Retry' });
  return `retry=${type}(attempts=${retry.attempts}, backoff_ms=${retry.backoffMs})`;
}

interface Arguments {
  readonly members: readonly (readonly [string, string])[];
  readonly sparse: boolean;
  readonly loose: boolean;
}

function printRequest(request: ToolRequest, context: PrintContext): string {
  return printArguments(request, argumentsOf(request, context), context);
}

/** A request whose argument `param` comes from page to page; it may be left out for the first one. */
function printMovingRequest(value: Extract<Value, { is: 'pages' }>, context: PrintContext): string {
  const { members, sparse, loose } = argumentsOf(value.request, context);
  const moving: Arguments = {
    members: [...members, [value.param, value.cursor]],
    sparse: sparse || value.first === null,
    loose,
  };
  return printArguments(value.request, moving, context);
}

function argumentsOf({ args }: ToolRequest, context: PrintContext): Arguments {
  const object = args.is === 'loose' ? args.value : args;
  if (object.is !== 'object') throw new Error('Arguments of a request are an object.');
  const members = object.members.map(([key, member]) => [key, printExpression(member, context)] as const);
  return { members, sparse: object.sparse, loose: args.is === 'loose' };
}

/** By name where that can be; as one value where some may be left out, or nobody promised that they fit. */
function printArguments(request: ToolRequest, args: Arguments, context: PrintContext): string {
  const { owner, method } = context.method(request);
  const call = `${owner}.${method.name}`;
  if (args.members.length === 0 && !args.loose && (method.byName || !method.takesArguments)) return `${call}()`;
  if (method.byName && !args.sparse && !args.loose) {
    return `${call}(${args.members.map(([name, text]) => `${name}=${text}`).join(', ')})`;
  }
  const object = `{${args.members.map(([name, text]) => `${printString(name)}: ${text}`).join(', ')}}`;
  const present = args.sparse ? `${context.function('present')}(${object})` : object;
  const loose = args.loose ? `${context.function('loose')}(${present})` : present;
  return `${call}(${method.byName ? '**' : ''}${loose})`;
}

function given(args: readonly (string | null)[]): string {
  return args.filter((arg) => arg !== null).join(', ');
}
