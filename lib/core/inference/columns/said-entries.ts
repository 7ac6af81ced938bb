import { canonicalJson } from '../../json/canonical.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { InputBook } from '../draft/input-book.ts';
import type { Variables } from '../draft/variables.ts';
import type { PromptText } from '../words/prompt-text.ts';
import type { Span } from '../words/span.ts';
import { wordsOf } from '../words/words.ts';
import type { Column } from './column.ts';
import { type FirstBy, firstEntries, firstExpr } from './first-entries.ts';
import { itemPaths } from './item-paths.ts';
import { below } from './location.ts';

/** Lists with more entries than this in all are data to go through, and no records with a few parts each. */
const MOST_ENTRIES = 3000;
/** More entries of one list are hardly each spoken of by name. */
const MOST_SAID = 4;

/** Finds, in a column of lists, the entries that the user named, each as a column of its own. */
export type EntriesOf = (list: Column) => readonly Column[];

/**
 * "Look at the nitrate value", where each sample has `results: [{"analyte": "nitrate", "value": 63}, …]`: of lists whose
 * entries are told apart by a member, the entry that has a word of the user's there. "The newest reading of each
 * sensor": the entry that comes first. It is none where a list lacks it. Only where each row has a list of its own: in
 * one list an entry that was used shows itself (`explainPick`).
 */
export function saidEntries(book: Book): EntriesOf {
  const names = new Map<string, string>();
  return (list) => {
    const lists = [...new Set(list.values)].filter((value) => Array.isArray(value));
    if (lists.length < 2) return [];
    const entries = lists.flat();
    if (entries.length > MOST_ENTRIES || !entries.every(hasParts)) return [];
    const place = canonicalJson(list.expr);
    const as = names.get(place) ?? book.variables.make(list.words.length > 0 ? list.words : list.about);
    names.set(place, as);
    const noun = nounOf(list);
    const path = nameOf(list, { entries, lists, noun }, book.prompt);
    const named = saidAt(path, entries, noun, book.prompt).slice(0, MOST_SAID);
    return [
      ...named.map((value) => namedEntry(list, { path, value, as, said: asSaid(value, path, noun, book) })),
      ...firstEntries(list, noun, book.prompt).map((first) => {
        const kind = first.kind === null ? NOTHING : asSaid(first.kind.value, first.kind.path, noun, book);
        return firstEntry(list, first, firstExpr(listOf(list), as, first, kind));
      }),
    ];
  };
}

interface Book {
  readonly prompt: PromptText;
  readonly inputs: InputBook;
  readonly variables: Variables;
}

/** What an entry of the list is called: the list's own name, or that of what was looked up where it says little. */
function nounOf({ words, about }: Column): string {
  const own = words.at(-1);
  return (own === undefined || WRAPPER.test(own) ? about.at(-1) : own) ?? '';
}

const WRAPPER = /^(item|result|data|entry|record|row|value|node|list|content)$/;

/** Whether an entry has more than its name. */
const hasParts = (entry: Json): boolean => isJsonObject(entry) && Object.keys(entry).length > 1;

/** What several entries of one list may be in, even where no two of a recording are. */
const STATE = /(state|status|phase|stage|priority|severity|outcome)$/i;

/** The member that names the entries: of those that tell them apart and that the user speaks of, the one that recurs most. */
function nameOf(
  list: Column,
  of: { readonly entries: readonly Json[]; readonly lists: readonly (readonly Json[])[]; readonly noun: string },
  prompt: PromptText,
): readonly string[] {
  const { entries, lists, noun } = of;
  const kinds = (path: readonly string[]): number => new Set(entries.map((entry) => valueAt(entry, path))).size;
  const [best] = itemPaths(list)
    .map(({ path }) => path)
    .filter((path) => path.length > 0 && !STATE.test(path.at(-1) ?? '') && tellsApart(path, lists))
    .filter((path) => saidAt(path, entries, noun, prompt).length > 0)
    .sort((a, b) => kinds(a) - kinds(b));
  return best ?? [];
}

