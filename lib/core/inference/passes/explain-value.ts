import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json, type JsonSchema } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { constant, type Explanation, type Target, usable } from '../explanation.ts';
import { schemaOf } from '../input-book.ts';
import type { Span } from '../prompt-text.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import type { Column, Scope } from '../scope.ts';
import { surpriseOf, UNLIKELY_BITS } from '../surprise.ts';
import { sharedWords, wordsOf } from '../words.ts';
import { CHANGES, changedColumns } from './change-values.ts';
import { derivedColumns } from './derive-columns.ts';
import { explainList } from './explain-list.ts';
import { explainMapping } from './explain-mapping.ts';
import { explainPick } from './explain-pick.ts';
import { explainText, suspicionOf } from './explain-text.ts';

/** The best explanation of a value from what the program can see, or null where only judgement or luck explains it. */
export function explainValue(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const fromPrompt = explainFromPrompt(target, context);
  const [first] = target.values;
  const same = target.values.every((value) => jsonEqual(value, first));
  if (same && (first === null || typeof first === 'boolean' || first === '' || isFixed(first, target))) {
    const named = columnCandidates(target, scope).filter(
      (column) => similarity(column, target) >= 1.5 && target.values.length > 1,
    );
    const [column] = named;
    if (first === null || column === undefined || !varies(column))
      return constant(first ?? null, `always ${JSON.stringify(first ?? null)}`);
  }
  if (fromPrompt !== null && same) {
    const rival = lowSurprise(first) ? bestColumn(target, scope) : null;
    if (rival === null || fromPrompt.cost <= rival.cost) return fromPrompt;
    return explainFromColumns(target, scope, context) ?? fromPrompt;
  }
  const direct = explainFromColumns(target, scope, context);
  if (direct !== null) return direct;
  if (same && (typeof first === 'string' || typeof first === 'number')) {
    const picked =
      needsSource(target, first) || (typeof first === 'number' && target.effect !== 'read')
        ? explainPick(target, scope, context)
        : null;
    if (picked !== null && picked.status === 'proved') return picked;
    const text = typeof first === 'string' ? explainText(target, scope, context) : null;
    const list = typeof first === 'string' ? explainList(target, scope, context) : null;
    const best = cheaper(text, list);
    if (best !== null && best.origin !== 'constant') return best;
    return (
      picked ??
      (best !== null && typeof first === 'string' && suspicionOf(first, context) < 6 && first.length < 40 ? best : null)
    );
  }
  if (target.values.every((value) => Array.isArray(value))) return explainArray(target, scope, context);
  if (target.values.every((value) => isJsonObject(value))) return explainObject(target, scope, context);
  if (target.values.every((value) => typeof value === 'string')) {
    const text = explainText(target, scope, context);
    const list = explainList(target, scope, context);
    const built = cheaper(text, list);
    if (built !== null) return built;
  }
  return explainMapping(target, scope, context) ?? explainPick(target, scope, context);
}

