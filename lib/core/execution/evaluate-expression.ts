import { describeValue, ExpressionError } from '../functions/expression-error.ts';
import { applyFunction } from '../functions/functions.ts';
import { compare, truth } from '../functions/logic.ts';
import { toText } from '../functions/table.ts';
import { canonicalJson } from '../json/canonical.ts';
import { isJsonArray, type Json, type JsonPath } from '../json/json.ts';
import { formatPath } from '../json/path.ts';
import type { Expr } from '../workflow/workflow.ts';
import { isMark, memberOfMark } from './plan-memory.ts';
import { innerScope, lookUp, type Scope } from './scope.ts';

/**
 * The value of an expression. Pure and total: everything that cannot be is an `ExpressionError` that names the path
 * and the value, never `undefined` or `NaN`. `absent` where a value must be is null.
 */
export function evaluate(expr: Expr, scope: Scope): Json {
  return evaluateOptional(expr, scope) ?? null;
}

/** As `evaluate`, but undefined where the expression says that the argument, member or item is left out. */
export function evaluateOptional(expr: Expr, scope: Scope): Json | undefined {
  switch (expr.$) {
    case 'lit':
      return expr.value;
    case 'ref':
      return lookUp(scope, expr.of, expr.id);
    case 'run':
      return expr.what === 'now' ? scope.now : scope.timeZone;
    case 'get': {
      const root = evaluate(expr.from, scope);
      if (scope.planning && isMark(root) && expr.path.length > 0) return memberOfMark(root, formatPath(expr.path));
      return memberAt(root, expr.path, expr.missing === 'null', () => describeSource(expr.from));
    }
    case 'obj':
      return Object.fromEntries(
        Object.entries(expr.fields).flatMap(([name, field]) => {
          const value = evaluateOptional(field, scope);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    case 'arr':
      return expr.items.flatMap((item) => {
        const value = evaluateOptional(item, scope);
        return value === undefined ? [] : [value];
      });
    case 'text':
      return expr.parts.map((part) => (typeof part === 'string' ? part : toText(evaluate(part, scope)))).join('');
    case 'fn':
      return evaluateFunction(expr, scope);
    case 'over':
      return evaluateOver(expr, scope);
    case 'sort':
      return evaluateSort(expr, scope);
    case 'cond':
      return evaluateOptional(truth(evaluate(expr.if, scope)) ? expr.then : expr.else, scope);
    case 'absent':
      return undefined;
    default:
      throw unknownExpression(expr);
  }
}

/** Whether a condition holds; only true and false are conditions, null counts as false. */
export function holds(expr: Expr, scope: Scope): boolean {
  return truth(evaluate(expr, scope));
}

/** The list that an expression says. */
export function evaluateList(expr: Expr, scope: Scope): readonly Json[] {
  const value = evaluate(expr, scope);
  if (!isJsonArray(value)) {
    throw new ExpressionError(
      `${capitalized(describeSource(expr))} must be a list, but it is ${describeValue(value)}.`,
    );
  }
  return value;
}

/** `and`, `or` and `coalesce` stop at the first argument that decides, as the printed operators do. */
function evaluateFunction(expr: Extract<Expr, { $: 'fn' }>, scope: Scope): Json {
  switch (expr.name) {
    case 'and':
      return expr.args.every((arg) => holds(arg, scope));
    case 'or':
      return expr.args.some((arg) => holds(arg, scope));
    case 'coalesce':
      for (const arg of expr.args) {
        const value = evaluate(arg, scope);
        if (value !== null) return value;
      }
      return null;
    default:
      return applyFunction(
        expr.name,
        expr.args.map((arg) => evaluate(arg, scope)),
        scope,
      );
  }
}

/**
 * `groupBy` gives `[{key, items}]` in order of first sight; `find` null where none fits; `only` fails unless exactly
 * one fits; `flatMap` needs a list from each item.
 */
function evaluateOver(expr: Extract<Expr, { $: 'over' }>, scope: Scope): Json {
  const list = evaluateList(expr.in, scope);
  const body = (item: Json): Json => evaluate(expr.body, innerScope(scope, { [expr.as]: item }));
  const test = (item: Json): boolean => truth(body(item));
  switch (expr.op) {
    case 'map':
      return list.map(body);
    case 'filter':
      return list.filter(test);
    case 'find':
      return list.find(test) ?? null;
    case 'some':
      return list.some(test);
    case 'every':
      return list.every(test);
    case 'only': {
      const found = list.filter(test);
      const [item] = found;
      if (found.length === 1 && item !== undefined) return item;
      throw new ExpressionError(
        `Exactly one item of ${describeSource(expr.in)} must fit, but ${found.length === 0 ? 'none' : found.length} of ${list.length} did.`,
      );
    }
    case 'flatMap':
      return list.flatMap((item) => {
        const items = body(item);
        if (isJsonArray(items)) return items;
        throw new ExpressionError(`flatMap needs a list from each item, but got ${describeValue(items)}.`);
      });
    case 'uniqueBy':
      return [...grouped(list, body).values()].flatMap((group) => group.items.slice(0, 1));
    case 'groupBy':
      return [...grouped(list, body).values()].map(({ key, items }) => ({ key, items }));
    default:
      throw unknownExpression(expr.op);
  }
}

function grouped(list: readonly Json[], keyOf: (item: Json) => Json) {
  const groups = new Map<string, { readonly key: Json; readonly items: Json[] }>();
  for (const item of list) {
    const key = keyOf(item);
    const text = canonicalJson(key);
    const group = groups.get(text) ?? { key, items: [] };
    group.items.push(item);
    groups.set(text, group);
  }
  return groups;
}

/** Stable; nulls come last in either order. */
function evaluateSort(expr: Extract<Expr, { $: 'sort' }>, scope: Scope): Json {
  const rows = evaluateList(expr.in, scope).map((item) => {
    const inner = innerScope(scope, { [expr.as]: item });
    return { item, keys: expr.by.map(({ key }) => evaluate(key, inner)) };
  });
  const sorted = rows.toSorted((a, b) => {
    for (const [index, { order }] of expr.by.entries()) {
      const sign = compareKeys(a.keys[index] ?? null, b.keys[index] ?? null, order === 'desc');
      if (sign !== 0) return sign;
    }
    return 0;
  });
  const items = sorted.map((row) => row.item);
  if (!expr.take) return items;
  const take = evaluate(expr.take, scope);
  if (typeof take !== 'number' || !Number.isInteger(take) || take < 0) {
    throw new ExpressionError(`How many to take must be a whole number from 0, but it is ${describeValue(take)}.`);
  }
  return items.slice(0, take);
}

function compareKeys(left: Json, right: Json, descending: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return descending ? compare(right, left) : compare(left, right);
}

function memberAt(root: Json, path: JsonPath, orNull: boolean, source: () => string): Json {
  let value: Json = root;
  for (const [index, key] of path.entries()) {
    const next = ownMember(value, key);
    if (next === undefined) {
      if (orNull) return null;
      const done = formatPath(path.slice(0, index));
      const place = done === '' ? source() : `${source()} at ${done}`;
      const missing = typeof key === 'number' ? `no item ${key}` : `no "${key}"`;
      const has = memberNames(value);
      throw new ExpressionError(`${capitalized(place)} has ${missing}: it is ${describeValue(value)}${has}.`);
    }
    value = next;
  }
  return value;
}

function ownMember(value: Json, key: string | number): Json | undefined {
  if (isJsonArray(value)) return typeof key === 'number' ? value.at(key) : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return value[key];
}

function memberNames(value: Json): string {
  if (typeof value !== 'object' || value === null || isJsonArray(value)) return '';
  const names = Object.keys(value);
  return names.length === 0
    ? ' without members'
    : ` with ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`;
}

/** What an expression is about, for messages: `step "listPulls"`, `input "phrase"`, `the list`. */
export function describeSource(expr: Expr): string {
  switch (expr.$) {
    case 'ref':
      return `${expr.of === 'var' ? 'variable' : expr.of === 'config' ? 'setting' : expr.of} "${expr.id}"`;
    case 'get':
      return `${formatPath(expr.path)} of ${describeSource(expr.from)}`;
    case 'fn':
      return `the result of ${expr.name}`;
    case 'over':
    case 'sort':
      return describeSource(expr.in);
    default:
      return 'the value';
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function unknownExpression(expr: never): Error {
  return new ExpressionError(`There is no expression ${JSON.stringify(expr)}.`);
}
