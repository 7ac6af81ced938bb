import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { atomsOf } from '../../values/said-values.ts';
import { literally } from '../../words/literally.ts';
import type { Clause } from './clauses.ts';
import { listCandidates } from './list-candidates.ts';

export interface Candidate {
  readonly expr: Expr;
  readonly label: string;
  readonly fit: number;
  /** It asks for nothing but that there is something: where there is not, there is nothing to do. */
  readonly isThere?: boolean;
}

export function candidatesFrom(column: Column, clause: Clause, context: DraftContext): Candidate[] {
  const [value] = column.values;
  const named = column.words.filter((word) => word.length > 2 && clause.words.includes(word)).length > 0 ? 1 : 0;
  const about = column.about.some((word) => word.length > 2 && clause.words.includes(word)) ? 0.5 : 0;
  if (value === undefined) return [];
  const not = /\b(no|not|n't|never|without|isn't|aren't|doesn't|hasn't)\b|n't\b/.test(clause.text);
  if (isListColumn(column)) return listCandidates(column, clause, about, not, context);
  if (column.expr.$ !== 'get') return [];
  const get: Expr = { ...column.expr, missing: 'null' };
  if (typeof value === 'boolean') {
    if (named === 0) return [];
    const expr: Expr = { $: 'fn', name: value ? 'eq' : 'ne', args: [get, { $: 'lit', value: true }] };
    return [{ expr, label: `${column.label} is ${value}`, fit: 2 + named + about }];
  }
  if (typeof value === 'string' && value.length >= 2 && value.length < 40) {
    const said = new RegExp(
      `(?<![\\p{L}\\p{N}])${literally(value.toLowerCase().replace(/[_-]/g, ' '))}(?![\\p{L}\\p{N}])`,
      'u',
    );
    if (!said.test(clause.text.replace(/[_-]/g, ' ')) || atomsOf(context).includes(value)) return [];
    const state = /state|status|phase|stage|result|outcome|conclusion|level|priority|type|kind/.test(
      column.words.join(' '),
    );
    return [
      {
        expr: { $: 'fn', name: 'eq', args: [get, { $: 'lit', value }] },
        label: `${column.label} is ${JSON.stringify(value)}`,
        fit: 2 + named + about + (state ? 0.5 : 0),
      },
    ];
  }
  if (typeof value === 'number') return numberCandidates(column, get, value, clause, named + about, context);
  if (value === null && named > 0 && not) {
    return [
      { expr: { $: 'fn', name: 'isEmpty', args: [get] }, label: `${column.label} is empty`, fit: 2 + named + about },
    ];
  }
  return [];
}

const COMPARE: readonly (readonly [string, (a: number, b: number) => boolean, RegExp])[] = [
  ['ge', (a, b) => a >= b, /\bat least\b|\bor more\b|\bminimum\b|≥/],
  ['le', (a, b) => a <= b, /\bat most\b|\bor (less|fewer)\b|\bmaximum\b|\bup to\b|≤/],
  ['gt', (a, b) => a > b, /\b(more|greater|over|above|exceed\w*|higher|larger)\b|>/],
  ['lt', (a, b) => a < b, /\b(less|fewer|under|below|lower|smaller)\b|</],
];

function numberCandidates(
  column: Column,
  get: Expr,
  value: number,
  clause: Clause,
  fit: number,
  context: DraftContext,
): Candidate[] {
  if (fit < 0.5) return [];
  const compare = COMPARE.find(([, , hint]) => hint.test(clause.text));
  if (compare === undefined) return [];
  return context.prompt.numbers().flatMap((number) => {
    if (!new RegExp(`(?<![\\d.])${number.value}(?![\\d])`).test(clause.text) || !compare[1](value, number.value))
      return [];
    const literal = context.inputs.refer({ value: number.value, spans: [number.span], name: ['limit'], weak: true });
    return [
      {
        expr: { $: 'fn' as const, name: compare[0], args: [get, literal] },
        label: `${column.label} ${compare[0]} ${number.value}`,
        fit: 1.5 + fit,
      },
    ];
  });
}
