import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { wordsOf } from '../../words/words.ts';

const MOST_ITEMS = 500;
/** A member with more different values names things and is no kind. */
const MOST_KINDS = 12;

/** One test on an item by one of its members. */
interface Test {
  readonly holds: (value: Json | undefined) => boolean;
  readonly expr: (member: Expr) => Expr;
  readonly word: string;
}

const remembered = new WeakMap<DraftContext, Map<Column['values'], readonly Column[]>>();

/**
 * The items that the user's words may mean where a figure is not of all of them: those that are `planned` and those that
 * are not, those whose `state` is one that the user named. Figures are made of each part as of a list.
 */
export function saidParts(list: Column, context: DraftContext): readonly Column[] {
  const known = remembered.get(context) ?? new Map<Column['values'], readonly Column[]>();
  remembered.set(context, known);
  const found = known.get(list.values) ?? findParts(list, context);
  known.set(list.values, found);
  return found;
}

function findParts(list: Column, context: DraftContext): readonly Column[] {
  const items = list.values.flatMap((value) => (Array.isArray(value) ? value : []));
  if (items.length === 0 || items.length > MOST_ITEMS || !items.every(isJsonObject)) return [];
  const said = new Set(promptWords(context.prompt));
  return [...new Set(items.flatMap((item) => Object.keys(item)))].flatMap((key) => {
    const values = items.map((item) => item[key]);
    return testsOf(key, values, said, context).flatMap((test) => {
      const count = values.filter(test.holds).length;
      // The sum of one is that one: which item it is, is found in another way.
      return count < 2 || count === items.length ? [] : [partOf(list, key, test, context)];
    });
  });
}

function testsOf(
  key: string,
  values: readonly (Json | undefined)[],
  said: ReadonlySet<string>,
  context: DraftContext,
): readonly Test[] {
  const kinds = new Set(values);
  if (kinds.size > MOST_KINDS) return [];
  const flag = [...kinds].every((value) => typeof value === 'boolean')
    ? true
    : [...kinds].every((value) => value === 'true' || value === 'false')
      ? 'true'
      : null;
  if (flag !== null)
    return wordsOf(key).some((word) => word.length > 3 && said.has(word)) ? [is(flag), isNot(flag)] : [];
  return [...kinds].flatMap((kind) =>
    typeof kind === 'string' && kind.length > 2 && context.prompt.mentions(kind) ? [is(kind), isNot(kind)] : [],
  );
}

const is = (value: string | boolean): Test => ({
  holds: (member) => member === value,
  expr: (member) => ({ $: 'fn', name: 'eq', args: [member, { $: 'lit', value }] }),
  word: String(value),
});

const isNot = (value: string | boolean): Test => ({
  holds: (member) => member !== value,
  expr: (member) => ({ $: 'fn', name: 'ne', args: [member, { $: 'lit', value }] }),
  word: `not ${value}`,
});

function partOf(list: Column, key: string, { holds, expr, word }: Test, context: DraftContext): Column {
  const as = context.variables.make(list.words);
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: as }, path: [key], missing: 'null' };
  const parts = new Map<Json, Json>();
  const { locate: _locate, ...rest } = list;
  return {
    ...rest,
    expr: { $: 'over', op: 'filter', in: list.expr, as, body: expr(member) },
    // The same list in several rows stays one list.
    values: list.values.map((value) => {
      if (!Array.isArray(value)) return value;
      const part = parts.get(value) ?? value.filter((item) => isJsonObject(item) && holds(item[key]));
      parts.set(value, part);
      return part;
    }),
    cost: list.cost + 2,
    origin: 'computed',
    label: `${list.label} where ${key} is ${word}`,
  };
}
