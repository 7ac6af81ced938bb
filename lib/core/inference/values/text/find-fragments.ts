import { formatDate } from '../../../functions/date.ts';
import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { changeColumn } from '../changes/changed-columns.ts';
import { CHANGES } from '../changes/changes.ts';
import { changesFor } from '../changes/zone-changes.ts';
import { similarity } from '../fit-column.ts';
import { aggregates } from '../numbers/aggregates.ts';
import { atomsOf } from '../said-values.ts';
import { cheapestPerText, type Fragment } from './fragment.ts';
import { holeWords } from './hole-words.ts';
import { joinedColumns } from './joined-columns.ts';
import { occurrencesOf } from './occurrences-of.ts';
import { pickedPieces } from './picked-pieces.ts';

/** Everything known whose text stands in the target in every row. */
export function fragmentsIn(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  const found: Fragment[] = [];
  const [sample = ''] = strings;
  const stands = (texts: readonly (string | null)[]): boolean =>
    texts.every((text, row) => text !== null && text !== '' && occurrencesOf(text, strings[row] ?? '').length > 0);
  const add = (column: Column, extra: number): void => {
    const texts = column.values.map((value) =>
      typeof value === 'string' || typeof value === 'number' ? toText(value) : null,
    );
    const [first] = texts;
    if (first === null || first === undefined || first === '' || !sample.includes(first) || !stands(texts)) return;
    const fit = similarity(column, {
      ...target,
      words: [...target.words, ...holeWords(strings[0] ?? '', first, context)],
    });
    const known = texts.map((text) => text ?? '');
    found.push({
      texts: known,
      expr: column.expr,
      cost: 1.5 + column.cost + extra - 0.8 * Math.min(3, fit),
      label: column.label,
      column,
    });
  };
  for (const column of scope.columns()) {
    const [value] = column.values;
    if (value === undefined || value === null || typeof value === 'boolean' || !usable(column, target)) continue;
    if (Array.isArray(value)) {
      for (const derived of aggregates(column, context, (first) => sample.includes(String(first)))) add(derived, 0.5);
      for (const joined of joinedColumns(column, strings, context)) add(joined, 0);
      continue;
    }
    if (typeof value === 'object') continue;
    add(column, 0);
    if (typeof value === 'string' && value.length <= 400) {
      for (const change of changesFor(context)) {
        const changed = change.apply(value);
        if (
          changed === null ||
          changed === value ||
          (typeof changed === 'string' && changed.length < 2) ||
          !sample.includes(String(changed))
        )
          continue;
        add(changeColumn(column, change), 0);
      }
    }
  }
  for (const atom of atomsOf(context)) {
    if (!strings.every((text) => occurrencesOf(atom, text).length > 0) || strings.every((text) => text === atom))
      continue;
    const value = numberAtom(atom, context);
    found.push({
      texts: strings.map(() => atom),
      expr: context.inputs.refer({ value, spans: context.prompt.spansOf(atom), name: ['value'], weak: true }),
      cost: 0.02,
      label: `"${atom}" in your words`,
      input: { value },
    });
    for (const change of ['lower', 'upper', 'slug', 'capitalize']) {
      const changed = CHANGES.find((known) => known.name === change);
      const text = changed?.apply(atom);
      if (changed === undefined || typeof text !== 'string' || text === atom) continue;
      if (strings.every((target) => occurrencesOf(text, target).length > 0))
        found.push({
          texts: strings.map(() => text),
          expr: changed.expr(
            context.inputs.refer({ value, spans: context.prompt.spansOf(atom), name: ['value'], weak: true }),
          ),
          cost: 2,
          label: `"${atom}" (${change})`,
          input: { value },
        });
    }
  }
  for (const pattern of [
    'yyyy-MM-dd',
    'dd.MM.yyyy',
    'd MMMM yyyy',
    'MMMM d, yyyy',
    'yyyy-MM',
    'EEEE',
    'MMMM yyyy',
    'yyyy/MM/dd',
  ]) {
    const today = formatDate(context.now, pattern);
    if (strings.every((text) => occurrencesOf(today, text).length > 0))
      found.push({
        texts: strings.map(() => today),
        expr: {
          $: 'fn',
          name: 'formatDate',
          args: [
            { $: 'run', what: 'now' },
            { $: 'lit', value: pattern },
          ],
        },
        cost: 3,
        label: 'the date of the run',
      });
  }
  if (strings.length === 1) found.push(...pickedPieces(sample, found, target, scope, context));
  return cheapestPerText(found);
}

function numberAtom(atom: string, context: DraftContext): Json {
  const given = context.calls.some((call) => Object.values(call.args).some((value) => value === atom));
  return !given && /^-?\d+(\.\d+)?$/.test(atom) ? Number(atom) : atom;
}
