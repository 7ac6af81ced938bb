import { toText } from '../../../functions/table.ts';
import type { Column } from '../../columns/column.ts';
import { flatLists } from '../../columns/flat-lists.ts';
import { isOfAllRows, OF_ALL_ROWS } from '../../columns/of-all-rows.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { describedLists } from '../../items/described-lists.ts';
import { changeColumn } from '../changes/changed-columns.ts';
import type { Change } from '../changes/changes.ts';
import { changesOf } from '../changes/changes-of.ts';
import { spansOf } from '../changes/spans.ts';
import { similarity } from '../fit-column.ts';
import { aggregates } from '../numbers/aggregates.ts';
import { writtenFigures } from '../numbers/written-figures.ts';
import { prosePieces } from '../prose/prose-pieces.ts';
import { formPieces } from '../prose/said-forms.ts';
import { standingColumns } from '../standing/standing-columns.ts';
import { countedWords } from './counted-words.ts';
import type { Fragment } from './fragment.ts';
import { holeWords } from './hole-words.ts';
import { joinedColumns } from './joined-columns.ts';
import { occurrencesOf } from './occurrences-of.ts';
import { tellingOf } from './telling-words.ts';

/** Longer values are documents: a text does not hold what a change makes of all of one. */
const MAX_CHANGED = 400;

/** What a column was made of, and the change that did it. */
interface Made {
  readonly of: Column;
  readonly change?: Change;
}

/** Values of columns, what changes make of them, figures of lists and joined lists that stand in the text of every row. */
export function columnFragments(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  const found: Fragment[] = [];
  const [sample = ''] = strings;
  const add = (column: Column, extra: number, made?: Made): void => {
    const texts = standingTexts(column, strings);
    if (texts === null) return;
    const { of = column, change } = made ?? {};
    const telling = tellingOf(
      { piece: texts[0] ?? '', column: of, ...(change === undefined ? {} : { change: change.name }) },
      sample,
      context,
    );
    found.push({
      ...fragmentOf({ column, texts, extra, sample }, target, context),
      ...(telling === null || (telling === 'doubtful' && target.effect === 'read') ? {} : { telling }),
    });
    for (const { texts, expr } of countedWords(column, strings))
      found.push(fragmentOf({ column: { ...column, expr }, texts, extra: extra + 0.5, sample }, target, context));
  };
  for (const column of [
    ...standingColumns(sample, scope, context),
    ...spansOf(scope),
    ...flatLists(scope, context),
    ...describedLists(scope, context),
  ]) {
    const [value] = column.values;
    if (typeof value === 'boolean' || !usable(column, target)) continue;
    if (value === undefined || value === null) {
      if (strings.length > 2 && column.origin === 'reference') add(column, LACKING);
      continue;
    }
    if (Array.isArray(value)) {
      const stands = (figure: number, row: number) => (strings[row] ?? '').includes(String(figure));
      const extra = 0.5 + (isOfAllRows(column) ? OF_ALL_ROWS : 0);
      for (const derived of aggregates(column, context, stands)) if (!isRawMean(derived)) add(derived, extra);
      for (const derived of writtenFigures(column, strings, context)) add(derived, extra);
      for (const joined of joinedColumns(column, strings, context)) add(joined, 0, { of: column });
    } else if (typeof value === 'string' || typeof value === 'number') {
      add(column, 0);
      if (typeof value === 'string' && value.length > MAX_CHANGED) continue;
      for (const { change, result } of changesOf(value, context)) {
        const isNew = String(result) !== String(value) && !(typeof result === 'string' && result.length < 2);
        if (isNew && sample.includes(String(result)) && standsChanged(column, change, strings))
          add(changeColumn(column, change), 0, { of: column, change });
      }
    }
  }
  for (const piece of prosePieces(strings, target, scope, context)) add(piece, 0);
  for (const piece of formPieces(strings, scope, context)) if (usable(piece, target)) add(piece, 0);
  return found;
}

/** Nobody writes all digits of a mean: where few are shown, it was rounded, and is in the next run. */
function isRawMean({ expr, values }: Column): boolean {
  return expr.$ === 'fn' && expr.name === 'avg' && values.every((value) => /^-?\d+(\.\d{1,2})?$/.test(String(value)));
}

/** Whether what the change makes of a row's value stands in its text, in the last row as in the first. */
function standsChanged({ values }: Column, change: Change, strings: readonly string[]): boolean {
  const last = values.at(-1) ?? null;
  return last !== null && (strings.at(-1) ?? '').includes(toText(change.apply(last)));
}

/** What a member that some rows lack is dearer. */
const LACKING = 0.5;
/** So many rows show that a member stands in the text, before others may lack it. */
const LEAST_SHOWN = 2;

/**
 * The values as texts, where each stands on its own in its row's text; null at the first that does not. A member that
 * some rows lack leaves nothing in their texts.
 */
function standingTexts({ values, origin }: Column, strings: readonly string[]): readonly string[] | null {
  const texts: string[] = [];
  let shown = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (value === null && origin === 'reference' && values.length > LEAST_SHOWN) {
      texts.push('');
      continue;
    }
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    const text = toText(value);
    if (text === '' || occurrencesOf(text, strings[row] ?? '').length === 0) return null;
    texts.push(text);
    shown += 1;
  }
  return shown === texts.length || shown >= LEAST_SHOWN ? texts : null;
}

function fragmentOf(
  piece: {
    readonly column: Column;
    readonly texts: readonly string[];
    readonly extra: number;
    readonly sample: string;
  },
  target: Target,
  context: DraftContext,
): Fragment {
  const { column, texts, extra, sample } = piece;
  const words = [
    ...target.words,
    ...holeWords({ text: sample, piece: texts[0] ?? '', parameter: target.words }, context),
  ];
  // "… (id, amount, currency)": the user named what goes into the text.
  const named = column.words.length > 0 && column.words.every((word) => context.prompt.saysAlone(word)) ? 1 : 0;
  return {
    texts,
    expr: column.expr,
    cost: 1.5 + column.cost + extra - 0.8 * Math.min(3, similarity(column, { ...target, words })) - named,
    label: column.label,
    column,
  };
}
