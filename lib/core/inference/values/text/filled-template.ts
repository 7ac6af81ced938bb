import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Gathered, Scope } from '../../columns/scope.ts';
import { type Explanation, merge } from '../../draft/explanation.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { literally } from '../../words/literally.ts';
import { wordsOf } from '../../words/words.ts';
import { explainValue } from '../explain-value.ts';

/** How people mark a place in a text that is kept to be filled: `{{first_name}}`, `{name}`, `[NAME]`, `%name%`, `<name>`. */
const PLACE =
  /\{\{\s*[\p{L}_][\p{L}\p{N} _.-]*\s*\}\}|\$?\{[\p{L}_][\p{L}\p{N} _.-]*\}|\[[\p{Lu}_][\p{Lu}\p{N} _]*\]|%[\p{L}_]+%|<[\p{L}_][\p{L}\p{N} _-]*>/gu;
const MOST_PLACES = 8;
const LONGEST = 10_000;

/**
 * A text that was kept with places to be filled (a macro, a template of a letter), and what it was filled with. All of
 * its fixed words have to stand in the target, so the text itself is no chance; each place is explained like any value.
 */
export function filledTemplate(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const texts = target.values.map((value) => (typeof value === 'string' && value.length <= LONGEST ? value : null));
  if (texts.some((text) => text === null)) return null;
  for (const column of scope.gather(templates)) {
    if (!usable(column, target)) continue;
    const found = filledFrom(column, texts.map(String), target, scope, context);
    if (found !== null) return found;
  }
  return null;
}

/** The columns below a root that hold a text with places to be filled. */
const templates: Gathered = (_, below) => below.filter(({ values }) => placesIn(values[0]).length > 0);

function filledFrom(
  column: Column,
  texts: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Explanation | null {
  const places = placesIn(column.values[0]);
  if (places.length === 0 || places.length > MOST_PLACES) return null;
  const filled = texts.map((text, row) => fillingsOf(column.values[row], places, text));
  if (filled.some((fillings) => fillings === null)) return null;
  const { schema: _schema, said: _said, ...rest } = target;
  const parts: Explanation[] = [];
  let expr: Expr = column.expr;
  for (const place of places) {
    const values = filled.map((fillings) => fillings?.get(place) ?? '');
    const words = wordsOf(place.replace(/[^\p{L}\p{N}]+/gu, ' ').trim());
    const part = explainValue({ ...rest, values, words, about: [target.about, place] }, scope, context);
    if (part === null || part.origin === 'constant') return null;
    parts.push(part);
    expr = { $: 'fn', name: 'replace', args: [expr, { $: 'lit', value: place }, asText(part.expr)] };
  }
  const merged = merge(expr, parts, 'text');
  return {
    ...merged,
    cost: column.cost + 2 + parts.reduce((sum, part) => sum + part.cost * 0.3, 0),
    origin: 'computed',
    label: `${column.label} with ${parts.map(({ label }) => label).join(', ')} filled in`,
    parts: [...merged.parts, { kind: 'column', column }],
    units: [...merged.units, ...column.units],
  };
}

const asText = (expr: Expr): Expr => (expr.$ === 'text' ? expr : { $: 'text', parts: [expr] });

function placesIn(value: unknown): readonly string[] {
  if (typeof value !== 'string' || value.length > LONGEST) return [];
  return [...new Set(value.match(PLACE) ?? [])];
}

/** What each place was filled with, where the text is the template and nothing else; null where it is not. */
function fillingsOf(template: unknown, places: readonly string[], text: string): ReadonlyMap<string, string> | null {
  if (typeof template !== 'string') return null;
  const order: string[] = [];
  const split = new RegExp(`(${places.map(literally).join('|')})`, 'u');
  const pieces = template.split(split);
  if (
    pieces
      .filter((piece) => !places.includes(piece))
      .join('')
      .trim().length < LEAST_FIXED
  )
    return null;
  const source = pieces
    .map((piece) => {
      if (!places.includes(piece)) return literally(piece);
      const seen = order.indexOf(piece);
      if (seen >= 0) return `\\${seen + 1}`;
      order.push(piece);
      return '([^]+?)';
    })
    .join('');
  const match = new RegExp(`^${source}$`, 'u').exec(text);
  return match === null ? null : new Map(order.map((place, at) => [place, match[at + 1] ?? '']));
}

/** A template with fewer fixed signs fits any text. */
const LEAST_FIXED = 8;
