import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import type { Expr } from '../workflow.ts';

/** A condition as a person builds one: tests joined by and, or. What fits no test is kept as it is. */
export type Condition =
  | { readonly kind: 'group'; readonly join: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'test'; readonly test: TestId; readonly subject: Expr; readonly value?: Expr }
  | { readonly kind: 'other'; readonly expr: Expr };

export type TestId = (typeof TESTS)[number]['id'];

/** Kinds of values that a test makes sense for; `any` for all. */
export type TestedKind = 'any' | 'text' | 'number' | 'flag' | 'list' | 'date';

interface TestForm {
  readonly id: string;
  /** Words between field and value. */
  readonly words: string;
  readonly of: readonly TestedKind[];
  /** Whether it compares with a value. */
  readonly two: boolean;
}

/** Every test that the editor offers, in the order in which it does. */
export const TESTS = [
  { id: 'contains', words: 'contains', of: ['text'], two: true },
  { id: 'containsNot', words: 'does not contain', of: ['text'], two: true },
  { id: 'eq', words: 'is', of: ['text', 'number', 'date'], two: true },
  { id: 'ne', words: 'is not', of: ['text', 'number', 'date'], two: true },
  { id: 'startsWith', words: 'begins with', of: ['text'], two: true },
  { id: 'startsWithNot', words: 'does not begin with', of: ['text'], two: true },
  { id: 'endsWith', words: 'ends with', of: ['text'], two: true },
  { id: 'endsWithNot', words: 'does not end with', of: ['text'], two: true },
  { id: 'containsExact', words: 'contains, in this case', of: ['text'], two: true },
  { id: 'containsExactNot', words: 'does not contain, in this case', of: ['text'], two: true },
  { id: 'gt', words: 'is more than', of: ['number'], two: true },
  { id: 'ge', words: 'is at least', of: ['number'], two: true },
  { id: 'lt', words: 'is less than', of: ['number'], two: true },
  { id: 'le', words: 'is at most', of: ['number'], two: true },
  { id: 'before', words: 'is before', of: ['date'], two: true },
  { id: 'after', words: 'is after', of: ['date'], two: true },
  { id: 'has', words: 'includes', of: ['list'], two: true },
  { id: 'hasNot', words: 'does not include', of: ['list'], two: true },
  { id: 'yes', words: 'is true', of: ['flag'], two: false },
  { id: 'no', words: 'is not true', of: ['flag'], two: false },
  { id: 'missing', words: 'is missing', of: ['any'], two: false },
  { id: 'there', words: 'is there', of: ['any'], two: false },
  { id: 'empty', words: 'is empty', of: ['text', 'list'], two: false },
  { id: 'notEmpty', words: 'is not empty', of: ['text', 'list'], two: false },
] as const satisfies readonly TestForm[];

/** Functions of two sides that have a test of their own where they do not hold. */
const NEGATED: Readonly<Record<string, TestId>> = {
  contains: 'containsNot',
  startsWith: 'startsWithNot',
  endsWith: 'endsWithNot',
  containsExact: 'containsExactNot',
  has: 'hasNot',
  isNull: 'there',
  isEmpty: 'notEmpty',
  eq: 'ne',
  ne: 'eq',
};

const TWO_SIDED = new Set<string>(TESTS.filter(({ two }) => two).map(({ id }) => id));

export function isTestId(id: string): id is TestId {
  return TESTS.some((test) => test.id === id);
}

/** Reads a condition; `conditionExpr` of the outcome means the same. */
export function readCondition(expr: Expr): Condition {
  if (expr.$ !== 'fn') return expr.$ === 'get' ? { kind: 'test', test: 'yes', subject: expr } : { kind: 'other', expr };
  const { name, args } = expr;
  const [left, right] = args;
  if (name === 'and' || name === 'or') return { kind: 'group', join: name, parts: args.map(readCondition) };
  if (name === 'not' && left && args.length === 1) return readNegated(left) ?? { kind: 'other', expr };
  if (name === 'isNull' && left) return { kind: 'test', test: 'missing', subject: left };
  if (name === 'isEmpty' && left) return { kind: 'test', test: 'empty', subject: left };
  if (!left || !right || args.length !== 2) return { kind: 'other', expr };
  if ((name === 'eq' || name === 'ne') && right.$ === 'lit') {
    if (jsonEqual(right.value, true)) return { kind: 'test', test: name === 'eq' ? 'yes' : 'no', subject: left };
    if (right.value === null) return { kind: 'test', test: name === 'eq' ? 'missing' : 'there', subject: left };
  }
  if (!TWO_SIDED.has(name) || !isTestId(name)) return { kind: 'other', expr };
  return { kind: 'test', test: name, subject: left, value: right };
}

function readNegated(inner: Expr): Condition | null {
  if (inner.$ === 'get') return { kind: 'test', test: 'no', subject: inner };
  if (inner.$ !== 'fn') return null;
  const [left, right] = inner.args;
  const test = Object.hasOwn(NEGATED, inner.name) ? NEGATED[inner.name] : undefined;
  if (!test || !left) return null;
  return right ? { kind: 'test', test, subject: left, value: right } : { kind: 'test', test, subject: left };
}

/** The expression of a condition. A test without the value that it needs compares with nothing: an empty text. */
export function conditionExpr(condition: Condition): Expr {
  switch (condition.kind) {
    case 'other':
      return condition.expr;
    case 'group': {
      const [only] = condition.parts;
      if (condition.parts.length === 1 && only) return conditionExpr(only);
      return { $: 'fn', name: condition.join, args: condition.parts.map(conditionExpr) };
    }
    case 'test':
      return testExpr(condition.test, condition.subject, condition.value ?? lit(''));
  }
}

function testExpr(test: TestId, subject: Expr, value: Expr): Expr {
  const fn = (name: string, ...args: readonly Expr[]): Expr => ({ $: 'fn', name, args });
  switch (test) {
    case 'yes':
      return fn('eq', subject, lit(true));
    case 'no':
      return fn('ne', subject, lit(true));
    case 'missing':
      return fn('isNull', subject);
    case 'there':
      return fn('not', fn('isNull', subject));
    case 'empty':
      return fn('isEmpty', subject);
    case 'notEmpty':
      return fn('not', fn('isEmpty', subject));
    case 'containsNot':
    case 'startsWithNot':
    case 'endsWithNot':
    case 'containsExactNot':
    case 'hasNot':
      return fn('not', fn(test.slice(0, -'Not'.length), subject, value));
    default:
      return fn(test, subject, value);
  }
}

function lit(value: Json): Expr {
  return { $: 'lit', value };
}
