import type { Json, JsonPath } from '#core/json/json.ts';
import { refsOf } from '#core/workflow/walk-exprs.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { CannotLower, type Lowering, type Scope } from './lower-context.ts';
import { lowerFunction } from './lower-function.ts';
import { lowerList, lowerSort } from './lower-list.ts';
import {
  arrayOf,
  BOOLEAN,
  holdsUnknown,
  isAssignable,
  isPromised,
  isScalar,
  memberType,
  NULL,
  ofNumbers,
  STRING,
  type Type,
  UNKNOWN,
  unionOf,
  withoutNull,
} from './type.ts';
import { typeOfValues } from './type-of-values.ts';
import type { Value } from './value.ts';

/** An expression with what is known of its value. */
export interface Typed {
  readonly value: Value;
  readonly type: Type;
}

/** Expression to value. Decides operators, member access against checked access, and where a type is not promised. */
export function lowerExpression(expr: Expr, scope: Scope, lowering: Lowering): Typed {
  switch (expr.$) {
    case 'lit':
      return { value: { is: 'literal', value: expr.value }, type: typeOfLiteral(expr.value) };
    case 'ref':
      return lowerReference(expr, scope);
    case 'run':
      lowering.imports.agent(expr.what);
      return { value: { is: 'run', what: expr.what }, type: STRING };
    case 'get':
      return lowerGet(expr, scope, lowering);
    case 'obj':
      return lowerObject(expr.fields, scope, lowering);
    case 'arr': {
      const items = expr.items.map((item) => lowerOptional(item, scope, lowering));
      return {
        value: { is: 'list', items: items.map((item) => item.value), sparse: isSparse(expr.items, lowering) },
        type: arrayOf(unionOf(items.map((item) => widen(item.type)))),
      };
    }
    case 'text':
      return lowerText(expr.parts, scope, lowering);
    case 'fn': {
      const some = heldByOne(expr);
      if (some) return lowerList(some, scope, lowering);
      return lowerFunction(
        expr.name,
        expr.args.map((arg) => lowerExpression(arg, scope, lowering)),
        lowering,
      );
    }
    case 'over':
      return lowerList(expr, scope, lowering);
    case 'sort':
      return lowerSort(expr, scope, lowering);
    case 'cond': {
      const yes = lowerExpression(expr.then, scope, lowering);
      const no = lowerExpression(expr.else, scope, lowering);
      return choiceOf(lowerCondition(expr.if, scope, lowering), yes, no);
    }
    // Where a value must be, what is left out is null.
    case 'absent':
      return { value: { is: 'literal', value: null }, type: NULL };
  }
}

/** `has(map(labels, label => label.name), "p1")` as people write it: `labels.some(label => label.name === "p1")`. */
function heldByOne(expr: Extract<Expr, { $: 'fn' }>): Extract<Expr, { $: 'over' }> | null {
  const [list, value] = expr.args;
  if (expr.name !== 'has' || list?.$ !== 'over' || list.op !== 'map' || value === undefined) return null;
  if (refsOf(value).some((ref) => ref.of === 'var' && ref.id === list.as)) return null;
  return { ...list, op: 'some', body: { $: 'fn', name: 'eq', args: [list.body, value] } };
}

/** An argument, member or item, which may be left out. */
export function lowerOptional(expr: Expr, scope: Scope, lowering: Lowering): Typed {
  if (!mayBeAbsent(expr)) return lowerExpression(expr, scope, lowering);
  if (expr.$ === 'cond') {
    const yes = lowerOptional(expr.then, scope, lowering);
    const no = lowerOptional(expr.else, scope, lowering);
    return choiceOf(lowerCondition(expr.if, scope, lowering), yes, no);
  }
  lowering.imports.value('absent');
  return { value: { is: 'absent' }, type: UNKNOWN };
}

/** Whether an object or list of these has to be rid of what is left out. */
export function isSparse(parts: readonly Expr[], lowering: Lowering): boolean {
  if (!parts.some(mayBeAbsent)) return false;
  lowering.imports.value('present');
  return true;
}

function mayBeAbsent(expr: Expr): boolean {
  return expr.$ === 'absent' || (expr.$ === 'cond' && (mayBeAbsent(expr.then) || mayBeAbsent(expr.else)));
}

function choiceOf(condition: Value, yes: Typed, no: Typed): Typed {
  return {
    value: { is: 'choice', if: condition, then: yes.value, else: no.value },
    type: unionOf([yes.type, no.type]),
  };
}

/** A value that JavaScript may test: true or false, or checked to be so at run time. */
export function lowerCondition(expr: Expr, scope: Scope, lowering: Lowering): Value {
  return conditionOf(lowerExpression(expr, scope, lowering), lowering);
}

export function conditionOf(typed: Typed, lowering: Lowering): Value {
  if (isAssignable(typed.type, BOOLEAN)) return typed.value;
  lowering.imports.library('truth');
  return { is: 'call', name: 'truth', args: [typed.value] };
}

/** The value where `wanted` is expected; marked as loose where nobody promised that it fits. */
export function fitTo(typed: Typed, wanted: Type, lowering: Lowering): Value {
  if (wanted.kind === 'unknown' || typed.type.kind === 'unknown') return typed.value;
  if (isAssignable(ofNumbers(typed.type), ofNumbers(wanted))) return typed.value;
  lowering.imports.value('loose');
  return { is: 'loose', value: typed.value };
}

