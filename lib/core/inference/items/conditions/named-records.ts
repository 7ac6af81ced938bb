import { isJsonObject, type Json, type JsonObject } from '../../../json/json.ts';
import { mapExpr } from '../../../workflow/walk-exprs.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn, memberColumn } from '../../columns/column.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import { wordsOf } from '../../words/words.ts';
import type { Atoms } from './atom-book.ts';
import type { PredicateSearch } from './predicate.ts';

/** The variable under which a record is looked for by its name. */
const NAMED = 'named';

/** A longer list is data to go through, in which a word of the user's stands by chance. */
const MOST_RECORDS = 1000;
/** More records of one list are hardly each spoken of by name. */
const MOST_NAMED = 3;
/** What one record alone may be in, without being called so. */
const STATE = /(state|status|phase|stage|priority|severity|outcome|condition|kind|type)$/i;

/** A record of which the user said the name, which no other record of its list has. */
interface NamedRecord {
  readonly record: JsonObject;
  readonly member: string;
  readonly name: string;
}

/**
 * The members of records that the user named, as columns that are the same for all items: `before release 4.2 was built`
 * speaks of the `built_at` of the release whose `version` is `4.2`.
 */
export function namedRecords(lists: readonly Column[], search: PredicateSearch): readonly Column[] {
  return lists.filter(isListColumn).flatMap((list) => {
    const [items] = list.values;
    if (!Array.isArray(items) || list.values.some((other) => other !== items)) return [];
    return recordsNamedIn(items, search.prompt).flatMap((named) => {
      const whole = columnOf(list, named, search);
      return Object.keys(named.record)
        .filter((key) => key !== named.member)
        .map((key) => memberColumn(whole, key));
    });
  });
}

/** A named record that is not there is no condition that fails: its members are needed, and the run stops. */
export function needingNamed(book: Atoms): Atoms {
  return {
    add: (holds, text) =>
      book.add(holds, () => {
        const found = text();
        return { ...found, expr: mapExpr(found.expr, needed) };
      }),
  };
}

function needed(expr: Expr): Expr {
  if (expr.$ !== 'get' || expr.from.$ !== 'over' || expr.from.as !== NAMED) return expr;
  const { missing: _missing, ...rest } = expr;
  return rest;
}

const remembered = new WeakMap<PromptText, WeakMap<readonly Json[], readonly NamedRecord[]>>();

function recordsNamedIn(items: readonly Json[], prompt: PromptText): readonly NamedRecord[] {
  const known = remembered.get(prompt) ?? new WeakMap<readonly Json[], readonly NamedRecord[]>();
  remembered.set(prompt, known);
  let found = known.get(items);
  if (found === undefined) {
    found = items.length > MOST_RECORDS || items.length < 2 ? [] : findNamed(items, prompt);
    known.set(items, found);
  }
  return found;
}

function findNamed(items: readonly Json[], prompt: PromptText): readonly NamedRecord[] {
  const found = items.flatMap((record) => {
    if (!isJsonObject(record)) return [];
    const said = Object.entries(record).find(
      ([member, name]) => !STATE.test(member) && isNameOf({ member, name }, items, prompt),
    );
    return said === undefined ? [] : [{ record, member: said[0], name: String(said[1]) }];
  });
  return found.length > MOST_NAMED ? [] : found;
}

function isNameOf(
  { member, name }: { readonly member: string; readonly name: Json },
  items: readonly Json[],
  prompt: PromptText,
): boolean {
  return (
    typeof name === 'string' &&
    name.length > 1 &&
    prompt.says(name) &&
    !prompt.isExample(name, '') &&
    items.filter((item) => isJsonObject(item) && item[member] === name).length === 1
  );
}

/** The record as a column. */
function columnOf(list: Column, { record, member, name }: NamedRecord, { prompt, inputs }: PredicateSearch): Column {
  const said = inputs.refer({
    value: name,
    spans: prompt.spansOf(name),
    name: [...list.words.slice(-1), ...wordsOf(member)],
    weak: true,
  });
  const key: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: NAMED }, path: [member], missing: 'null' };
  const { locate: _locate, lacks: _lacks, ...rest } = list;
  return {
    ...rest,
    expr: { $: 'over', op: 'find', in: list.expr, as: NAMED, body: { $: 'fn', name: 'eq', args: [key, said] } },
    values: list.values.map(() => record),
    about: [...list.words, ...list.about],
    label: `${name} of ${list.label}`,
    entry: { member, name },
  };
}
