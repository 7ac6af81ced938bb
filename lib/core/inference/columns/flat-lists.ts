import { isJsonObject, type Json } from '../../json/json.ts';
import type { DraftContext } from '../draft-context.ts';
import { wordsOf } from '../words/words.ts';
import { type Column, isListColumn } from './column.ts';
import { itemsOf } from './item-paths.ts';
import { saidParts } from './said-parts.ts';
import type { Gathered, Scope } from './scope.ts';

/** Longer lists are no small world of records with a few lines each. */
const MOST_RECORDS = 400;
const MOST_LISTS = 12;

const remembered = new WeakMap<DraftContext, Gathered>();

/**
 * The lines of all records as one list: the dishes of all orders, the lines of all reports; also of those records only
 * that have a state which the user said, or have it not: "void orders don't count".
 */
export function flatLists(scope: Scope, context: DraftContext): readonly Column[] {
  let below = remembered.get(context);
  if (below === undefined) {
    below = (_, reached) => reached.filter(isListColumn).flatMap((list) => flattened(list, context));
    remembered.set(context, below);
  }
  return scope.gather(below).slice(0, MOST_LISTS);
}

function flattened(list: Column, context: DraftContext): readonly Column[] {
  const members = isSmall(list) ? listMembers(list) : [];
  if (members.length === 0) return [];
  return [list, ...saidParts(list, context)]
    .flatMap((part) => members.map((key) => flat(part, key, context)))
    .filter(({ values }) => values.some((value) => Array.isArray(value) && value.length > 1));
}

function isSmall({ values }: Column): boolean {
  const [first] = values;
  // Where each row has a list of its own, its lines are those of a loop that is gone through.
  return Array.isArray(first) && first.length > 1 && first.length <= MOST_RECORDS && values.every((v) => v === first);
}

/** Names of members that are lists in every record that has them, of records or plain values. */
function listMembers(list: Column): readonly string[] {
  const records = itemsOf(list, 0).filter(isJsonObject);
  const [first] = records;
  if (first === undefined) return [];
  return Object.keys(first).filter((key) => {
    const values = records.map((record) => record[key]);
    return (
      values.every((value) => Array.isArray(value)) && values.some((value) => Array.isArray(value) && value.length > 0)
    );
  });
}

function flat(list: Column, key: string, context: DraftContext): Column {
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const { locate: _locate, given: _given, ...rest } = list;
  // One list for all rows, so that what is remembered of it serves all.
  const lines = itemsOf(list, 0).flatMap((record): readonly Json[] => {
    const inner = isJsonObject(record) ? record[key] : undefined;
    return Array.isArray(inner) ? inner : [];
  });
  return {
    ...rest,
    expr: {
      $: 'over',
      op: 'flatMap',
      in: list.expr,
      as: variable,
      body: { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [key] },
    },
    values: list.values.map(() => lines),
    words: wordsOf(key),
    about: [...list.words, ...list.about],
    cost: list.cost + 1.5,
    origin: 'computed',
    label: `all ${key} of ${list.label}`,
  };
}
