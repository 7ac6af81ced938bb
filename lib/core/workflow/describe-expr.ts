import type { Json } from '../json/json.ts';
import { formatPath } from '../json/path.ts';
import { describeCondition, isTest } from './describe-condition.ts';
import { FUNCTION_WORDS } from './function-words.ts';
import type { Expr, Id } from './workflow.ts';

/**
 * Variables that go without saying: inside a filter the item's members are simply called by name. The one that is
 * `subject` is left out altogether: “one of labels” is followed by “is “bug””.
 */
export interface Unsaid {
  readonly items: ReadonlySet<Id>;
  readonly subject?: Id;
  /** How an input or a setting is called; by its name where this is left out. */
  readonly sayInput?: (id: Id) => string;
}

export const NOTHING_UNSAID: Unsaid = { items: new Set() };

/** An expression in plain words, for people: `title contains phrase`, `the first of pulls`. The code is exact. */
export function describeExpr(expr: Expr, unsaid: Unsaid = NOTHING_UNSAID): string {
  const say = (inner: Expr) => describeExpr(inner, unsaid);
  switch (expr.$) {
    case 'lit':
      return describeLiteral(expr.value);
    case 'ref':
      if (expr.of === 'input' || expr.of === 'config') return unsaid.sayInput?.(expr.id) ?? expr.id;
      if (expr.of === 'step') return expr.id;
      return expr.id === unsaid.subject ? '' : unsaid.items.has(expr.id) ? 'it' : expr.id;
    case 'run':
      return expr.what === 'now' ? 'now' : 'the time zone';
    case 'get':
      return describeMember(expr, unsaid);
    case 'obj':
      return `{${Object.entries(expr.fields)
        .map(([name, field]) => `${name}: ${say(field)}`)
        .join(', ')}}`;
    case 'arr':
      return `[${expr.items.map(say).join(', ')}]`;
    case 'text':
      return `“${expr.parts.map((part) => (typeof part === 'string' ? part : `‹${say(part)}›`)).join('')}”`;
    case 'fn': {
      if (isTest(expr)) return describeCondition(expr, unsaid);
      const words = Object.hasOwn(FUNCTION_WORDS, expr.name) ? FUNCTION_WORDS[expr.name] : undefined;
      return words ? words(...expr.args.map(say)) : `${expr.name}(${expr.args.map(say).join(', ')})`;
    }
    case 'over':
      return isTest(expr) ? describeCondition(expr, unsaid) : describeOver(expr, unsaid);
    case 'sort': {
      const by = expr.by.map(({ key, order }) => {
        const words = describeExpr(key, within(unsaid, expr.as));
        return `${words} (${orderWords(key, order)})`;
      });
      const take = expr.take ? `the first ${say(expr.take)} of ` : '';
      return `${take}${say(expr.in)} sorted by ${by.join(', then ')}`;
    }
    case 'cond':
      return `${say(expr.then)} if ${describeCondition(expr.if, unsaid)}, else ${say(expr.else)}`;
    case 'absent':
      return 'nothing';
  }
}

/** `unsaid` with the variable of a list that is gone through. */
export function within(unsaid: Unsaid, as: Id): Unsaid {
  return { ...unsaid, items: new Set([...unsaid.items, as]) };
}

/** `newest first` for what is a date by its name, else `highest first`. */
export function orderWords(key: Expr, order: 'asc' | 'desc'): string {
  const name = key.$ === 'get' ? String(key.path.at(-1)) : '';
  const date = /(?:^|_)(?:at|on|date|time|day|due|created|updated|modified|since|until)$|(?:At|On|Date|Time)$/.test(
    name,
  );
  if (date) return order === 'asc' ? 'oldest first' : 'newest first';
  return order === 'asc' ? 'lowest first' : 'highest first';
}

function describeMember(expr: Extract<Expr, { $: 'get' }>, unsaid: Unsaid): string {
  const path = formatPath(expr.path);
  const { from } = expr;
  const said = from.$ === 'ref' && from.of === 'var' && unsaid.items.has(from.id) ? '' : describeExpr(from, unsaid);
  if (said === '' || path === '') return said === '' ? path : said;
  const source = /\s/.test(said) ? `(${said})` : said;
  return path.startsWith('[') ? `${source}${path}` : `${source}.${path}`;
}

function describeOver(expr: Extract<Expr, { $: 'over' }>, unsaid: Unsaid): string {
  const list = describeExpr(expr.in, unsaid);
  const inside = within(unsaid, expr.as);
  // What holds for every item goes without saying.
  const where = () =>
    expr.body.$ === 'lit' && expr.body.value === true ? '' : ` where ${describeCondition(expr.body, inside)}`;
  const value = () => describeExpr(expr.body, inside);
  switch (expr.op) {
    case 'map':
      return `${value()} of each of ${list}`;
    case 'flatMap':
      return `all ${value()} of ${list}`;
    case 'filter':
      return `${list}${where()}`;
    case 'find':
      return `the first of ${list}${where()}`;
    case 'only':
      return where() === '' ? `the only one of ${list}` : `the one of ${list}${where()}`;
    case 'groupBy':
      return `${list} grouped by ${value()}`;
    case 'uniqueBy':
      return `${list} without repeats of ${value()}`;
    case 'some':
    case 'every':
      return describeCondition(expr.body, inside);
  }
}

function describeLiteral(value: Json): string {
  if (typeof value === 'string') return `“${cut(value.replace(/\r?\n/g, '↵').replace(/\s+/g, ' '))}”`;
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