/** What users name in words: inputs, lists as inputs, values put together from named parts. */
function explainFromPrompt(target: Target, context: DraftContext): Explanation | null {
  const [value] = target.values;
  if (value === undefined || !target.values.every((other) => jsonEqual(other, value))) return null;
  if (Array.isArray(value)) {
    if (value.length < 1 || !value.every((item) => typeof item === 'string' || typeof item === 'number')) return null;
    const texts = value.map(String);
    const spans = value.length === 1 ? null : context.prompt.listOf(texts);
    if (spans === null) return null;
    return {
      ...constant(value, `the list in your words`),
      expr: context.inputs.refer({
        value,
        spans,
        name: inputWords(target),
        ...(target.schema === undefined ? {} : { schema: plainSchema(target.schema, value) }),
      }),
      cost: 1,
      origin: 'input',
      parts: spans.map((span, index) => ({ kind: 'prompt', spans: [span], value: value[index] ?? null })),
    };
  }
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const spans = context.prompt.spansOf(String(value));
  if (spans.length === 0) return null;
  const fromUrl = explainFromUrl(value, spans, target, context);
  if (fromUrl !== null) return fromUrl;
  if (typeof value === 'string' && isComposite(value, context)) return null;
  const near = spans.some(
    (span) =>
      sharedWords(
        wordsAround(context, span),
        target.words.filter((word) => word !== 'id'),
      ) > 0,
  );
  const cost = typeof value === 'number' && surpriseOf(value) < 9 && !near ? 4 : 1;
  return {
    ...constant(value, `"${String(value)}" in your words`),
    expr: context.inputs.refer({
      value,
      spans,
      name: inputWords(target),
      ...(target.schema === undefined ? {} : { schema: plainSchema(target.schema, value) }),
    }),
    cost,
    origin: 'input',
    parts: [{ kind: 'prompt', spans, value }],
    ...(spans.every((span) => isInsideWord(span, context)) ? { shaky: 3 } : {}),
  };
}

