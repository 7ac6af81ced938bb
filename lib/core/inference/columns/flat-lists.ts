import { isJsonObject, type Json } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { EXCLUDED } from '../words/cues.ts';
import { wordsOf } from '../words/words.ts';
import type { Column } from './column.ts';
import { itemPaths, itemsOf } from './item-paths.ts';
import type { Scope } from './scope.ts';

/** Longer lists are no small world of records with a few lines each. */
const MOST_RECORDS = 400;
const MOST_LISTS = 12;
/** A member with more different values is no kind or state. */
const MOST_KINDS = 12;

const remembered = new WeakMap<Scope, readonly Column[]>();

/**
 * The lines of all records as one list: the dishes of all orders, the lines of all reports; also of those records only
 * that have a state which the user said, or have it not: "void orders don't count".
 */
export function flatLists(scope: Scope, context: DraftContext): readonly Column[] {
  let known = remembered.get(scope);
  if (known === undefined) {
    known = scope
      .lists()
      .filter(isSmall)
      .flatMap((list) => {
        const members = listMembers(list);
        if (members.length === 0) return [];
        return [list, ...saidParts(list, context)].flatMap((part) => members.map((key) => flat(part, key, context)));
      })
      .filter((list) => list.values.some((value) => Array.isArray(value) && value.length > 1))
      .slice(0, MOST_LISTS);
    remembered.set(scope, known);
  }
  return known;
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

/** The records with a state or kind that the user named, and those with any other. Each list is the same in all rows. */
export function saidParts(list: Column, context: DraftContext): readonly Column[] {
  const records = itemsOf(list, 0);
  return itemPaths(list).flatMap(({ path }) => {
    const kinds = new Set(records.map((record) => valueAt(record, path)));
    if (path.length === 0 || kinds.size < 2 || kinds.size > MOST_KINDS) return [];
    return [...kinds].flatMap((kind) => {
      if (typeof kind !== 'string' || kind.length < 3) return [];
      if (!context.prompt.mentions(kind) && !context.prompt.mentionsStem(kind)) return [];
      return (['eq', 'ne'] as const).map((test) => part(list, { path, kind, test }, context));
    });
  });
}

function part(
  list: Column,
  { path, kind, test }: { readonly path: readonly string[]; readonly kind: string; readonly test: 'eq' | 'ne' },
  context: DraftContext,
): Column {
  const { prompt, inputs, variables } = context;
  const spans = prompt.isExample(kind, '') ? [] : prompt.spansOf(kind);
  const name = wordsOf(path.at(-1) ?? '');
  const literal: Expr =
    spans.length > 0 ? inputs.refer({ value: kind, spans, name, weak: true }) : { $: 'lit', value: kind };
  const variable = variables.make(list.words.length > 0 ? list.words : list.about);
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path], missing: 'null' };
  const kept = itemsOf(list, 0).filter((record) => (valueAt(record, path) === kind) === (test === 'eq'));
  return {
    ...list,
    expr: {
      $: 'over',
      op: 'filter',
      in: list.expr,
      as: variable,
      body: { $: 'fn', name: test, args: [member, literal] },
    },
    values: list.values.map(() => kept),
    // What the user said is cheaper than to take all the same: a word that is used is better than one that is not.
    cost: list.cost + (test === 'eq' || prompt.hasWord(EXCLUDED) ? -0.5 : 1.5),
    label: `${list.label} whose ${path.join('.')} is ${test === 'eq' ? '' : 'not '}${kind}`,
  };
}
