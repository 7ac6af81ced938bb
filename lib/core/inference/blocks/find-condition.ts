import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { nth } from '../draft/doubts.ts';
import type { DraftContext } from '../draft-context.ts';
import { choosePredicate } from '../items/choose-predicate.ts';
import { findPredicates } from '../items/conditions/find-predicates.ts';
import { nullable } from '../items/conditions/nullable.ts';
import type { Predicate } from '../items/conditions/predicate.ts';
import { judgeCondition } from '../values/judgement/judge-condition.ts';
import { pickedOrNone } from '../values/pick/picked-or-none.ts';
import { isWrite, type Site } from './site.ts';

/** What tells the rows of a call from the others, with the steps that have to run before it is known. */
export interface Condition {
  readonly expr: Expr;
  readonly label: string;
  readonly status: 'proved' | 'asked' | 'assumed' | 'edited';
  readonly doubts: readonly string[];
  readonly before: readonly Step[];
  /** What is there where the condition holds, for the calls under it. */
  readonly known?: Column;
}

/** The condition under which a call was made: proved where nothing else could be meant, else chosen, asked or judged. */
export function findCondition(chosen: readonly boolean[], scope: Scope, site: Site, context: DraftContext): Condition {
  const predicates = predicatesFor(chosen, scope, context);
  const isSaid = predicates[0]?.grounded === true;
  const needed = predicates.find(
    (predicate) => asksForArgument(predicate, site, scope, isSaid) || isMissedLookup(predicate, site, scope),
  );
  if (needed !== undefined) return { ...needed, status: 'proved', doubts: [], before: [] };
  // Who takes the newest paid bill does not mean the newest bill, paid or not, in the condition.
  const isOfFirst = isSaid && JSON.stringify(predicates[0]?.expr).includes('"$":"sort"');
  const picked = isSaid && !isOfFirst ? null : pickedOrNone(site, scope, isSaid, context);
  if (picked !== null) {
    const { condition, item, label, status, doubts } = picked;
    return { expr: condition, label, status, doubts, before: [], known: item };
  }
  const choice = choosePredicate(
    {
      predicates,
      about: [site.tool, 'condition', ...nth(site.units, context)],
      noun: `cases of ${site.tool}`,
      weight: 3,
    },
    context,
  );
  if (choice !== null) return { ...choice, before: [] };
  return judgeCondition(chosen, scope, site.tool, context);
}

/**
 * "Where there is an owner, look the owner up": a call cannot be made without its argument, so nobody has to say so. For
 * a write it is the reason only where the user named no other.
 */
function asksForArgument({ expr }: Predicate, site: Site, scope: Scope, isSaid: boolean): boolean {
  if (expr.$ !== 'fn' || expr.name !== 'not' || (isSaid && isWrite(site))) return false;
  const column = emptyColumn(expr.args[0], scope);
  return (
    column !== null &&
    site.units.every(
      (unit, row) =>
        unit === undefined || Object.values(unit.args).some((given) => jsonEqual(given, column.values[row] ?? null)),
    )
  );
}

/** "Find it, or create it": a look-up for a value found nothing, and the call makes the thing of that value. */
function isMissedLookup({ expr }: Predicate, site: Site, scope: Scope): boolean {
  const column = emptyColumn(expr, scope);
  return (
    column?.given !== undefined &&
    site.units.every((unit, row) => {
      const asked = column.given?.[row];
      return (
        unit === undefined ||
        (asked !== undefined && Object.values(unit.args).some((value) => isTelling(value) && asked.has(String(value))))
      );
    })
  );
}

const isTelling = (value: unknown): boolean =>
  (typeof value === 'string' && value.length > 1) || typeof value === 'number';

/** The column that a condition `isEmpty(column)` is about. */
function emptyColumn(expr: Expr | undefined, scope: Scope): Column | null {
  if (expr?.$ !== 'fn' || expr.name !== 'isEmpty') return null;
  const [value] = expr.args;
  if (value === undefined) return null;
  const wanted = canonicalJson(nullable(value));
  return scope.columns().find((other) => canonicalJson(nullable(other.expr)) === wanted) ?? null;
}

export function predicatesFor(chosen: readonly boolean[], scope: Scope, context: DraftContext): readonly Predicate[] {
  const { prompt, inputs, now } = context;
  // That another write was made is no reason of its own: the reason of that one is.
  const written = (unit: string) =>
    unit.startsWith('if$') && context.units.get(`step$${unit.slice(3)}`)?.effect !== 'read';
  const own = (column: Column) => !column.units.some(written);
  return findPredicates({ scope, chosen, prompt, inputs, own, now });
}
