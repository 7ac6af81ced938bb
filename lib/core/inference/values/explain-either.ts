import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { Scope } from '../columns/scope.ts';
import { type Explanation, merge } from '../draft/explanation.ts';
import { pickTarget, type Target, usable, weightOf } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { choosePredicate } from '../items/choose-predicate.ts';
import { findPredicates } from '../items/conditions/find-predicates.ts';
import { nullable } from '../items/conditions/nullable.ts';
import { surpriseOf } from '../words/surprise.ts';
import { similarity } from './fit-column.ts';

/** More ways than these nobody says in one sentence. */
const MOST_WAYS = 3;
const MOST_SOURCES = 8;
/** A member that holds less than this by chance is no source of some of the rows. */
const TELLING_BITS = 9;

/** Something that gives the value in some rows. */
interface Source {
  readonly explained: Explanation;
  readonly fits: readonly boolean[];
}

/**
 * "To the manager, or if the manager is away to the deputy", "above 500 to audit@x.example, else to desk@x.example": some
 * rows have one source and others another, and a condition that the user named tells which. Sources are members, and
 * values that the user said. Null where no such condition is named for one of the ways.
 */
export function explainEither(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  if (target.values.length < 2 || !target.values.every(isPlain)) return null;
  const sources = [...saidSources(target, context), ...memberSources(target, scope)].slice(0, MOST_SOURCES);
  const rows = target.values.map((_, row) => row);
  return solve({ target, scope, rows, sources, ways: MOST_WAYS }, context);
}

const isPlain = (value: Json): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

function saidSources(target: Target, { prompt, inputs }: DraftContext): Source[] {
  return [...new Set(target.values.filter(isPlain))].flatMap((value) => {
    const spans = typeof value === 'string' && value.length > 1 ? prompt.spansOf(value) : [];
    if (spans.length === 0) return [];
    const explained: Explanation = {
      expr: inputs.refer({ value, spans, name: target.words, weak: true }),
      cost: 2,
      origin: 'input',
      status: 'proved',
      label: `"${value}" in your words`,
      parts: [{ kind: 'prompt', spans, value }],
      units: [],
      doubts: [],
      alternatives: [],
    };
    return [{ explained, fits: target.values.map((other) => other === value) }];
  });
}

function memberSources(target: Target, scope: Scope): Source[] {
  return scope
    .columns()
    .filter((column) => usable(column, target))
    .map((column) => ({
      column,
      fits: target.values.map((value, row) => jsonEqual(column.values[row] ?? null, value)),
      cost: column.cost - similarity(column, target),
    }))
    .filter(({ fits }) => fits.some((fit, row) => fit && surpriseOf(target.values[row] ?? null) >= TELLING_BITS))
    .sort((a, b) => a.cost - b.cost)
    .map(({ column, fits }) => ({
      fits,
      explained: {
        expr: nullable(column.expr),
        cost: column.cost + 3,
        origin: column.origin,
        status: 'proved',
        label: column.label,
        parts: [{ kind: 'column', column }],
        units: column.units,
        doubts: [],
        alternatives: [],
      },
    }));
}

interface Ways {
  readonly target: Target;
  readonly scope: Scope;
  /** The rows that are left, as they are in the target. */
  readonly rows: readonly number[];
  readonly sources: readonly Source[];
  readonly ways: number;
}

function solve({ target, scope, rows, sources, ways }: Ways, context: DraftContext): Explanation | null {
  const all = sources.find(({ fits }) => rows.every((row) => fits[row]));
  if (all !== undefined) return all.explained;
  if (ways < 2) return null;
  const seen = scope.pick(rows);
  for (const { explained, fits } of sources) {
    const chosen = rows.map((row) => fits[row] === true);
    if (!chosen.includes(true)) continue;
    const left = rows.filter((row) => fits[row] !== true);
    const others = solve({ target, scope, rows: left, sources, ways: ways - 1 }, context);
    if (others === null) continue;
    const { prompt, inputs, now } = context;
    const predicates = findPredicates({ scope: seen, chosen, prompt, inputs, own: () => true, now });
    if (predicates[0]?.grounded !== true) continue;
    const part = pickTarget(
      target,
      rows,
      rows.map((row) => target.values[row] ?? null),
    );
    const choice = choosePredicate(
      { predicates, about: [target.about, 'either', ways], noun: 'cases', weight: weightOf(part) },
      context,
    );
    if (choice === null) continue;
    const expr: Expr = { $: 'cond', if: choice.expr, then: explained.expr, else: others.expr };
    const made = merge(expr, [explained, others], explained.label);
    return {
      ...made,
      origin: 'computed',
      status: choice.status === 'proved' ? made.status : choice.status,
      cost: made.cost + choice.cost,
      label: `${explained.label} where ${choice.label}, else ${others.label}`,
      units: [...made.units, ...choice.units],
      doubts: [...made.doubts, ...choice.doubts],
    };
  }
  return null;
}
