import { snakeCase } from '../../program/names.ts';
import type { Operator, Value } from '../../program/value.ts';
import { spellAction } from './print-actions.ts';
import type { PrintContext } from './print-context.ts';
import { printFind, printFlatMap, printOver } from './print-passes.ts';
import { spellTemplate } from './print-text.ts';
import { printString, printValue } from './print-value.ts';
import { fitting, type Level, primary, type Spelled } from './spelled.ts';

/** A value as a Python expression. */
export function printExpression(value: Value, context: PrintContext): string {
  return spell(value, context).text;
}

/** A value as a Python expression, and what may stand beside it without parentheses. */
export function spell(value: Value, context: PrintContext): Spelled {
  const text = (inner: Value) => printExpression(inner, context);
  const lambda = (params: readonly string[], body: Value) => printLambda(params, body, context);
  switch (value.is) {
    case 'literal':
      return primary(printValue(value.value));
    case 'name':
      return primary(value.name);
    case 'input':
      return primary(`${value.of === 'input' ? 'inputs' : 'config'}.${value.name}`);
    case 'run':
      return primary(`agent.${snakeCase(value.what)}`);
    case 'absent':
      return primary(context.function('absent'));
    case 'member':
      return primary(`${fitting(spell(value.of, context), 'primary')}[${printString(value.key)}]`);
    case 'length':
      return primary(`len(${text(value.of)})`);
    case 'object':
      return primary(orPresent(printObject(value.members, context), value.sparse, context));
    case 'list':
      return primary(orPresent(`[${value.items.map(text).join(', ')}]`, value.sparse, context));
    case 'template':
      return spellTemplate(value.parts, context);
    case 'call':
      return primary(`${context.function(value.name)}(${value.args.map(text).join(', ')})`);
    case 'apply':
      return primary(`${context.function('apply')}(${[printString(value.name), ...value.args.map(text)].join(', ')})`);
    case 'get': {
      const name = context.function(value.missing === 'fail' ? 'get' : 'getOrNull');
      return primary(`${name}(${[text(value.of), ...value.path.map(printValue)].join(', ')})`);
    }
    case 'maybe':
      return primary(`${context.function('maybe')}(${[text(value.of), ...value.path.map(printString)].join(', ')})`);
    case 'over':
      return primary(printOver(value, context));
    case 'flatMap':
      return primary(printFlatMap(value, context));
    case 'search':
      if (value.op === 'find') return primary(printFind(value, context));
      return primary(`${context.function(value.op)}(${text(value.list)}, ${lambda([value.item], value.body)})`);
    case 'sort':
      return spellSort(value, context);
    case 'operator':
      return spellOperator(value, context);
    case 'coalesce':
      return spellCoalesce(value, context);
    case 'not':
      return { text: `not ${fitting(spell(value.value, context), 'not')}`, level: 'not' };
    case 'choice': {
      const parts = [value.then, value.if, value.else].map((part) => fitting(spell(part, context), 'or'));
      return { text: `${parts[0]} if ${parts[1]} else ${parts[2]}`, level: 'conditional' };
    }
    case 'loose':
      return primary(`${context.function('loose')}(${text(value.value)})`);
    case 'read':
    case 'ensure':
    case 'poll':
    case 'pages':
    case 'judge':
    case 'approve':
    case 'forEach':
      return spellAction(value, context);
  }
}

export function printLambda(params: readonly string[], body: Value, context: PrintContext): string {
  return `lambda ${params.join(', ')}: ${fitting(spell(body, context), 'conditional')}`;
}

function printObject(members: readonly (readonly [string, Value])[], context: PrintContext): string {
  return `{${members.map(([key, member]) => `${printString(key)}: ${printExpression(member, context)}`).join(', ')}}`;
}

function orPresent(text: string, sparse: boolean, context: PrintContext): string {
  return sparse ? `${context.function('present')}(${text})` : text;
}

/** The first few of a sorted list are a slice where it is plain how many. */
function spellSort(value: Extract<Value, { is: 'sort' }>, context: PrintContext): Spelled {
  const keys = value.by.map(({ key, order }) => `(${printLambda([value.item], key, context)}, "${order}")`);
  const list = printExpression(value.list, context);
  const sorted = `${context.function('sortBy')}(${[list, ...keys].join(', ')})`;
  if (value.take === null) return primary(sorted);
  if (value.take.is === 'literal' && Number.isSafeInteger(value.take.value) && Number(value.take.value) >= 0) {
    return primary(`${sorted}[:${printValue(value.take.value)}]`);
  }
  return primary(`${context.function('take')}(${sorted}, ${printExpression(value.take, context)})`);
}

const SIGNS: Readonly<Record<Operator, { readonly sign: string; readonly level: Level }>> = {
  equal: { sign: '==', level: 'comparison' },
  unequal: { sign: '!=', level: 'comparison' },
  less: { sign: '<', level: 'comparison' },
  atMost: { sign: '<=', level: 'comparison' },
  more: { sign: '>', level: 'comparison' },
  atLeast: { sign: '>=', level: 'comparison' },
  and: { sign: 'and', level: 'and' },
  or: { sign: 'or', level: 'or' },
  plus: { sign: '+', level: 'sum' },
  minus: { sign: '-', level: 'sum' },
  times: { sign: '*', level: 'product' },
};

/** What is looser or as tight stands in parentheses at the right; comparisons would chain, so also at the left. */
function spellOperator(given: Extract<Value, { is: 'operator' }>, context: PrintContext): Spelled {
  const turned = (given.op === 'equal' || given.op === 'unequal') && isSingle(given.left);
  const value = turned ? { ...given, left: given.right, right: given.left } : given;
  const { sign, level } = SIGNS[value.op];
  const left = spell(value.left, context);
  const right = spell(value.right, context);
  const first = level === 'comparison' || left.level !== level ? tighter(left, level) : left.text;
  return { text: `${first} ${spellSign(sign, value.right)} ${tighter(right, level)}`, level };
}

function tighter(spelled: Spelled, level: Level): string {
  return spelled.level === level ? `(${spelled.text})` : fitting(spelled, level);
}

/** None, True and False are each one thing; they stand at the right. */
function spellSign(sign: string, right: Value): string {
  if (!isSingle(right)) return sign;
  return sign === '==' ? 'is' : sign === '!=' ? 'is not' : sign;
}

function isSingle(value: Value): boolean {
  return value.is === 'literal' && (value.value === null || typeof value.value === 'boolean');
}

/** A function looks at all of its arguments: where that could fail, the choice is written out. */
function spellCoalesce({ values, safe }: Extract<Value, { is: 'coalesce' }>, context: PrintContext): Spelled {
  if (safe) {
    return primary(
      `${context.function('coalesce')}(${values.map((value) => printExpression(value, context)).join(', ')})`,
    );
  }
  const [last = '', ...others] = values.map((value) => fitting(spell(value, context), 'or')).toReversed();
  return others.reduce<Spelled>(
    (rest, text) => ({ text: `${text} if ${text} is not None else ${rest.text}`, level: 'conditional' }),
    { text: last, level: 'or' },
  );
}