/** A value that stands only at the end of a URL which the user gave: the URL is the input. */
function explainFromUrl(
  value: string | number,
  spans: readonly Span[],
  target: Target,
  context: DraftContext,
): Explanation | null {
  const urls = spans.map((span) => {
    const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
    for (const match of text.matchAll(/https?:\/\/[^\s<>"')\]]*[\p{L}\p{N}/]/gu)) {
      if (match.index <= span.start && span.end <= match.index + match[0].length)
        return { url: match[0], start: match.index, turn: span.turn };
    }
    return null;
  });
  const [first] = urls;
  if (first === null || first === undefined || urls.some((found) => found?.url !== first.url)) return null;
  for (const change of CHANGES) {
    if (!change.name.includes('URL') || change.apply(first.url) !== value) continue;
    const span = { turn: first.turn, start: first.start, end: first.start + first.url.length };
    const input = context.inputs.refer({ value: first.url, spans: [span], name: [...target.tool.slice(-1), 'url'] });
    return {
      ...constant(value, `the ${change.name} in your words`),
      expr: change.expr(input),
      origin: 'computed',
      parts: [{ kind: 'prompt', spans: [span], value: first.url }],
    };
  }
  return null;
}

/**
 * Whether a text that the user said holds other values that the user said on their own ("Changed to gold", where gold
 * is used elsewhere), or is nothing but such values and marks between them (`owner/name`).
 */
export function isComposite(value: string, context: DraftContext): boolean {
  const own = context.prompt.spansOf(value);
  let rest = value;
  let outside = false;
  for (const atom of atomsOf(context)) {
    if (atom === value || atom.length < 2 || atom.length >= value.length || !standsIn(atom, value)) continue;
    rest = rest.split(atom).join('');
    const elsewhere = context.prompt
      .spansOf(atom)
      .some(
        (span) => !own.some((whole) => whole.turn === span.turn && whole.start <= span.start && span.end <= whole.end),
      );
    if (elsewhere && atom.length > 2 && isWordOf(atom, value)) outside = true;
  }
  return outside || (rest !== value && !/[\p{L}\p{N}]/u.test(rest));
}

/** Whether the atom is a word of its own in a sentence, not a piece of a name with hyphens, dots or slashes. */
function isWordOf(atom: string, text: string): boolean {
  return (
    text.split(/[\s"'“”()<>]+/).some((word) => word.replace(/[.,:;!?]+$/, '') === atom) ||
    (atom.includes(' ') && standsIn(atom, text))
  );
}

function standsIn(atom: string, text: string): boolean {
  for (let at = text.indexOf(atom); at >= 0; at = text.indexOf(atom, at + 1)) {
    const before = text.slice(Math.max(0, at - 1), at);
    const after = text.slice(at + atom.length, at + atom.length + 1);
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

const atomCache = new WeakMap<DraftContext, readonly string[]>();

/** Values of arguments that the user said, longest first: what texts may be put together from. */
export function atomsOf(context: DraftContext): readonly string[] {
  const known = atomCache.get(context);
  if (known !== undefined) return known;
  const atoms = new Set<string>();
  const walk = (value: Json): void => {
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value);
      if (
        text.length <= 200 &&
        !(typeof value === 'string' && COMMON.has(value.toLowerCase())) &&
        context.prompt.says(text)
      )
        atoms.add(text);
    } else if (value !== null && typeof value === 'object') for (const member of Object.values(value)) walk(member);
  };
  for (const call of context.calls) if (call.error === undefined) walk(call.args);
  for (const turn of context.prompt.turns) {
    for (const match of turn.text.matchAll(
      /(?<![\p{L}\p{N}-])\d{4}-\d{2}-\d{2}(?![\p{L}\p{N}-])|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
    ))
      atoms.add(match[0]);
  }
  const sorted = [...atoms].sort((a, b) => b.length - a.length);
  atomCache.set(context, sorted);
  return sorted;
}

/** Words that are settings rather than things that a user would change. */
const COMMON = new Set('all any none true false open closed asc desc active'.split(' '));

function isFixed(value: Json | undefined, target: Target): boolean {
  if (
    typeof value === 'string' &&
    Array.isArray(target.schema?.enum) &&
    target.words.some((word) => word === 'type' || word === 'kind')
  )
    return true;
  if (typeof value === 'string' && COMMON.has(value.toLowerCase()) && Array.isArray(target.schema?.enum)) return true;
  return target.schema?.default !== undefined && jsonEqual(target.schema.default, value) && typeof value !== 'string';
}

function plainSchema(schema: JsonSchema, value: Json): JsonSchema {
  const { default: _default, ...rest } = schema;
  return rest.type === undefined && rest.enum === undefined ? schemaOf(value) : rest;
}

/** Whether a span is only a piece of a longer name, address or number: `hassan` in `hassan.lee@example.com`. */
function isInsideWord(span: { turn: string; start: number; end: number }, context: DraftContext): boolean {
  const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
  return (
    /[\p{L}\p{N}][._@+-]$/u.test(text.slice(Math.max(0, span.start - 2), span.start)) ||
    /^[._@+-][\p{L}\p{N}]/u.test(text.slice(span.end, span.end + 2))
  );
}

/** The argument's name; where it says little, the tool's noun before it: `name` of `list_companies` is `companyName`. */
function inputWords(target: Target): readonly string[] {
  const vague = /^(name|id|key|value|text|query|q|title|path|number)$/.test(target.words.join(' '));
  const noun = target.tool.at(-1);
  return vague && noun !== undefined && target.words.join(' ') === 'name' ? [noun, ...target.words] : target.words;
}

function wordsAround(context: DraftContext, span: { turn: string; start: number; end: number }): string[] {
  const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
  return [
    ...wordsOf(text.slice(Math.max(0, span.start - 30), span.start)).slice(-3),
    ...wordsOf(text.slice(span.end, span.end + 16)).slice(0, 2),
  ];
}

const lowSurprise = (value: Json | undefined): boolean => value !== undefined && surpriseOf(value) < UNLIKELY_BITS;

const ID_NAME = /^(id|key|uid|uuid|ref|sku|slug|handle|login|email)$/;

/** Ids and keys come from somewhere; a plain word or number may well be the user's or the model's own. */
function needsSource(target: Target, value: Json): boolean {
  const name = target.words.at(-1) ?? '';
  return (
    /^(id|key|number|no|ts|sha|uid|uuid|ref|code|token|email|path|url|login|handle)$/.test(name) ||
    surpriseOf(value) >= 9
  );
}

export function columnCandidates(target: Target, scope: Scope): Column[] {
  return scope.columns().filter(
    (column) =>
      usable(column, target) &&
      target.values.every((value, row) => {
        const seen = column.values[row];
        return seen !== undefined && jsonEqual(seen, value);
      }),
  );
}

const varies = (column: Column): boolean =>
  new Set(column.values.map((value) => (value === undefined ? '' : canonicalJson(value)))).size > 1;

/** How well a member's name fits the argument's. */
export function similarity(column: Column, target: Target): number {
  const { words } = target;
  const exact = words.length > 0 && words.join(' ') === column.words.join(' ') ? 1 : 0;
  const useful = words.filter((word) => word !== 'id' || column.words.includes('id'));
  return (
    exact +
    sharedWords(useful, column.words) +
    0.7 *
      Math.min(
        1,
        sharedWords(
          words.filter((word) => !column.words.includes(word)),
          column.about,
        ),
      ) +
    0.25 * Math.min(1, sharedWords(target.tool, column.about))
  );
}

function bestColumn(target: Target, scope: Scope): { column: Column; cost: number } | null {
  return rankColumns(columnCandidates(target, scope), target)[0] ?? null;
}

function rankColumns(columns: readonly Column[], target: Target): { column: Column; cost: number; fit: number }[] {
  return columns
    .map((column) => {
      const fit = similarity(column, target);
      return {
        column,
        fit,
        cost: 3 + column.cost - 1.2 * fit + (isEcho(column) ? 4 : 0) + (isOtherThing(column, target) ? 2.5 : 0),
      };
    })
    .sort((a, b) => a.cost - b.cost || (a.column.ready[0] ?? 0) - (b.column.ready[0] ?? 0));
}

/** A call that was given a value and gives it back is not where it comes from. */
function isEcho(column: Column): boolean {
  const { given } = column;
  if (given === undefined) return false;
  return column.values.every((value, row) => {
    if (value === undefined || value === null || typeof value === 'object') return true;
    const names = given[row]?.get(String(value));
    return names?.some((name) => isSameName(wordsOf(name), column)) ?? false;
  });
}

/** `owner_id` is hardly meant where a `contact_id` is asked for. */
function isOtherThing(column: Column, target: Target): boolean {
  const wanted = specific(target.words);
  const own = specific(column.words);
  return (
    wanted.length > 0 &&
    own.length > 0 &&
    wanted.length < target.words.length &&
    own.length < column.words.length &&
    sharedWords(wanted, own) === 0 &&
    sharedWords(wanted, column.about) === 0
  );
}

/** Names that say nothing about what they name. */
const GENERIC = new Set([
  'id',
  'key',
  'number',
  'no',
  'name',
  'uid',
  'uuid',
  'code',
  'value',
  'ref',
  'to',
  'by',
  'from',
  'of',
]);

const specific = (words: readonly string[]): string[] => words.filter((word) => !GENERIC.has(word));

function isSameName(argument: readonly string[], column: Column): boolean {
  if (argument.join(' ') === column.words.join(' ')) return true;
  if (sharedWords(specific(argument), column.words) > 0) return true;
  const plain = specific(column.words).length === 0;
  return plain && (specific(argument).length === 0 || sharedWords(specific(argument), column.about) > 0);
}

function explainFromColumns(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const exact = rankColumns(columnCandidates(target, scope), target);
  const chosen = chooseColumn(exact, target, context);
  if (chosen !== null) return chosen;
  const changed = changedColumns(target, scope, context).concat(
    ID_NAME.test(target.words.at(-1) ?? '') ? [] : derivedColumns(target, scope, context),
  );
  return chooseColumn(rankColumns(changed, target), target, context);
}

function chooseColumn(
  ranked: readonly { column: Column; cost: number; fit: number }[],
  target: Target,
  context: DraftContext,
): Explanation | null {
  const [best] = ranked;
  if (best === undefined) return null;
  const distinct = new Map(target.values.map((value) => [canonicalJson(value), value]));
  const bits = [...distinct.values()].reduce<number>((sum, value) => sum + surpriseOf(value), 0);
  const [value] = target.values;
  // A plain small value may be a constant: then only a fitting name makes it a reference.
  if (distinct.size === 1 && bits < 9 && best.fit < 0.9 && !needsSource(target, value ?? null)) return null;
  if (
    distinct.size === 1 &&
    typeof value === 'string' &&
    /^[a-z]+$/.test(value) &&
    best.fit < 0.9 &&
    !needsSource(target, value)
  )
    return null;
  const rivals = ranked.slice(1).filter((other) => isRival(best, other, bits));
  const explained: Explanation = {
    expr: best.column.expr,
    cost: best.cost,
    origin: best.column.origin,
    status: 'proved',
    label: best.column.label,
    parts: [{ kind: 'column', column: best.column }],
    units: best.column.units,
    doubts: [],
    alternatives: ranked.slice(1, 5).map((other) => ({
      summary: other.column.label,
      reason:
        other.cost > best.cost + 0.3
          ? 'its name fits less well or it lies further away'
          : 'the same value at the same price',
    })),
  };
  const [rival] = rivals;
  if (rival === undefined) return explained;
  const options = [best, ...rivals].slice(0, 3);
  const answer = context.questions.ask({
    kind: 'source',
    about: target.about,
    text: `Where does ${target.words.join(' ')} come from? In the recording these held the same value (${brief(value ?? null)}).`,
    row: value ?? null,
    options: [
      ...options.map(({ column }, index) => ({ id: `c${index}`, label: column.label, expr: column.expr })),
      SOMETHING_ELSE,
    ],
    default: 'c0',
    weight: weightOf(target) * 0.4,
  });
  const taken = options[Number(answer.option.slice(1))] ?? best;
  return {
    ...explained,
    expr: taken.column.expr,
    label: taken.column.label,
    parts: [{ kind: 'column', column: taken.column }],
    units: taken.column.units,
    status: answer.answered ? 'asked' : 'assumed',
    doubts: [answer.id],
  };
}

export function weightOf(target: Target): number {
  return (target.effect === 'destroy' ? 10 : target.effect === 'write' ? 3 : 1) * Math.max(1, target.values.length);
}

/** Another member with the same values that would behave differently elsewhere and that is nearly as good. */
function isRival(
  best: { column: Column; cost: number; fit: number },
  other: { column: Column; cost: number; fit: number },
  bits: number,
): boolean {
  if (other.cost > best.cost + 1) return false;
  const sameName = best.column.words.join(' ') === other.column.words.join(' ');
  if (bits >= UNLIKELY_BITS && (sameName || other.column.units.join() !== best.column.units.join())) return false;
  if (
    sameName &&
    (sharedWords(other.column.about, best.column.about) > 0 ||
      other.column.about.join(' ') === best.column.about.join(' '))
  )
    return false;
  return true;
}

function explainArray(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const lists = target.values.map((value) => (Array.isArray(value) ? value : []));
  const lengths = new Set(lists.map((list) => list.length));
  const built = explainList(target, scope, context);
  const appended = explainAppended(target, lists, scope, context);
  if (appended !== null && (built === null || built.status !== 'proved' || appended.cost < built.cost)) return appended;
  const [length] = lengths;
  if (lengths.size > 1 || length === undefined) return built;
  if (length === 0) return constant([], 'an empty list');
  if (built !== null && (length > 1 || target.values.length > 1) && (built.status === 'proved' || built.cost < 8))
    return built;
  const items: Explanation[] = [];
  for (let index = 0; index < length; index += 1) {
    const schema = isJsonObject(target.schema?.items) ? target.schema.items : undefined;
    const { schema: _schema, ...rest } = target;
    const item =
      explainValue(
        {
          ...rest,
          ...(schema === undefined ? {} : { schema }),
          values: lists.map((list) => list[index] ?? null),
          about: [target.about, index],
        },
        scope,
        context,
      ) ?? constantItem(lists.map((list) => list[index] ?? null));
    if (item === null) return built;
    items.push(item);
  }
  return merge({ $: 'arr', items: items.map((item) => item.expr) }, items, 'list');
}

/** A known list with more items after it: the tags that were there and one more. */
function explainAppended(
  target: Target,
  lists: readonly (readonly Json[])[],
  scope: Scope,
  context: DraftContext,
): Explanation | null {
  for (const column of scope.lists()) {
    if (!usable(column, target)) continue;
    const known = lists.map((_, row) => column.values[row]);
    const extra = lists.map((list, row) => {
      const start = known[row];
      if (!Array.isArray(start) || start.length >= list.length) return null;
      return start.every((item, at) => jsonEqual(item, list[at])) ? list.slice(start.length) : null;
    });
    const [first] = extra;
    if (first === undefined || first === null || extra.some((rest) => rest?.length !== first.length)) continue;
    if (!known.some((start) => Array.isArray(start) && start.length > 0)) continue;
    const rest = explainArray(
      { ...target, values: extra.map((items) => items ?? []), about: [target.about, 'added'] },
      scope,
      context,
    );
    if (rest === null) continue;
    return {
      ...rest,
      expr: { $: 'fn', name: 'concat', args: [column.expr, rest.expr] },
      cost: rest.cost + column.cost + 1,
      origin: 'computed',
      label: `${column.label} and ${rest.label}`,
      parts: [{ kind: 'column', column }, ...rest.parts],
      units: [...column.units, ...rest.units],
    };
  }
  return null;
}

function constantItem(values: readonly Json[]): Explanation | null {
  const [first] = values;
  return first !== undefined && values.every((value) => jsonEqual(value, first))
    ? constant(first, `always ${brief(first)}`, 4)
    : null;
}

function explainObject(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const objects = target.values.map((value) => (isJsonObject(value) ? value : {}));
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const properties = isJsonObject(target.schema?.properties) ? target.schema.properties : {};
  const fields: Record<string, Expr> = {};
  const parts: Explanation[] = [];
  for (const key of keys) {
    if (!objects.every((object) => Object.hasOwn(object, key))) return null;
    const schema = isJsonObject(properties[key]) ? properties[key] : undefined;
    const { schema: _schema, ...rest } = target;
    const values = objects.map((object) => object[key] ?? null);
    const field =
      explainValue(
        {
          ...rest,
          ...(schema === undefined ? {} : { schema }),
          values,
          words: wordsOf(key),
          about: [target.about, key],
        },
        scope,
        context,
      ) ?? constantItem(values);
    if (field === null) return null;
    fields[key] = field.expr;
    parts.push(field);
  }
  return merge({ $: 'obj', fields }, parts, 'object');
}

/** One explanation out of several: prices and reasons add up. */
export function merge(expr: Expr, parts: readonly Explanation[], label: string): Explanation {
  const origins = new Set(parts.map((part) => part.origin));
  const [only] = origins;
  return {
    expr,
    cost: parts.reduce((sum, part) => sum + part.cost, 0),
    origin: origins.size === 1 && only !== undefined ? only : origins.has('judgement') ? 'judgement' : 'computed',
    status: parts.some((part) => part.status === 'assumed')
      ? 'assumed'
      : parts.some((part) => part.status === 'asked')
        ? 'asked'
        : 'proved',
    label: parts.map((part) => part.label).join(', ') || label,
    parts: parts.flatMap((part) => part.parts),
    units: parts.flatMap((part) => part.units),
    doubts: parts.flatMap((part) => part.doubts),
    alternatives: parts.flatMap((part) => part.alternatives).slice(0, 4),
  };
}

function cheaper(a: Explanation | null, b: Explanation | null): Explanation | null {
  if (a === null) return b;
  if (b === null) return a;
  return b.cost < a.cost ? b : a;
}

function brief(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
