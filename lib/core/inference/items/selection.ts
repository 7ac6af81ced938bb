import type { Json } from '../../json/json.ts';
import type { EvidenceStatus } from '../../workflow/evidence.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { plural } from '../words/plural.ts';

/** How the items that were used come out of a list: filtered, sorted, cut. */
export interface Selection {
  readonly expr: Expr;
  readonly cost: number;
  readonly status: EvidenceStatus;
  readonly label: string;
  /** Doubts to ask when this selection is taken; answering one may change the expression. */
  readonly doubts: readonly string[];
  readonly units: readonly string[];
}

export interface SelectionProblem {
  readonly list: Column;
  readonly outer: Scope;
  /** Positions used in each row's list, in order of use. */
  readonly chosen: readonly (readonly number[])[];
  /** Whether the order of use has an effect that can be seen. */
  readonly ordered: boolean;
  /** Names the place in questions: stable between runs. */
  readonly about: Json;
  readonly weight: number;
  /** Whether a figure of an item stands in what is made of the item. */
  readonly shown?: (figure: Expr) => boolean;
}

/** A selection that has to be asked is dearer than one that is proved. */
export const priceOf = (selection: Selection): number => selection.cost + (selection.status === 'proved' ? 0 : 6);

export function cheapest(selections: readonly (Selection | null)[]): Selection | null {
  return selections.reduce(
    (best, next) => (next !== null && (best === null || priceOf(next) < priceOf(best)) ? next : best),
    null,
  );
}

/** The selection with one more condition. */
export function narrowed(selection: Selection, condition: Expr, label: string, variable: string): Selection {
  const { expr } = selection;
  const filter: Expr =
    expr.$ === 'over' && expr.op === 'filter' && expr.as === variable
      ? { ...expr, body: { $: 'fn', name: 'and', args: [condition, expr.body] } }
      : { $: 'over', op: 'filter', in: expr, as: variable, body: condition };
  return { ...selection, expr: filter, cost: selection.cost + 1, label: `${selection.label} and ${label}` };
}

export function lengthAt(list: Column, row: number): number {
  const value = list.values[row];
  return Array.isArray(value) ? value.length : 0;
}

export function itemOf(list: Column, place: { row: number; index: number }): Json | undefined {
  const value = list.values[place.row];
  return Array.isArray(value) ? value[place.index] : undefined;
}

/** What to call the items in a question. */
export function nounOf(list: Column): string {
  const words = list.words.length > 0 ? list.words : list.about;
  const last = words.at(-1);
  return last === undefined ? 'items' : [...words.slice(0, -1), plural(last)].join(' ');
}