/** Whether no two entries of one list have the same there, which several lists of several entries show. */
function tellsApart(path: readonly string[], lists: readonly (readonly Json[])[]): boolean {
  const shown = lists.filter((entries) => entries.length > 1).length;
  return (
    shown > 1 &&
    lists.every((entries) => {
      const values = entries.map((entry) => valueAt(entry, path));
      return values.every(isName) && new Set(values).size === values.length;
    })
  );
}

/** What an entry is called: `nitrate`, `channel 2`. */
type Name = string | number;

const isName = (value: Json | undefined): value is Name => typeof value === 'string' || Number.isInteger(value);

function saidAt(path: readonly string[], entries: readonly Json[], noun: string, prompt: PromptText): readonly Name[] {
  return [...new Set(entries.map((entry) => valueAt(entry, path)))].filter(isName).filter((value) => {
    if (typeof value === 'number') return spansOf(value, path, noun, prompt).length > 0;
    return value.length > 1 && prompt.mentions(value) && !prompt.isExample(value, '');
  });
}

/** Where the user says the name. A number is one only after what it numbers. */
function spansOf(value: Name, path: readonly string[], noun: string, prompt: PromptText): readonly Span[] {
  const spans = prompt.spansOf(String(value));
  if (typeof value === 'string') return spans;
  const before = [...wordsOf(path.at(-1) ?? '').slice(-1), noun];
  return spans.filter(({ turn, start }) => {
    const text = prompt.turns.find(({ id }) => id === turn)?.text ?? '';
    return before.includes(wordsOf(text.slice(Math.max(0, start - 30), start)).at(-1) ?? '');
  });
}

function asSaid(value: Name, path: readonly string[], noun: string, { prompt, inputs }: Book): Expr {
  const spans = spansOf(value, path, noun, prompt);
  return spans.length === 0
    ? { $: 'lit', value }
    : inputs.refer({ value, spans, name: wordsOf(path.at(-1) ?? ''), weak: true });
}

function namedEntry(
  list: Column,
  entry: { readonly path: readonly string[]; readonly value: Name; readonly as: string; readonly said: Expr },
): Column {
  const { path, value, as, said } = entry;
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: as }, path: [...path], missing: 'null' };
  return entryColumn(list, {
    expr: { $: 'over', op: 'find', in: listOf(list), as, body: { $: 'fn', name: 'eq', args: [member, said] } },
    at: (entries) => entries.findIndex((one) => valueAt(one, path) === value),
    words: wordsOf(String(value)),
    label: `${value} of ${list.label}`,
    entry: { member: path.join('.'), name: value },
  });
}

const NOTHING: Expr = { $: 'lit', value: null };

const firstEntry = (list: Column, first: FirstBy, expr: Expr): Column =>
  entryColumn(list, {
    expr,
    at: first.at,
    words: list.words,
    label: `the one of ${list.label} with the ${first.label}`,
    entry: {
      isFirst: true,
      ...(first.kind === null ? {} : { member: first.kind.path.join('.'), name: first.kind.value }),
    },
  });

function entryColumn(
  list: Column,
  one: Pick<Column, 'expr' | 'words' | 'label' | 'entry'> & { readonly at: (entries: readonly Json[]) => number },
): Column {
  const { at: find, ...rest } = one;
  const at = list.values.map((entries) => (Array.isArray(entries) ? find(entries) : -1));
  const { locate } = list;
  return {
    ...list,
    ...rest,
    values: list.values.map((entries, row): Json | undefined =>
      Array.isArray(entries) ? entries[at[row] ?? -1] : undefined,
    ),
    about: [...list.words, ...list.about],
    cost: list.cost + 0.2,
    partial: at.includes(-1),
    ...(locate === undefined ? {} : { locate: (row: number) => below(locate(row), at[row] ?? 0) }),
  };
}

const listOf = ({ partial, expr }: Column): Expr => (partial ? orNone(expr) : expr);

/** A list that some records lack has no entries there. */
const orNone = (expr: Expr): Expr => ({ $: 'fn', name: 'coalesce', args: [expr, { $: 'lit', value: [] }] });
