import type { Value } from '../../program/value.ts';
import type { PrintContext } from './print-context.ts';
import { spell } from './print-expression.ts';
import { fitting } from './spelled.ts';

type Over = Extract<Value, { is: 'over' }>;

/** A pass over a list as a comprehension, or as `any` and `all` over one. */
export function printOver(value: Over, context: PrintContext): string {
  switch (value.op) {
    case 'map':
      if (isSame(value)) return `[*${fitting(spell(value.list, context), 'or')}]`;
      return `[${printPass(value, context)}]`;
    case 'filter':
      return `[${value.item} ${clauseOf(value, value.item, context)}]`;
    case 'some':
      return `any(${printPass(value, context)})`;
    case 'every':
      return `all(${printPass(value, context)})`;
  }
}

/** `[label["name"] for pull in pulls for label in pull["labels"]]` */
export function printFlatMap(value: Extract<Value, { is: 'flatMap' }>, context: PrintContext): string {
  const { list, item, body, each } = value;
  const outer = clauseOf(list, item, context);
  if (body.is === 'over' && body.op === 'map') {
    return `[${element(body.body, context)} ${outer} ${clauseOf(body.list, body.item, context)}]`;
  }
  const inner = body.is === 'over' && body.op === 'filter' ? body.item : each;
  return `[${inner} ${outer} ${clauseOf(body, inner, context)}]`;
}

/** `next((pull for pull in pulls if …), None)` */
export function printFind(value: Extract<Value, { is: 'search' }>, context: PrintContext): string {
  const { list, item, body } = value;
  const fits: Over = { is: 'over', op: 'filter', list, item, body };
  return `next((${item} ${clauseOf(fits, item, context)}), None)`;
}

function printPass({ list, item, body }: Over, context: PrintContext): string {
  return `${element(body, context)} ${clauseOf(list, item, context)}`;
}

/** `for pull in pulls`, with the condition of a list that is filtered under the same name. */
function clauseOf(list: Value, item: string, context: PrintContext): string {
  if (list.is !== 'over' || list.op !== 'filter' || list.item !== item) {
    return `for ${item} in ${fitting(spell(list, context), 'or')}`;
  }
  return `${clauseOf(list.list, item, context)} if ${fitting(spell(list.body, context), 'or')}`;
}

/** Whether every item becomes itself. */
function isSame({ list, item, body }: Over): boolean {
  return body.is === 'name' && body.name === item && !(list.is === 'over' && list.op === 'filter');
}

function element(value: Value, context: PrintContext): string {
  return fitting(spell(value, context), 'conditional');
}
