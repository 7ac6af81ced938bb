import type { LanguageRules } from './language-rules.ts';
import type { Lowering } from './lower-context.ts';
import { conditionOf, negate, type Typed } from './lower-expression.ts';
import { BOOLEAN, INTEGER, isAssignable, isScalar, NULL, NUMBER, STRING, type Type, UNKNOWN, unionOf } from './type.ts';
import { typeOfFunctionCall } from './typed-function.ts';
import type { Operator, Value } from './value.ts';

/** A call of the expression library: an operator where one means the same, else the plain function of the same name. */
export function lowerFunction(name: string, args: readonly Typed[], lowering: Lowering): Typed {
  const operator = asOperator(name, args, lowering);
  if (operator) return operator;
  const type = typeOfFunctionCall(
    name,
    args.map((arg) => arg.type),
  );
  const values = args.map((arg) => arg.value);
  if (type === null) {
    lowering.imports.value('apply');
    return { value: { is: 'apply', name, args: values }, type: UNKNOWN };
  }
  lowering.imports.library(name);
  return { value: { is: 'call', name, args: values }, type };
}

function asOperator(name: string, args: readonly Typed[], lowering: Lowering): Typed | null {
  const [left, right] = args;
  if (!left) return null;
  switch (name) {
    case 'eq':
    case 'ne': {
      const test = booleanTest(name, left, right);
      if (test) return test;
      return right && !areConstant(left, right) && comparable(left.type, right.type, lowering.rules)
        ? compare(name === 'eq' ? 'equal' : 'unequal', left, right)
        : null;
    }
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return right && ordered(left, right, lowering.rules) ? binary(ORDER[name], left, right, BOOLEAN) : null;
    // Written out so that later conditions are only looked at where the earlier ones do not decide.
    case 'and':
    case 'or':
      return chain(
        JOIN[name],
        args.map((arg) => ({ value: conditionOf(arg, lowering), type: BOOLEAN })),
        BOOLEAN,
      );
    case 'not':
      return { value: negate(conditionOf(left, lowering)), type: BOOLEAN };
    case 'isNull':
      return isKnown(left.type) && left.value.is !== 'literal'
        ? binary('equal', left, { value: { is: 'literal', value: null }, type: NULL }, BOOLEAN)
        : null;
    case 'coalesce':
      return coalesce(args);
    case 'add':
    case 'mul':
      return args.length > 1 && args.every((arg) => isAssignable(arg.type, NUMBER))
        ? chain(name === 'add' ? 'plus' : 'times', args, numberOf(args))
        : null;
    case 'sub':
      return right && isAssignable(left.type, NUMBER) && isAssignable(right.type, NUMBER)
        ? binary('minus', left, right, numberOf([left, right]))
        : null;
    case 'length':
      return left.type.kind === 'array' ? { value: { is: 'length', of: left.value }, type: INTEGER } : null;
    default:
      return null;
  }
}

/** `draft === true` of something that is true or false is `draft`. */
function booleanTest(name: 'eq' | 'ne', left: Typed, right: Typed | undefined): Typed | null {
  if (right?.value.is !== 'literal' || typeof right.value.value !== 'boolean') return null;
  if (!isAssignable(left.type, BOOLEAN)) return null;
  const same = right.value.value === (name === 'eq');
  return { value: same ? left.value : negate(left.value), type: BOOLEAN };
}

const ORDER = { lt: 'less', le: 'atMost', gt: 'more', ge: 'atLeast' } as const;
const JOIN = { and: 'and', or: 'or' } as const;

/** Of whole numbers, sums, differences and products are whole. */
function numberOf(args: readonly Typed[]): Type {
  return args.every((arg) => isAssignable(arg.type, INTEGER)) ? INTEGER : NUMBER;
}

function binary(op: Operator, left: Typed, right: Typed, type: Type): Typed {
  return { value: { is: 'operator', op, left: left.value, right: right.value }, type };
}

function chain(op: Operator, args: readonly Typed[], type: Type): Typed {
  const value = args.map((arg) => arg.value).reduce((left, right): Value => ({ is: 'operator', op, left, right }));
  return { value, type };
}

/** What never varies is no question for an operator: readers and compilers stumble over it. */
function areConstant(left: Typed, right: Typed): boolean {
  return left.value.is === 'literal' && right.value.is === 'literal';
}

/** Compared with something that is not null, a look into nothing need not be null. */
function compare(op: 'equal' | 'unequal', left: Typed, right: Typed): Typed {
  const [a, b] = [
    isAssignable(NULL, right.type) ? left : lookedAt(left),
    isAssignable(NULL, left.type) ? right : lookedAt(right),
  ];
  return binary(op, a, b, BOOLEAN);
}

