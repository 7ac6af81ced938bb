import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { nullable } from '../../items/conditions/nullable.ts';
import { similarity } from '../fit-column.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

/** What people write where there is nothing. */
const NOTHING = [
  '-',
  '–',
  '—',
  'n/a',
  'N/A',
  'none',
  'None',
  'nobody',
  'Nobody',
  'unassigned',
  'Unassigned',
  'unknown',
];
const DASH = /\b(dash|hyphen)\b/i;

/**
 * A member that some rows lack, with what stands in its place there: "a dash as owner where there is none". The rows
 * have to show both: the member's own text wherever there is one, and the same words wherever there is none.
 */
export function fallbackFragments(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  if (strings.length < 2) return [];
  const places = placeholders(context);
  return scope.columns().flatMap((column): Fragment[] => {
    const lacking = column.values.filter(isNothing).length;
    if (lacking === 0 || lacking === column.values.length || !usable(column, target)) return [];
    if (!column.values.every((value, row) => isNothing(value) || stands(value, strings[row] ?? ''))) return [];
    const found = places.find((place) =>
      column.values.every((value, row) => !isNothing(value) || holds(strings[row] ?? '', place.text)),
    );
    return found === undefined ? [] : [fragmentOf(column, found, target)];
  });
}

interface Placeholder {
  readonly text: string;
  readonly cost: number;
}

/** What the user said is to stand there costs nothing; what people often write costs a little. */
function placeholders(context: DraftContext): readonly Placeholder[] {
  const { prompt } = context;
  const quoted = prompt.quoted.map(({ text }) => text).filter((text) => text !== '' && text.length <= 30);
  const isSaid = (text: string): boolean => prompt.saysAlone(text) || (/^[-–—]$/.test(text) && prompt.hasWord(DASH));
  return [...new Set([...quoted, ...NOTHING])].map((text) => ({
    text,
    cost: quoted.includes(text) || isSaid(text) ? 0.5 : 2,
  }));
}

const isNothing = (value: Json | undefined): boolean => value === undefined || value === null || value === '';

function stands(value: Json | undefined, text: string): boolean {
  return (typeof value === 'string' || typeof value === 'number') && occurrencesOf(toText(value), text).length > 0;
}

/** A mark stands for nothing where nothing else touches it; in `- milk` or `sign-in` it does not. */
function holds(text: string, place: string): boolean {
  return /^[\p{L}\p{N}]/u.test(place)
    ? occurrencesOf(place, text).length > 0
    : ` ${text} `.includes(` ${place} `) || text.endsWith(` ${place}`);
}

function fragmentOf(column: Column, { text, cost }: Placeholder, target: Target): Fragment {
  const texts = column.values.map((value) => (isNothing(value) ? text : toText(value ?? null)));
  const isText = column.values.some((value) => value === '');
  const label = `${column.label}, else "${text}"`;
  const expr = isText
    ? ({
        $: 'cond',
        if: { $: 'fn', name: 'isEmpty', args: [nullable(column.expr)] },
        then: { $: 'lit', value: text },
        else: nullable(column.expr),
      } as const)
    : ({ $: 'fn', name: 'coalesce', args: [nullable(column.expr), { $: 'lit', value: text }] } as const);
  return {
    texts,
    expr,
    cost: 1.5 + column.cost + cost - 0.8 * Math.min(3, similarity(column, target)),
    label,
    column: { ...column, expr, values: texts, origin: 'computed', label },
  };
}
