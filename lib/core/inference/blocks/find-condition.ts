import { canonicalJson } from '../../json/canonical.ts';
import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject } from '../../json/json.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { nth } from '../draft/doubts.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { choosePredicate } from '../items/choose-predicate.ts';
import { findPredicates } from '../items/conditions/find-predicates.ts';
import { nullable } from '../items/conditions/nullable.ts';
import type { Predicate } from '../items/conditions/predicate.ts';
import type { Unit } from '../read/unit.ts';
import { hasTexts, judgeCondition } from '../values/judgement/judge-condition.ts';
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
    (predicate) => asksForArgument(predicate, site, scope, isSaid) || isMissedLookup(predicate, site, scope, context),
  );
  if (needed !== undefined) return { ...needed, status: 'proved', doubts: [], before: [] };
  // Who takes the newest paid bill does not mean the newest bill, paid or not, in the condition.
  const isOfFirst = isSaid && JSON.stringify(predicates[0]?.expr).includes('"$":"sort"');
  const picked = isSaid && !isOfFirst ? null : pickedOrNone(site, scope, isSaid, context);
  if (picked !== null) {
    const { condition, item, label, status, doubts } = picked;
    return { expr: condition, label, status, doubts, before: [], known: item };
  }
  const asked = askWhatDecides(predicates, chosen, scope, site, context);
  if (typeof asked === 'string') return judgeCondition(chosen, scope, site.tool, context, asked);
  if (asked !== null) return asked;
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

/**
 * "Find it, or create it": a look-up for a value found nothing, and the call makes the thing of that value. A record
 * that was found by its id, and has an empty list in it, is no such look-up.
 */
function isMissedLookup({ expr }: Predicate, site: Site, scope: Scope, context: DraftContext): boolean {
  const column = emptyColumn(expr, scope);
  return (
    column?.given !== undefined &&
    !column.units.some((key) => isRecordOf(context.units.get(key))) &&
    site.units.every((unit, row) => {
      const asked = column.given?.[row];
      return (
        unit === undefined ||
        (asked !== undefined && Object.values(unit.args).some((value) => isTelling(value) && asked.has(String(value))))
      );
    })
  );
}

const ID = /(^|_)(id|gid|uid|uuid|key|no|number|ref|identifier)$|(Id|Key|No|Number|Ref)$/;

/** Whether the answer is the very thing that was asked for: it repeats what it was asked by, as its id or by that name. */
function isRecordOf(unit: Unit | undefined): boolean {
  if (unit === undefined || !isJsonObject(unit.data)) return false;
  const { data } = unit;
  return Object.entries(unit.args).some(
    ([argument, given]) =>
      isTelling(given) &&
      Object.entries(data).some(
        ([name, value]) => (name === argument || ID.test(name)) && isTelling(value) && String(value) === String(given),
      ),
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

/**
 * Conditions that tell the rows apart and that nobody spoke of are accidents as often as not; where there are texts to
 * be read, a model may be what is meant: then the question that was asked. Null where the user's words carry a condition, or there is nothing to read.
 */
function askWhatDecides(
  predicates: readonly Predicate[],
  chosen: readonly boolean[],
  scope: Scope,
  site: Site,
  context: DraftContext,
): Condition | string | null {
  const shown = predicates.slice(0, 2);
  const [best] = shown;
  if (best === undefined || predicates.some(({ grounded }) => grounded) || !hasTexts(chosen, scope)) return null;
  const answer = context.questions.ask({
    kind: 'condition',
    about: [site.tool, 'condition'],
    text: `${site.tool} was called for ${chosen.filter(Boolean).length} of ${chosen.length} items. What decides?`,
    options: [
      { id: 'model', label: 'A model reads each of them' },
      ...shown.map(({ label, expr }, index) => ({ id: `p${index}`, label: `those where ${label}`, expr })),
      SOMETHING_ELSE,
    ],
    default: 'model',
    weight: 20,
  });
  const taken = shown[Number(answer.option.slice(1))];
  if (taken === undefined) return answer.id;
  return { ...taken, status: answer.answered ? 'asked' : 'assumed', doubts: [answer.id], before: [] };
}

export function predicatesFor(chosen: readonly boolean[], scope: Scope, context: DraftContext): readonly Predicate[] {
  const { prompt, inputs, now } = context;
  // That another write was made is no reason of its own: the reason of that one is.
  const written = (unit: string) =>
    unit.startsWith('if$') && context.units.get(`step$${unit.slice(3)}`)?.effect !== 'read';
  const own = (column: Column) => !column.units.some(written);
  return findPredicates({ scope, chosen, prompt, inputs, own, now });
}
