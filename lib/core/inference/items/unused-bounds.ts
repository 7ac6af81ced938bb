import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import type { NamedNumber } from '../words/named-numbers.ts';
import { wordsOf } from '../words/words.ts';
import { COMPARISONS } from './conditions/comparisons.ts';
import { narrowed, type Selection } from './selection.ts';

/** How far before a number the words that compare, and the name of what is compared, are looked for. */
const BEFORE = 48;

/**
 * A bound that the user said with the name of a member (`with a size of at most 264`), which all used items keep and
 * nothing else in the condition says: the recording had no item that only the bound leaves out.
 */
export function withUnusedBounds(
  selection: Selection,
  around: { readonly items: Items; readonly flags: readonly boolean[]; readonly variable: string },
  context: DraftContext,
): Selection {
  const { items, flags, variable } = around;
  let found = selection;
  for (const number of context.prompt.numbers()) {
    const before = textBefore(number, context);
    const comparison = comparisonIn(before);
    if (comparison === undefined) continue;
    const column = items.scope
      .columns()
      .find(
        (candidate) =>
          items.own(candidate) &&
          (isNamed(candidate, before) || isCounted(candidate, number)) &&
          keeps(candidate, flags, (value) => comparison[1](value, number.value)),
      );
    if (column === undefined || column.expr.$ !== 'get') continue;
    const path = JSON.stringify(column.expr.path);
    if (JSON.stringify(found.expr).includes(path.slice(1, -1))) continue;
    const bound = context.inputs.refer({ value: number.value, spans: [number.span], name: column.words, weak: true });
    const member: Expr = { ...column.expr, missing: 'null' };
    const condition: Expr = { $: 'fn', name: comparison[0], args: [member, bound] };
    found = narrowed(found, condition, `${column.label} ${comparison[0]} ${number.value}`, variable);
  }
  return withUnusedExclusions(found, around, context);
}

/** Bounds that the user said come before the first few are taken: the cheapest of those with at least two rooms. */
export function withBoundsBefore(
  top: Selection,
  around: Parameters<typeof withUnusedBounds>[1],
  context: DraftContext,
): Selection {
  if (top.expr.$ !== 'sort') return top;
  const narrower = withUnusedBounds({ ...top, expr: top.expr.in }, around, context);
  return { ...narrower, expr: { ...top.expr, in: narrower.expr } };
}

const NOT = /\b(not|n't|except|other than|neither|no longer)\s+["“']?$/i;

/** A value that the user said the member must not have (`whose stage is not "active"`), and that no used item has. */
function withUnusedExclusions(
  selection: Selection,
  { items, flags, variable }: Parameters<typeof withUnusedBounds>[1],
  context: DraftContext,
): Selection {
  let found = selection;
  for (const column of items.scope.columns()) {
    if (!items.own(column) || column.expr.$ !== 'get' || isListColumn(column)) continue;
    const used = new Set(column.values.filter((_, row) => flags[row]));
    const left = new Set(
      column.values.filter((value) => typeof value === 'string' && value.length > 2 && !used.has(value)),
    );
    for (const value of left) {
      if (typeof value !== 'string') continue;
      const span = context.prompt.spansOf(value).find((place) => {
        const before = textBefore({ span: place }, context);
        return NOT.test(before) && isNamed(column, before);
      });
      if (span === undefined || found.label.includes(JSON.stringify(value))) continue;
      const literal = context.inputs.refer({ value, spans: [span], name: column.words, weak: true });
      const condition: Expr = { $: 'fn', name: 'ne', args: [{ ...column.expr, missing: 'null' }, literal] };
      found = narrowed(found, condition, `${column.label} is not "${value}"`, variable);
    }
  }
  return found;
}

function textBefore({ span }: Pick<NamedNumber, 'span'>, context: DraftContext): string {
  const text = context.prompt.turns.find((turn) => turn.id === span.turn)?.lower ?? '';
  return text.slice(Math.max(0, span.start - BEFORE), span.start);
}

/** The comparison whose words stand right before the number. */
function comparisonIn(before: string): (typeof COMPARISONS)[number] | undefined {
  const last = before.slice(-16);
  return (
    COMPARISONS.find(([name, , words]) => (name === 'ge' || name === 'le') && words.test(last)) ??
    COMPARISONS.find(([, , words]) => words.test(last))
  );
}

/** Whether the member's whole name is among the last words before the number. */
function isNamed(column: Column, before: string): boolean {
  const said = wordsOf(before).slice(-6);
  // `status: {name}`: what people name is the status.
  const [holder] = column.about;
  const words = column.words.join() === 'name' && holder !== undefined ? [holder] : column.words;
  return !isListColumn(column) && words.length > 0 && words.every((word) => said.includes(word));
}

/** `at least 2 rooms`: the member is what the user counts. */
function isCounted({ words }: Column, { next }: NamedNumber): boolean {
  return words.length === 1 && words[0] === wordsOf(next)[0];
}

function keeps(column: Column, flags: readonly boolean[], holds: (value: number) => boolean): boolean {
  const used = column.values.filter((_, row) => flags[row]);
  const isNumber = (value: Json | undefined): value is number => typeof value === 'number';
  return used.length > 0 && used.every((value) => isNumber(value) && holds(value));
}
