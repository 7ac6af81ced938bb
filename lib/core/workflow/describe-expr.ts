import type { Json } from '../json/json.ts';
import { formatPath } from '../json/path.ts';
import type { Expr } from './workflow.ts';

/** Words between the two sides of a test or a reckoning. */
const BETWEEN: Readonly<Record<string, string>> = {
  eq: 'is',
  ne: 'is not',
  lt: 'is less than',
  le: 'is at most',
  gt: 'is more than',
  ge: 'is at least',
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
};

/** An expression in a few words, for people: `pull.title contains input phrase`. */
export function describeExpr(expr: Expr): string {
  switch (expr.$) {
    case 'lit':
      return describeLiteral(expr.value);
    case 'ref':
      return expr.of === 'input' ? `input ${expr.id}` : expr.of === 'config' ? `setting ${expr.id}` : expr.id;
    case 'run':
      return expr.what === 'now' ? 'now' : 'the time zone';
    case 'get': {
      const path = formatPath(expr.path);
      return `${describeExpr(expr.from)}${path.startsWith('[') || path === '' ? '' : '.'}${path}`;
    }
    case 'obj':
      return `{${Object.keys(expr.fields).join(', ')}}`;
    case 'arr':
      return `[${expr.items.map(describeExpr).join(', ')}]`;
    case 'text':
      return `“${expr.parts.map((part) => (typeof part === 'string' ? part : `‹${describeExpr(part)}›`)).join('')}”`;
    case 'fn':
      return describeFunction(expr.name, expr.args);
    case 'over':
      return describeOver(expr);
    case 'sort': {
      const keys = expr.by.map(
        ({ key, order }) => `${describeExpr(key)}${order === 'desc' ? ' (greatest first)' : ''}`,
      );
      const take = expr.take ? `the first ${describeExpr(expr.take)} of ` : '';
      return `${take}${describeExpr(expr.in)} sorted by ${keys.join(', then ')}`;
    }
    case 'cond':
      return `${describeExpr(expr.then)} if ${describeExpr(expr.if)}, else ${describeExpr(expr.else)}`;
    case 'absent':
      return 'nothing';
  }
}

function describeFunction(name: string, args: readonly Expr[]): string {
  const between = Object.hasOwn(BETWEEN, name) ? BETWEEN[name] : undefined;
  if (between !== undefined && args.length >= 2) return args.map(describeExpr).join(` ${between} `);
  const [only] = args;
  if (only && args.length === 1) {
    if (name === 'not') return `not (${describeExpr(only)})`;
    if (name === 'isNull') return `${describeExpr(only)} is missing`;
    if (name === 'isEmpty') return `${describeExpr(only)} is empty`;
    if (name === 'toText' || name === 'toNumber') return describeExpr(only);
  }
  return `${name}(${args.map(describeExpr).join(', ')})`;
}

function describeOver(expr: Extract<Expr, { $: 'over' }>): string {
  const list = describeExpr(expr.in);
  const body = describeExpr(expr.body);
  switch (expr.op) {
    case 'map':
      return `${body} of each ${expr.as} in ${list}`;
    case 'flatMap':
      return `all ${body} of each ${expr.as} in ${list}`;
    case 'filter':
      return `${list} where ${body}`;
    case 'find':
      return `the first of ${list} where ${body}`;
    case 'only':
      return `the one of ${list} where ${body}`;
    case 'some':
      return `some of ${list}: ${body}`;
    case 'every':
      return `all of ${list}: ${body}`;
    case 'groupBy':
      return `${list} grouped by ${body}`;
    case 'uniqueBy':
      return `${list} once per ${body}`;
  }
}

function describeLiteral(value: Json): string {
  if (typeof value === 'string') return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
