import { isEmpty } from '../../functions/logic.ts';
import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { Explanation } from '../draft/explanation.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import { type Target, weightOf } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { nullable } from '../items/conditions/nullable.ts';
import { briefJson } from '../words/brief-json.ts';
import { surpriseOf, UNLIKELY_BITS } from '../words/surprise.ts';
import { sharedWords } from '../words/words.ts';
import { changedColumns } from './changes/changed-columns.ts';
import { isEcho } from './fit-column.ts';
import { needsSource } from './needs-source.ts';
import { derivedColumns } from './numbers/derived-columns.ts';
import { choosePath } from './paths/choose-path.ts';
import { proseColumns } from './prose/prose-columns.ts';
import { formColumns } from './prose/said-forms.ts';
import { columnCandidates, rankColumns } from './rank-columns.ts';

/** Below this many bits a value turns up in many places by chance. */
const LIKELY_BITS = 9;
/** From this likeness of names on, a member is what the argument's name says. */
const NAMED = 0.9;
const NAMELESS_MARGIN = 3;
/** A member of the same name that lies elsewhere in the record may be the one that is meant, up to this price above the best. */
const PATH_MARGIN = 1.5;

/** Whether it is how many of its own each row has, and the user asked for how many. */
function isAskedCount({ expr, words }: Column, { prompt }: DraftContext): boolean {
  return words.includes('count') && JSON.stringify(expr).includes('"of":"var"') && prompt.asksFor(HOW_MANY);
}

const HOW_MANY = /\bhow many\b|\b(number|count)s? of\b|\bcounts?\b/i;

const ID_NAME = /^(id|key|uid|uuid|ref|sku|slug|handle|login|email)$/;

export function explainFromColumns(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const exact = rankColumns(columnCandidates(target, scope, context), target);
  const chosen = chooseColumn(exact, target, scope, context);
  if (chosen !== null) return chosen;
  const changed = changedColumns(target, scope, context).concat(
    proseColumns(target, scope),
    formColumns(target, scope, context),
    ID_NAME.test(target.words.at(-1) ?? '') ? [] : derivedColumns(target, scope, context),
  );
  return chooseColumn(rankColumns(changed, target), target, scope, context);
}

function chooseColumn(
  ranked: readonly { column: Column; cost: number; fit: number }[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Explanation | null {
  const [first] = ranked;
  if (first === undefined) return null;
  const distinct = new Map(target.values.map((value) => [canonicalJson(value), value]));
  const bits = [...distinct.values()].reduce<number>((sum, value) => sum + surpriseOf(value), 0);
  const [value] = target.values;
  // A plain small value may be a constant: then only a fitting name makes it a reference.
  if (
    distinct.size === 1 &&
    bits < LIKELY_BITS &&
    first.fit < NAMED &&
    !needsSource(target, value ?? null) &&
    !(target.values.length > 1 && isAskedCount(first.column, context))
  )
    return null;
  if (
    distinct.size === 1 &&
    typeof value === 'string' &&
    /^[a-z]+$/.test(value) &&
    first.fit < NAMED &&
    !needsSource(target, value)
  )
    return null;
  const near = ranked.slice(1).filter(({ cost }) => cost <= first.cost + PATH_MARGIN);
  const [start, ...elsewhere] = [first, ...near].map((item) => ({ item, column: item.column }));
  const path = choosePath(start ?? { item: first, column: first.column }, elsewhere, { target, scope }, context);
  const best = path.item;
  const others = ranked.filter((other) => other !== best);
  const rivals = others.filter(
    (other) => !path.among.includes(other.column) && isRival(best, other, { bits, scope, target }),
  );
  const explained: Explanation = {
    expr: best.column.expr,
    cost: best.cost,
    origin: best.column.origin,
    status: path.status,
    label: best.column.label,
    parts: [{ kind: 'column', column: best.column }],
    units: best.column.units,
    doubts: path.doubts,
    alternatives: others.slice(0, 4).map((other) => ({
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
    text: `Where does ${target.words.join(' ')} come from? In the recording these held the same value (${briefJson(value ?? null)}).`,
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
    doubts: [...path.doubts, answer.id],
  };
}

/** Another member with the same values that would behave differently elsewhere and that is nearly as good. */
function isRival(
  best: { column: Column; cost: number; fit: number },
  other: { column: Column; cost: number; fit: number },
  { bits, scope, target }: { readonly bits: number; readonly scope: Scope; readonly target: Target },
): boolean {
  // What a call gives back as it was given it comes from where the call got it.
  if (isEcho(other.column) && !isEcho(best.column)) return false;
  // What is likely anywhere is told apart by a fitting name alone, and not by what lies nearer.
  const margin = bits < LIKELY_BITS && !isNamed(best, target) ? NAMELESS_MARGIN : 1;
  if (other.cost > best.cost + margin) return false;
  const sameName = best.column.words.join(' ') === other.column.words.join(' ');
  if (bits >= UNLIKELY_BITS) {
    const apart = other.column.units.join() !== best.column.units.join();
    if (apart ? !isOfAnotherRecord(best.column, other.column, scope) : sameName) return false;
    if (apart) return true;
  }
  if (
    sameName &&
    (sharedWords(other.column.about, best.column.about) > 0 ||
      other.column.about.join(' ') === best.column.about.join(' '))
  )
    return false;
  return true;
}

/** Whether the member's name tells it from others. `id` does for the id of the thing that the tool is about. */
function isNamed({ column, fit }: { readonly column: Column; readonly fit: number }, { words, tool }: Target): boolean {
  const plain = words.length === 1 && TITLES.has(words[0] ?? '');
  return fit >= NAMED && (!plain || sharedWords(tool, column.about) > 0);
}

/**
 * Whether two members of one name and value belong to different things: the phone of an order and that of its customer.
 * A list and a look-up give the same record twice; those agree in more than this member.
 */
function isOfAnotherRecord(one: Column, other: Column, scope: Scope): boolean {
  const name = one.words.at(-1);
  if (name === undefined || name !== other.words.at(-1) || TITLES.has(name)) return false;
  const [a, b] = [one, other].map((column) => recordOf(column, scope));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  return !Object.entries(a).some(
    ([key, value]) =>
      key !== lastKey(one.expr) && !isEmpty(value) && typeof value !== 'boolean' && jsonEqual(value, b[key] ?? null),
  );
}

/** Names that a thing is called by wherever it is mentioned. */
const TITLES = new Set(['id', 'key', 'name', 'title', 'number', 'no', 'login', 'slug', 'url', 'uuid', 'code', 'sku']);

/** The record that the column is a member of, in the first row. */
function recordOf(column: Column, scope: Scope): Json | undefined {
  const { expr } = column;
  if (expr.$ !== 'get') return undefined;
  const around: Expr = expr.path.length > 1 ? { ...expr, path: expr.path.slice(0, -1) } : expr.from;
  const wanted = canonicalJson(nullable(around));
  return scope.columns().find((candidate) => canonicalJson(nullable(candidate.expr)) === wanted)?.values[0];
}

const lastKey = (expr: Expr): string => (expr.$ === 'get' ? String(expr.path.at(-1)) : '');
