import { jsonEqual } from '../../json/equal.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { wordsOf } from '../words/words.ts';
import { BEFORE, isSaidOfOthers } from './said-of-others.ts';
import { type SaidTerm, saidTerms } from './said-terms.ts';
import { narrowed, type Selection, type SelectionProblem } from './selection.ts';
import { saidByProducer } from './unused-words.ts';

/**
 * Conditions that the user said with the names of their members, which all used items keep and nothing else in the
 * selection says: the recording had no item that only they leave out.
 */
export function withSaidTerms(
  selection: Selection,
  around: {
    readonly problem: SelectionProblem;
    readonly items: Items;
    readonly flags: readonly boolean[];
    readonly variable: string;
  },
  context: DraftContext,
): Selection {
  const { problem, items, flags, variable } = around;
  if (items.places.length === 0) return selection;
  const given = saidByProducer(problem.list, context);
  let found = selection;
  for (const column of items.members()) {
    if (column.expr.$ !== 'get') continue;
    const used = column.values.filter((_, row) => flags[row]);
    for (const term of saidTerms(column, context)) {
      if (used.length === 0 || !used.every(term.holds)) continue;
      if (isUsed(term, column, found)) continue;
      if (term.value !== undefined && given.has(String(term.value).toLowerCase())) continue;
      if (isOfOuter(term, column, problem, context) || isSaidOfOthers(sayingsOf(term, context), problem.list, context))
        continue;
      found = withTerm(found, term, variable);
    }
  }
  return found;
}

/**
 * Whether what decides which items are taken looks at the member. That they stand in order of it says nothing of a bound,
 * and that a list has any entry nothing of which.
 */
function isUsed({ condition }: SaidTerm, column: Column, { expr }: Selection): boolean {
  const conditions = JSON.stringify(expr.$ === 'sort' ? expr.in : expr);
  const entry = condition.$ === 'fn' && isListColumn(column) ? condition.args[1] : undefined;
  const path = column.expr.$ === 'get' ? `"path":${JSON.stringify(column.expr.path)}` : '';
  return conditions.includes(path) && (entry === undefined || conditions.includes(JSON.stringify(entry)));
}

/** The first few of a list are the first few of those that keep a condition which all of them keep. */
function withTerm(selection: Selection, term: SaidTerm, variable: string): Selection {
  const { expr } = selection;
  if (expr.$ !== 'sort') return narrowed(selection, term.condition, term.label, variable);
  const inner = narrowed({ ...selection, expr: expr.in }, term.condition, term.label, variable);
  return { ...inner, expr: { ...expr, in: inner.expr } };
}

/**
 * Whether the user may have said it of the thing around the list: that has a member of the name with this value. The
 * name itself, which both have (`stage: {name}`), is the noun of neither.
 */
function isOfOuter(
  term: SaidTerm,
  { words, about }: Column,
  { list, outer }: SelectionProblem,
  { prompt }: DraftContext,
): boolean {
  const { value } = term;
  if (value === undefined) return false;
  const own = JSON.stringify(list.expr);
  const around = outer.columns().filter(
    (column) =>
      column.words.join(' ') === words.join(' ') &&
      column.values.some((one) => jsonEqual(one ?? null, value)) &&
      // An entry of the list, found in another way, is nothing around it.
      !JSON.stringify(column.expr).includes(own),
  );
  if (around.length === 0) return false;
  const shared = about.filter((word) => !list.words.includes(word) && !list.about.includes(word));
  const outerNouns = new Set(around.flatMap((column) => column.about).filter((word) => !shared.includes(word)));
  const ownNouns = [...list.words, ...list.about].filter((word) => !outerNouns.has(word));
  // `for all of its lessons whose status is not …`: the noun that stands nearest is what it is said of.
  return !prompt.spansOf(String(value)).every(({ turn, start }) => {
    const text = prompt.turns.find(({ id }) => id === turn)?.text ?? '';
    const nearest = wordsOf(text.slice(Math.max(0, start - BEFORE), start)).findLast(
      (word) => outerNouns.has(word) || ownNouns.includes(word),
    );
    return nearest !== undefined && !outerNouns.has(nearest);
  });
}

const sayingsOf = ({ value, said }: SaidTerm, { prompt }: DraftContext) =>
  said ?? (value === undefined ? [] : prompt.spansOf(String(value)));
