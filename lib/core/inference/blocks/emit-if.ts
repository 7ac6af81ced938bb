import type { Expr, Step } from '../../workflow/workflow.ts';
import type { Column } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import { noteDoubts } from '../draft/doubts.ts';
import type { DraftContext } from '../draft-context.ts';
import { judgeBranches } from '../values/judgement/judge-branches.ts';
import { judgedAhead } from '../values/judgement/judged-ahead.ts';
import { JUDGEMENT } from '../values/judgement/judgement-words.ts';
import { emitSite } from './emit-site.ts';
import { type Condition, findCondition, predicatesFor } from './find-condition.ts';
import { foundRecord } from './found-record.ts';
import { type Item, isWrite, presentRows, rowsWhere, type Site, sameRows, scopeWith } from './site.ts';

/**
 * A call that only some rows made: under the condition that tells these rows from the others. Calls that just the other
 * rows made are its other side, where the user's words give them no condition of their own.
 */
export function emitIf(
  first: Site,
  present: readonly number[],
  items: readonly Item[],
  done: Set<Item>,
  outer: Scope,
  context: DraftContext,
): { steps: Step[]; columns: readonly Column[] } {
  const judged = judgedBranches(first, items, done, outer, context);
  const scope = judged === null ? outer : outer.with(judged.column);
  const group = [first, ...takeSites(items, present, done)];
  const key = `if$${keyOf(first).split('$')[1] ?? ''}`;
  const absent = Array.from({ length: scope.rows }, (_, row) => row).filter((row) => !present.includes(row));
  const found = foundOnOneSide([...group, ...sitesOf(items, absent, done)], first, scope, context);
  const condition = found ?? findCondition(flagsOf(present, scope), scope, first, context);
  // What is done where there is no such record is done where there is none, whatever else the user's words say of it.
  const others = found === null ? otherSide(items, absent, done, scope, context) : takeSites(items, absent, done);
  const step: Step = {
    id: key,
    do: 'if',
    cond: condition.expr,
    then: sideOf(group, present, condition.known === undefined ? scope : scope.with(condition.known), context),
    else: sideOf(others, absent, scope, context),
    thenValue: { $: 'ref', of: 'step', id: keyOf(group.at(-1) ?? first) },
    elseValue: { $: 'lit', value: null },
    origin: [...group, ...others].flatMap((site) =>
      site.units.flatMap((unit) => (unit === undefined ? [] : unit.calls.map((call) => call.id))),
    ),
  };
  noteDoubts(key, condition.doubts, context, ['cond']);
  context.notes.push({
    step: key,
    status: condition.status,
    text: `Done where ${condition.label}: ${present.length} of ${scope.rows} in the recording.${others.length > 0 ? ' The others went the other way.' : ''}`,
  });
  const last = group.at(-1) ?? first;
  return {
    steps: [...(judged === null ? [] : [judged.step]), ...condition.before, step],
    columns: [
      ...(judged === null ? [] : [judged.column]),
      {
        ...last.column,
        expr: { $: 'ref', of: 'step', id: key },
        units: [key],
        values: last.column.values.map((value) => value ?? undefined),
      },
    ],
  };
}

/** One judgement for this call and the others that nothing but judgement gives a condition. */
function judgedBranches(
  first: Site,
  items: readonly Item[],
  done: ReadonlySet<Item>,
  scope: Scope,
  context: DraftContext,
) {
  if (!context.prompt.asksFor(JUDGEMENT)) return null;
  const isOpen = (site: Site): boolean => {
    const rows = presentRows(site);
    if (rows.length === scope.rows || rowsWhere(site, (unit) => unit.failed).length > 0) return false;
    return predicatesFor(flagsOf(rows, scope), scope, context)[0]?.grounded !== true;
  };
  if (!isOpen(first)) return null;
  const later = items.filter((item): item is Site => item.kind === 'site' && !done.has(item));
  const ahead = judgedAhead(first, later, scope, context);
  if (ahead !== null) return ahead;
  const others = items.filter((item): item is Site => item.kind === 'site' && !done.has(item) && isOpen(item));
  return judgeBranches([first, ...others], scope, context);
}

const keyOf = (site: Site): string => site.units.find((unit) => unit !== undefined)?.key ?? '';

const flagsOf = (rows: readonly number[], scope: Scope): boolean[] =>
  Array.from({ length: scope.rows }, (_, row) => rows.includes(row));

/** Takes the calls that are left and that exactly these rows made. */
function takeSites(items: readonly Item[], rows: readonly number[], done: Set<Item>): Site[] {
  const taken = sitesOf(items, rows, done);
  for (const site of taken) done.add(site);
  return taken;
}

/** The calls that are left and that exactly these rows made. */
function sitesOf(items: readonly Item[], rows: readonly number[], done: ReadonlySet<Item>): Site[] {
  return items.filter(
    (item): item is Site =>
      !done.has(item) &&
      item.kind === 'site' &&
      sameRows(presentRows(item), rows) &&
      rowsWhere(item, (unit) => unit.failed).length === 0,
  );
}

/** Whether one side works on a record that the other side has none of: the condition of `first`, from either side. */
function foundOnOneSide(sites: readonly Site[], first: Site, scope: Scope, context: DraftContext): Condition | null {
  for (const site of sites) {
    if (!isWrite(site)) continue;
    const found = foundRecord(site, scope, context);
    if (found === null) continue;
    if (sameRows(presentRows(site), presentRows(first))) return found;
    return { ...found, expr: { $: 'fn', name: 'not', args: [found.expr] }, label: `not: ${found.label}` };
  }
  return null;
}

/** What the other rows did instead. A condition that the user named for it stays its own: other cases may be neither. */
function otherSide(
  items: readonly Item[],
  absent: readonly number[],
  done: Set<Item>,
  scope: Scope,
  context: DraftContext,
): Site[] {
  if (absent.length === 0) return [];
  const before = new Set(done);
  const sites = takeSites(items, absent, done);
  if (sites.length === 0) return [];
  const [own] = predicatesFor(flagsOf(absent, scope), scope, context);
  if (own === undefined || !own.grounded || !namesValue(own.expr)) return sites;
  for (const site of sites) if (!before.has(site)) done.delete(site);
  return [];
}

/** Whether a condition asks for a value by its name, so that a third value is neither it nor its opposite. */
function namesValue(expr: Expr): boolean {
  if (expr.$ !== 'fn') return false;
  if (expr.name === 'and' || expr.name === 'or') return expr.args.some(namesValue);
  if (!['eq', 'has', 'contains', 'containsExact', 'startsWith', 'endsWith'].includes(expr.name)) return false;
  const [, value] = expr.args;
  return value?.$ !== 'lit' || typeof value.value !== 'boolean';
}

function sideOf(sites: readonly Site[], rows: readonly number[], scope: Scope, context: DraftContext): Step[] {
  return sites.flatMap((site, at) => emitSite(site, rows, scopeWith(scope, sites.slice(0, at)), context));
}
