import type { Json } from '#core/json/json.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { CannotLower, type Lowering, type Scope } from './lower-context.ts';
import { lowerFunction } from './lower-function.ts';
import { lowerList, lowerSort } from './lower-list.ts';
import type { Value } from './program.ts';
import {
  arrayOf,
  BOOLEAN,
  isAssignable,
  isPromised,
  memberType,
  NULL,
  STRING,
  type Type,
  UNKNOWN,
  unionOf,
} from './type.ts';
import { typeOfValues } from './type-of-values.ts';

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
      return { value: { is: 'name', name: expr.what }, type: STRING };
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
    case 'fn':
      return lowerFunction(
        expr.name,
        expr.args.map((arg) => lowerExpression(arg, scope, lowering)),
        lowering,
      );
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
  if (isAssignable(typed.type, wanted)) return typed.value;
  lowering.imports.value('loose');
  return { is: 'loose', value: typed.value };
}

function lowerReference(expr: Extract<Expr, { $: 'ref' }>, scope: Scope): Typed {
  const variable = scope.find(expr.of, expr.id);
  if (!variable) throw new CannotLower(`The workflow refers to ${expr.of} "${expr.id}", which is not in reach there.`);
  return { value: { is: 'name', name: variable.name }, type: variable.type };
}

function lowerGet(expr: Extract<Expr, { $: 'get' }>, scope: Scope, lowering: Lowering): Typed {
  let { value, type } = lowerExpression(expr.from, scope, lowering);
  const missing = expr.missing ?? 'fail';
  const path = [...expr.path];
  // As far as the type goes, a member is read as people read it; the rest of the path is read with checks. Where a
  // missing member is to be null, only those are so read that the server's schema promises.
  while (path.length > 0) {
    const [key] = path;
    const next = typeof key === 'string' && isPlainMember(key) ? memberType(type, key) : null;
    if (typeof key !== 'string' || next === null) break;
    if (missing === 'null' && !isPromised(type, key)) break;
    value = { is: 'member', of: value, key };
    type = next;
    path.shift();
  }
  if (path.length === 0) return { value, type };
  lowering.imports.value(missing === 'fail' ? 'get' : 'getOrNull');
  const [last, ...deeper] = path;
  const found = deeper.length === 0 && typeof last === 'string' ? memberType(type, last) : null;
  return { value: { is: 'get', of: value, path, missing }, type: found === null ? UNKNOWN : unionOf([found, NULL]) };
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
        if (isAssignable(typed.type, TEXT)) return typed.value;
        lowering.imports.library('toText');
        return { is: 'call', name: 'toText', args: [typed.value] };
      }),
    },
  };
}

/** What a template writes as `toText` does. */
const TEXT = unionOf([STRING, { kind: 'number' }, BOOLEAN]);

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
  if (condition.is === 'operator' && condition.op === '===') return { ...condition, op: '!==' };
  if (condition.is === 'operator' && condition.op === '!==') return { ...condition, op: '===' };
  return { is: 'not', value: condition };
}