function lowerReference(expr: Extract<Expr, { $: 'ref' }>, scope: Scope): Typed {
  const variable = scope.find(expr.of, expr.id);
  if (!variable) throw new CannotLower(`The workflow refers to ${expr.of} "${expr.id}", which is not in reach there.`);
  const { name, type } = variable;
  const isInput = expr.of === 'input' || expr.of === 'config';
  return { value: isInput ? { is: 'input', of: expr.of, name } : { is: 'name', name }, type };
}

function lowerGet(expr: Extract<Expr, { $: 'get' }>, scope: Scope, lowering: Lowering): Typed {
  const missing = expr.missing ?? 'fail';
  const start = lowerExpression(expr.from, scope, lowering);
  const { typed, rest } = missing === 'fail' ? readMembers(start, expr.path, lowering) : readPromised(start, expr.path);
  if (rest.length === 0) return typed;
  if (missing === 'null') {
    const seen = seenType(typed.type, rest);
    if (seen !== null) {
      lowering.imports.value('maybe');
      const value: Value = { is: 'maybe', of: typed.value, path: seen.path, orNull: rest.length > 1 };
      return { value, type: unionOf([seen.type, NULL]) };
    }
  }
  lowering.imports.value(missing === 'fail' ? 'get' : 'getOrNull');
  return { value: { is: 'get', of: typed.value, path: rest, missing }, type: UNKNOWN };
}

interface PartlyRead {
  readonly typed: Typed;
  /** What the types do not reach. */
  readonly rest: JsonPath;
}

/** Members as people read them, as far as the types go; something that may be null is needed not to be. */
function readMembers(start: Typed, path: JsonPath, lowering: Lowering): PartlyRead {
  const [key, ...rest] = path;
  if (typeof key !== 'string' || !isPlainMember(key)) return { typed: start, rest: path };
  const holder = withoutNull(start.type);
  const type = memberType(holder, key);
  if (type === null) return { typed: start, rest: path };
  const mayBeNull = holder !== start.type;
  if (mayBeNull) lowering.imports.value('needed');
  const of: Value = mayBeNull ? { is: 'call', name: 'needed', args: [start.value] } : start.value;
  return readMembers({ value: { is: 'member', of, key }, type }, rest, lowering);
}

/** Where a missing member is to be null, only those are read plainly that the server's schema promises. */
function readPromised(start: Typed, path: JsonPath): PartlyRead {
  const [key, ...rest] = path;
  if (typeof key !== 'string' || !isPlainMember(key) || !isPromised(start.type, key))
    return { typed: start, rest: path };
  const type = memberType(start.type, key);
  if (type === null) return { typed: start, rest: path };
  return readPromised({ value: { is: 'member', of: start.value, key }, type }, rest);
}

/** The type at the end of a path that `maybe` can look along: known members, and at the end no object. */
function seenType(type: Type, path: JsonPath): { readonly path: readonly string[]; readonly type: Type } | null {
  const names: string[] = [];
  let current = type;
  for (const key of path) {
    const holder = withoutNull(current);
    const member = holder.kind === 'object' ? holder.members.find(({ name }) => name === key) : undefined;
    if (!member || !isPlainMember(member.name)) return null;
    names.push(member.name);
    current = member.type;
  }
  const end = withoutNull(current);
  // A look is no data: what it shows of an object must not be gone on with.
  return isScalar(end) || (end.kind === 'array' && !holdsUnknown(end)) ? { path: names, type: current } : null;
}

/** Names that JavaScript asks of every object by itself are read with checks. */
function isPlainMember(key: string): boolean {
  return key !== 'then' && key !== 'toJSON' && key !== '__proto__';
}

function lowerObject(fields: Readonly<Record<string, Expr>>, scope: Scope, lowering: Lowering): Typed {
  const members = Object.entries(fields).map(([name, field]) => [name, lowerOptional(field, scope, lowering)] as const);
  return {
    value: {
      is: 'object',
      members: members.map(([name, member]) => [name, member.value]),
      sparse: isSparse(Object.values(fields), lowering),
    },
    type: {
      kind: 'object',
      members: members.map(([name, member]) => ({ name, type: widen(member.type), optional: false })),
    },
  };
}

function lowerText(parts: readonly (string | Expr)[], scope: Scope, lowering: Lowering): Typed {
  return {
    type: STRING,
    value: {
      is: 'template',
      parts: parts.map((part) => {
        if (typeof part === 'string') return part;
        const typed = lowerExpression(part, scope, lowering);
        if (isAssignable(typed.type, lowering.rules.text)) return typed.value;
        lowering.imports.library('toText');
        return { is: 'call', name: 'toText', args: [typed.value] };
      }),
    },
  };
}

function typeOfLiteral(value: Json): Type {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'literal', value };
  }
  return value === null ? { kind: 'null' } : typeOfValues([value]);
}

/** TypeScript forgets the very value of a literal inside lists and objects. */
export function widen(type: Type): Type {
  if (type.kind === 'literal') return typeOfValues([type.value]);
  return type.kind === 'union' ? unionOf(type.of.map(widen)) : type;
}

/** The opposite of a condition, as people write it. */
export function negate(condition: Value): Value {
  if (condition.is === 'not') return condition.value;
  if (condition.is === 'operator' && condition.op === 'equal') return { ...condition, op: 'unequal' };
  if (condition.is === 'operator' && condition.op === 'unequal') return { ...condition, op: 'equal' };
  return { is: 'not', value: condition };
}
