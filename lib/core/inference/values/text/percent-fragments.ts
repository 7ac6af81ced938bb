import { fixed, percent, round } from '../../../functions/number.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { describedLists } from '../../items/described-lists.ts';
import { countsOfFlags } from '../numbers/counts-of-flags.ts';
import { countsOfSome } from '../numbers/counts-of-some.ts';
import type { Fragment } from './fragment.ts';

const SHOWN = /\d ?%/;

/** The share of a list's items that are of some kind, in per cent: `40%` of "12 of 30 checked in (40%)". */
export function percentFragments(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  if (!strings.every((text) => SHOWN.test(text))) return [];
  return scope.lists().flatMap((list) => {
    if (!usable(list, target) || list.values.some((items) => !Array.isArray(items) || items.length === 0)) return [];
    const any = () => true;
    const described = describedLists(scope, context)
      .filter((part) => isPartOf(part, list))
      .map(countOf);
    const parts = [...countsOfSome(list, context, any), ...countsOfFlags(list, context, any), ...described];
    return parts.flatMap((part) => [0, 1].flatMap((digits) => shareOf(part, list, { digits, strings })));
  });
}

function shareOf(
  part: Column,
  list: Column,
  { digits, strings }: { readonly digits: number; readonly strings: readonly string[] },
): Fragment[] {
  const texts = list.values.map((items, row): string => {
    const count = part.values[row];
    const whole = Array.isArray(items) ? items.length : 0;
    if (typeof count !== 'number' || whole === 0) return '';
    const share = percent(count, whole);
    return digits === 0 ? String(round(share)) : fixed(share, digits);
  });
  const stands = texts.every(
    (text, row) => text !== '' && new RegExp(`(?<![\\d.,])${text} ?%`).test(strings[row] ?? ''),
  );
  if (!stands) return [];
  const share: Expr = { $: 'fn', name: 'percent', args: [part.expr, { $: 'fn', name: 'count', args: [list.expr] }] };
  const expr: Expr = {
    $: 'fn',
    name: digits === 0 ? 'round' : 'fixed',
    args: digits === 0 ? [share] : [share, { $: 'lit', value: digits }],
  };
  const label = `${part.label} in per cent of all`;
  return [{ texts, expr, cost: 2 + part.cost + digits * 0.5, label, column: { ...part, expr, values: texts, label } }];
}

/** Whether a list is what some condition leaves of another. */
const isPartOf = ({ expr }: Column, list: Column): boolean =>
  expr.$ === 'over' && expr.op === 'filter' && JSON.stringify(expr.in) === JSON.stringify(list.expr);

const countOf = (part: Column): Column => ({
  ...part,
  expr: { $: 'fn', name: 'count', args: [part.expr] },
  values: part.values.map((items) => (Array.isArray(items) ? items.length : undefined)),
  cost: part.cost + 1,
});