/** Where nothing and null come to the same. */
function lookedAt(typed: Typed): Typed {
  return typed.value.is === 'maybe' ? { ...typed, value: { ...typed.value, orNull: false } } : typed;
}

/** Scalars whose types overlap: TypeScript refuses to compare others, and no operator compares lists and objects. */
function comparable(left: Type, right: Type, { truthIsNumber }: LanguageRules): boolean {
  if (truthIsNumber && mixesTruth(left, right)) return false;
  // Against a scalar, JSON equality is the operator's whatever the other side turns out to be.
  if (left.kind === 'unknown' || right.kind === 'unknown') return isScalar(left) || isScalar(right);
  if (!isScalar(left) || !isScalar(right)) return false;
  const parts = (type: Type) => (type.kind === 'union' ? type.of : [type]);
  return parts(left).some((a) => parts(right).some((b) => isAssignable(a, b) || isAssignable(b, a)));
}

/** Whether one side may be true or false and the other a number. */
function mixesTruth(left: Type, right: Type): boolean {
  const may = (type: Type, kind: Type) =>
    [type]
      .flatMap((each) => (each.kind === 'union' ? each.of : [each]))
      .some((part) => part.kind === 'unknown' || isAssignable(part, kind));
  return (may(left, BOOLEAN) && may(right, NUMBER)) || (may(left, NUMBER) && may(right, BOOLEAN));
}

function ordered(left: Typed, right: Typed, { ordersByCodeUnit }: LanguageRules): boolean {
  const both = (kind: Type) => isAssignable(left.type, kind) && isAssignable(right.type, kind);
  return both(NUMBER) || (both(STRING) && (ordersByCodeUnit || isPlainText(left.value) || isPlainText(right.value)));
}

/** A text before which and after which every order of characters puts the same texts. */
function isPlainText(value: Value): boolean {
  return value.is === 'literal' && typeof value.value === 'string' && !/[\ud800-\uffff]/.test(value.value);
}

function isKnown(type: Type): boolean {
  return type.kind !== 'unknown';
}

/**
 * The first value that is not null. TypeScript refuses what stands before or behind something that is plainly
 * null or plainly not, so that is left away.
 */
function coalesce(args: readonly Typed[]): Typed {
  const open = args.filter(({ value }, index) => index === args.length - 1 || !isPlainNull(value));
  const end = open.findIndex(({ value }) => isPlainlyThere(value));
  const kept = end < 0 ? open : open.slice(0, end + 1);
  const values = kept.map((arg, index) => (index === kept.length - 1 ? arg : lookedAt(arg)).value);
  const [first, ...others] = values;
  if (first && others.length === 0) return { value: first, type: coalesced(kept) };
  return { value: { is: 'coalesce', values, safe: others.every(isSafe) }, type: coalesced(kept) };
}

function isPlainNull(value: Value): boolean {
  return value.is === 'literal' && value.value === null;
}

function isPlainlyThere(value: Value): boolean {
  switch (value.is) {
    case 'literal':
      return value.value !== null;
    case 'object':
    case 'list':
    case 'template':
    case 'not':
      return true;
    case 'operator':
      return value.op !== 'and' && value.op !== 'or';
    default:
      return false;
  }
}

/** Null only where even the last value may be null. A plain `[]` is a list of whatever the others are lists of. */
function coalesced(args: readonly Typed[]): Type {
  const parts = args.flatMap(({ type }, index) => {
    const of = type.kind === 'union' ? type.of : [type];
    return index === args.length - 1 ? of : of.filter((part) => part.kind !== 'null');
  });
  const last = args.at(-1)?.value;
  const others = parts.slice(0, -1);
  const onlyLists = others.length > 0 && others.every(({ kind }) => kind === 'array');
  return unionOf(onlyLists && last !== undefined && isEmptyList(last) ? others : parts);
}

/** Whether looking at the value cannot fail. */
function isSafe(value: Value): boolean {
  switch (value.is) {
    case 'literal':
    case 'name':
    case 'input':
    case 'run':
      return true;
    case 'maybe':
      return isSafe(value.of);
    case 'get':
      return value.missing === 'null' && isSafe(value.of);
    case 'list':
      return value.items.every(isSafe);
    case 'object':
      return value.members.every(([, member]) => isSafe(member));
    case 'template':
      return value.parts.every((part) => typeof part === 'string' || isSafe(part));
    default:
      return false;
  }
}

function isEmptyList(value: Value): boolean {
  if (value.is === 'list') return value.items.length === 0;
  return value.is === 'literal' && Array.isArray(value.value) && value.value.length === 0;
}
