import { shortValue } from '#components/trace/short-arguments.ts';
import { formatPath } from '#core/json/path.ts';
import type { Expr } from '#core/workflow/workflow.ts';

/**
 * An expression as people read it: `pull.title`, `“Fix: ” pull.title`, `pulls where title contains phrase`. Not code and
 * not exact; the code pane is exact.
 */
export function describeExpr(expr: Expr): string {
  switch (expr.$) {
    case 'lit':
      return typeof expr.value === 'string' ? `“${shortValue(expr.value)}”` : shortValue(expr.value);
    case 'ref':
      return expr.id;
    case 'run':
      return expr.what === 'now' ? 'now' : 'time zone';
    case 'get': {
      const from = describeExpr(expr.from);
      const path = formatPath(expr.path);
      return path === '' ? from : path.startsWith('[') ? `${from}${path}` : `${from}.${path}`;
    }
    case 'obj':
      return `{${Object.entries(expr.fields)
        .map(([name, value]) => `${name}: ${describeExpr(value)}`)
        .join(', ')}}`;
    case 'arr':
      return `[${expr.items.map(describeExpr).join(', ')}]`;
    case 'text':
      return `“${expr.parts.map((part) => (typeof part === 'string' ? part : `‹${describeExpr(part)}›`)).join('')}”`;
    case 'fn':
      return describeFunction(expr.name, expr.args.map(describeExpr));
    case 'over':
      return describeOver(expr);
    case 'sort': {
      const keys = expr.by.map(
        ({ key, order }) => `${withoutItem(key, expr.as)}${order === 'desc' ? ' (highest first)' : ''}`,
      );
      const take = expr.take ? `first ${describeExpr(expr.take)} of ` : '';
      return `${take}${describeExpr(expr.in)} by ${keys.join(', ')}`;
    }
    case 'cond':
      return `${describeExpr(expr.then)} if ${describeExpr(expr.if)}, else ${describeExpr(expr.else)}`;
    case 'absent':
      return 'left out';
    default:
      return unknown(expr);
  }
}

/** Words between the two sides of a test or a reckoning; names as in `core/functions`. */
const INFIX: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '≠',
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
  contains: 'contains',
  containsExact: 'contains exactly',
  startsWith: 'begins with',
  endsWith: 'ends with',
  has: 'holds',
  before: 'is before',
  after: 'is after',
  and: 'and',
  or: 'or',
  add: '+',
  sub: '−',
  mul: '×',
  div: '÷',
  coalesce: 'or else',
};

function describeFunction(name: string, args: readonly string[]): string {
  const infix = Object.hasOwn(INFIX, name) ? INFIX[name] : undefined;
  if (infix !== undefined && args.length >= 2) return args.join(` ${infix} `);
  if (name === 'not' && args.length === 1) return `not ${args[0]}`;
  if (name === 'toText' || name === 'toNumber') return args.join(', ');
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return args.length === 0 ? words : `${words} of ${args.join(', ')}`;
}

function describeOver(expr: Expr & { readonly $: 'over' }): string {
  const list = describeExpr(expr.in);
  const body = withoutItem(expr.body, expr.as);
  switch (expr.op) {
    case 'map':
    case 'flatMap':
      return `${body} of ${list}`;
    case 'filter':
      return `${list} where ${body}`;
    case 'find':
      return `the first of ${list} where ${body}`;
    case 'only':
      return `the one of ${list} where ${body}`;
    case 'some':
      return `any of ${list} has ${body}`;
    case 'every':
      return `all of ${list} have ${body}`;
    case 'groupBy':
      return `${list} grouped by ${body}`;
    case 'uniqueBy':
      return `${list} without repeats of ${body}`;
    default:
      return unknown(expr.op);
  }
}

/** Inside a filter the item goes without saying: `title contains phrase`. */
function withoutItem(expr: Expr, item: string): string {
  return describeExpr(expr).replaceAll(`${item}.`, '');
}

function unknown(value: never): never {
  throw new Error(`No words for ${JSON.stringify(value)}.`);
}
