import { isJsonObject, type Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Span } from '../words/span.ts';
import { nounsOf, wordsOf } from '../words/words.ts';
import { getMember } from './get-member.ts';
import type { Lacks } from './lacking-members.ts';
import { below, type Location } from './location.ts';

/** A value that can be named at one point of the program, seen in every recorded row (iteration) of that point. */
export interface Column {
  readonly expr: Expr;
  /** One value per row; `undefined` where the row has none. */
  readonly values: readonly (Json | undefined)[];
  /** Logical time per row after which the value was known; -1 for always. */
  readonly ready: readonly number[];
  /** Assistant turn per row that made the value; calls of one turn cannot feed each other. */
  readonly turns: readonly (string | undefined)[];
  /** Words of the member's own name, and of the thing that it belongs to. */
  readonly words: readonly string[];
  readonly about: readonly string[];
  /** What else its record is called: the members by which it was read, `keeper` for what `keeper_id` led to. */
  readonly readAs?: readonly string[];
  readonly cost: number;
  readonly origin: 'reference' | 'computed' | 'input';
  /** Keys of the units whose results are needed. */
  readonly units: readonly string[];
  /** For people: `pulls[*].title`. */
  readonly label: string;
  /** Plain values that the producing call itself was given, with the names of their arguments, per row. */
  readonly given?: readonly (ReadonlyMap<string, readonly string[]> | undefined)[];
  readonly locate?: (row: number) => Location | undefined;
  /** Where the user said the value, for inputs that each recording had another value for. */
  readonly spans?: readonly Span[];
  /** The member is missing in some rows. */
  readonly partial: boolean;
  /** Whether another item of the list that this is an item of lacks a member that this one has, by its path below it. */
  readonly lacks?: Lacks;
  /**
   * For an entry of a list and what is below it: the member and its value that the entry was found by, if any; and
   * whether it is the first of those by some order.
   */
  readonly entry?: { readonly member?: string; readonly name?: string | number; readonly isFirst?: boolean };
}

export function isListColumn(column: Column): boolean {
  let seen = false;
  for (const value of column.values) {
    if (value === undefined || value === null) continue;
    if (!Array.isArray(value)) return false;
    seen = true;
  }
  return seen;
}

export function pickRows(column: Column, rows: readonly number[]): Column {
  const { locate } = column;
  return {
    ...column,
    values: rows.map((row) => column.values[row]),
    ready: rows.map((row) => column.ready[row] ?? -1),
    turns: rows.map((row) => column.turns[row]),
    ...(column.given === undefined ? {} : { given: rows.map((row) => column.given?.[row]) }),
    ...(locate === undefined ? {} : { locate: (row: number) => locate(rows[row] ?? 0) }),
  };
}

/** The member `key` of a column of objects. */
export function memberColumn(column: Column, key: string): Column {
  // What would be held by nothing is nothing.
  const values = column.values.map((value) =>
    value === null ? null : isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined,
  );
  const { locate, lacks } = column;
  const words = wordsOf(key);
  // Also where there is no record at all: a call that was not made in some rows has no members there.
  const partial = values.includes(undefined) || column.values.includes(null) || lacks?.([key]) === true;
  return {
    ...column,
    expr: getMember(column.expr, key, partial || column.partial),
    values,
    words,
    about: [...column.words, ...column.about],
    ...(column.entry === undefined ? {} : { entry: entryBelow(column.entry, key) }),
    cost: column.cost + 0.4,
    label: column.label === '' ? key : `${column.label}.${key}`,
    partial: partial || column.partial,
    ...(lacks === undefined ? {} : { lacks: (path) => lacks([key, ...path]) }),
    ...(locate === undefined ? {} : { locate: (row: number) => below(locate(row), key) }),
  };
}

/** The name of an entry may be a member of a member: `warehouse.code`. */
function entryBelow(entry: NonNullable<Column['entry']>, key: string): NonNullable<Column['entry']> {
  const { member, ...rest } = entry;
  return member?.startsWith(`${key}.`) === true ? { ...rest, member: member.slice(key.length + 1) } : rest;
}

/** The one item of lists that had one item in every row. */
export function onlyColumn(column: Column): Column {
  const { locate } = column;
  return {
    ...column,
    expr: { $: 'over', op: 'only', in: column.expr, as: 'item', body: { $: 'lit', value: true } },
    values: column.values.map((value) => (Array.isArray(value) ? value[0] : undefined)),
    cost: column.cost + 0.7,
    label: `${column.label}[0]`,
    words: column.words,
    ...(locate === undefined ? {} : { locate: (row: number) => below(locate(row), 0) }),
  };
}

/** Words for a tool's results: the nouns in its name. */
export function aboutTool(tool: string): readonly string[] {
  return nounsOf(tool);
}
