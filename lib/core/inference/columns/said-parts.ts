import { isJsonObject, type Json } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { EXCLUDED } from '../words/cues.ts';
import { promptWords } from '../words/prompt-words.ts';
import { isStillToDo } from '../words/still-to-do.ts';
import { wordsOf } from '../words/words.ts';
import type { Column } from './column.ts';
import { itemPaths } from './item-paths.ts';

const MOST_RECORDS = 500;
/** A member with more different values names things and is no kind or state. */
const MOST_KINDS = 12;

/** A member by which records are told apart, and the value that those have which the user speaks of. */
interface Kind {
  readonly path: readonly string[];
  readonly value: string | boolean;
  /** The user spoke of those that are not so: "still has to pay" of `paid`. */
  readonly isLacking?: boolean;
}

const remembered = new WeakMap<DraftContext, Map<Column['values'], readonly Column[]>>();

/**
 * The records that the user's words may mean where something is not of all of them: those with a state or kind that they
 * named, those that are `planned`, and those that are not. Parts that hold all records or none are left out.
 */
export function saidParts(list: Column, context: DraftContext): readonly Column[] {
  let known = remembered.get(context);
  if (known === undefined) {
    known = new Map();
    remembered.set(context, known);
  }
  let parts = known.get(list.values);
  if (parts === undefined) {
    parts = findParts(list, context);
    known.set(list.values, parts);
  }
  return parts;
}

function findParts(list: Column, context: DraftContext): readonly Column[] {
  const records = [...new Set(list.values)].flatMap((value) => (Array.isArray(value) ? value : []));
  if (records.length === 0 || records.length > MOST_RECORDS || !records.every(isJsonObject)) return [];
  return [...saidKinds(list, records, context), ...saidFlags(records, context)].flatMap((kind) => {
    const count = records.filter((record) => valueAt(record, kind.path) === kind.value).length;
    if (count === 0 || count === records.length) return [];
    return (['eq', 'ne'] as const).map((test) => partOf(list, kind, test, context));
  });
}

function saidKinds(list: Column, records: readonly Json[], { prompt }: DraftContext): readonly Kind[] {
  return itemPaths(list).flatMap(({ path }) => {
    const kinds = new Set(records.map((record) => valueAt(record, path)));
    if (path.length === 0 || kinds.size < 2 || kinds.size > MOST_KINDS) return [];
    return [...kinds].flatMap((value) =>
      typeof value === 'string' && value.length > 2 && (prompt.mentions(value) || prompt.mentionsStem(value))
        ? [{ path, value }]
        : [],
    );
  });
}

/** Members that are true or false, also as tables write it, of which the user spoke. */
function saidFlags(records: readonly Json[], { prompt }: DraftContext): readonly Kind[] {
  const said = new Set(promptWords(prompt));
  const keys = new Set(records.flatMap((record) => (isJsonObject(record) ? Object.keys(record) : [])));
  return [...keys].flatMap((key): Kind[] => {
    const isLacking = wordsOf(key).some((word) => isStillToDo(word, prompt));
    if (!isLacking && !wordsOf(key).some((word) => word.length > 3 && said.has(word))) return [];
    const values = [...new Set(records.map((record) => valueAt(record, [key])))];
    if (values.every((value) => typeof value === 'boolean')) return [{ path: [key], value: true, isLacking }];
    const isWritten = values.every((value) => value === 'true' || value === 'false');
    return isWritten ? [{ path: [key], value: 'true', isLacking }] : [];
  });
}

function partOf(list: Column, { path, value, isLacking }: Kind, test: 'eq' | 'ne', context: DraftContext): Column {
  const { prompt, variables } = context;
  const as = variables.make(list.words.length > 0 ? list.words : list.about);
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: as }, path: [...path], missing: 'null' };
  const parts = new Map<Json, Json>();
  const { locate: _locate, ...rest } = list;
  return {
    ...rest,
    expr: {
      $: 'over',
      op: 'filter',
      in: list.expr,
      as,
      body: { $: 'fn', name: test, args: [member, asSaid({ path, value }, context)] },
    },
    // The same list in several rows stays one list.
    values: list.values.map((records) => {
      if (!Array.isArray(records)) return records;
      const part =
        parts.get(records) ?? records.filter((record) => (valueAt(record, path) === value) === (test === 'eq'));
      parts.set(records, part);
      return part;
    }),
    // What the user said is cheaper than to take all the same: a word that is used is better than one that is not.
    cost: list.cost + (test === 'eq' || isLacking === true || prompt.hasWord(EXCLUDED) ? -0.5 : 1.5),
    origin: 'computed',
    label: `${list.label} whose ${path.join('.')} is ${test === 'eq' ? '' : 'not '}${value}`,
  };
}

/** A kind that the user named is an input; a flag and a word of an example are not. */
function asSaid({ path, value }: Kind, { prompt, inputs }: DraftContext): Expr {
  const spans = typeof value === 'string' && !prompt.isExample(value, '') ? prompt.spansOf(value) : [];
  if (spans.length === 0 || value === 'true') return { $: 'lit', value };
  return inputs.refer({ value, spans, name: wordsOf(path.at(-1) ?? ''), weak: true });
}
