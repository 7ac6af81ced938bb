import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { scalarsByPath } from '../../blocks/loops/scalars-by-path.ts';
import type { Column } from '../../columns/column.ts';
import { getMember } from '../../columns/get-member.ts';
import { type Items, openItems } from '../../columns/items.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import { type Target, weightOf } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { choosePredicate } from '../../items/choose-predicate.ts';
import { findPredicates } from '../../items/conditions/find-predicates.ts';
import type { Predicate } from '../../items/conditions/predicate.ts';
import { selectItems } from '../../items/select-items.ts';
import { nounOf } from '../../items/selection.ts';
import { usingAllSaid } from '../../items/using-all-said.ts';
import { surpriseOf, UNLIKELY_BITS } from '../../words/surprise.ts';
import { askPick } from './ask-pick.ts';
import { joinedOne } from './joined-one.ts';
import type { PickOption } from './pick-options.ts';
import { type PickedItem, pickedBefore, rememberPicked } from './picked-before.ts';
import { saidPlace } from './said-place.ts';

export function pickFrom(option: PickOption, target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const { list, chosen } = option;
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const items = openItems(list, scope, variable);
  const memberPath = pathBelow(option.member.expr);
  if (memberPath === null) return null;
  const member = (from: Expr): Expr => {
    const got = memberPath.reduce<Expr>((expr, key) => getMember(expr, key, false), from);
    const [value] = target.values;
    const at = list.values[0];
    const raw = Array.isArray(at)
      ? memberPath.reduce<Json | undefined>(
          (value, key) =>
            typeof value === 'object' && value !== null && Object.hasOwn(value, key)
              ? (value as Record<string, Json>)[key]
              : undefined,
          at[chosen[0]?.[0] ?? 0],
        )
      : undefined;
    if (typeof value === 'number' && typeof raw === 'string') return { $: 'fn', name: 'toNumber', args: [got] };
    if (typeof value === 'string' && typeof raw === 'number') return { $: 'text', parts: [got] };
    return got;
  };
  const base = {
    origin: 'reference' as const,
    parts: [{ kind: 'column' as const, column: partOf(option, items.places) }],
    alternatives: [],
  };
  const joined = joinedOne(option, scope, target);
  const single = chosen.map((indices, row) =>
    [joined?.[row] ?? saidOne(indices, list.values[row], context)].filter((at) => at !== undefined),
  );
  const predicates = predicatesFor(option, { items, single }, target, context);
  const item =
    itemAtPlace(option, context) ??
    itemWhere(option, { predicates, variable }, target, context) ??
    itemAtTop(option, single, scope, target, context) ??
    pickedBefore([option, single], scope, context);
  if (item === null) return askPick(option, { member, variable, predicates, base }, target, context);
  rememberPicked(item, [option, single], context);
  return {
    ...base,
    ...item,
    expr: member(item.expr),
    cost: option.cost + item.cost,
    label: `${option.member.label} of ${item.label}`,
  };
}

/** The first or the last, where the user said so. */
function itemAtPlace({ list, chosen }: PickOption, context: DraftContext): PickedItem | null {
  const place = saidPlace(list, chosen, context);
  if (place === null) return null;
  return { expr: place.of(list.expr), cost: 1, status: 'proved', label: place.label, units: list.units, doubts: [] };
}

/** Conditions that hold for the chosen items and for no others. */
function predicatesFor(
  { list, member }: PickOption,
  { items, single }: { readonly items: Items; readonly single: readonly (readonly number[])[] },
  target: Target,
  context: DraftContext,
): readonly Predicate[] {
  const isOne = new Set(single.map((indices, row) => `${row}:${indices[0]}`));
  const flags = items.places.map(({ row, index }) => isOne.has(`${row}:${index}`));
  const { prompt, inputs, now } = context;
  const found = findPredicates({ scope: items.scope, chosen: flags, prompt, inputs, own: items.own, now });
  return usingAllSaid(found, { items, flags }, context).filter(
    ({ expr, units }) => !isCircular(expr, member.expr, target) && !isMadeFrom(units, list, single, context),
  );
}

function itemWhere(
  { list }: PickOption,
  { predicates, variable }: { readonly predicates: readonly Predicate[]; readonly variable: string },
  target: Target,
  context: DraftContext,
): PickedItem | null {
  if (predicates[0]?.grounded !== true) return null;
  const about: Json = [target.about, 'pick'];
  const noun = nounOf(list);
  const choice = choosePredicate(
    { predicates, about, noun, row: target.values[0] ?? null, weight: weightOf(target) },
    context,
  );
  if (choice === null) return null;
  return {
    ...choice,
    expr: { $: 'over', op: 'find', in: list.expr, as: variable, body: choice.expr },
    label: `the ${noun} where ${choice.label}`,
    units: [...list.units, ...choice.units],
  };
}

/** The newest, the one with the least of something. */
function itemAtTop(
  { list }: PickOption,
  single: readonly (readonly number[])[],
  scope: Scope,
  target: Target,
  context: DraftContext,
): PickedItem | null {
  if (single.length !== list.values.length) return null;
  const about: Json = [target.about, 'pick'];
  const selected = selectItems(
    { list, outer: scope, chosen: single, ordered: true, about, weight: weightOf(target) },
    context,
  );
  if (selected === null || selected.expr === list.expr || selected.expr.$ === 'over') return null;
  return {
    ...selected,
    expr: { $: 'fn', name: 'first', args: [selected.expr] },
    units: [...list.units, ...selected.units],
  };
}

/** Of several items that hold the value, the one that holds something else that the user said; else the first. */
function saidOne(indices: readonly number[], items: Json | undefined, context: DraftContext): number | undefined {
  const [first] = indices;
  if (indices.length < 2 || !Array.isArray(items) || indices.length > MOST_ALIKE) return first;
  const isSaid = (value: Json): boolean =>
    typeof value === 'string' && surpriseOf(value) >= UNLIKELY_BITS && context.prompt.says(value);
  return indices.find((index) => scalarsByPath(items[index] ?? null).some(([, value]) => isSaid(value))) ?? first;
}

const MOST_ALIKE = 200;

/** "The record whose id is the id that we want" explains nothing. */
export function isCircular(predicate: Expr, member: Expr, target: Target): boolean {
  const text = JSON.stringify(predicate);
  const path = JSON.stringify(pathBelow(member) ?? []);
  const literals = target.values.map((value) => `{"$":"lit","value":${JSON.stringify(value)}}`);
  return text.includes(`"path":${path}`) && literals.some((literal) => text.includes(literal));
}

/**
 * "The service whose policy is the policy that we read": read by what the service says, it says nothing of which service
 * it is. So a condition on the answer of a call tells nothing where the call was given a value of the chosen item, and
 * the value is not one that the user said.
 */
function isMadeFrom(
  units: readonly string[],
  list: Column,
  single: readonly (readonly number[])[],
  context: DraftContext,
): boolean {
  const own = single.map((indices, row) => {
    const items = list.values[row];
    const item = Array.isArray(items) ? items[indices[0] ?? -1] : undefined;
    return new Set(scalarsByPath(item ?? null).map(([, value]) => value));
  });
  const ready = Math.max(...list.ready);
  /** By way of at most so many calls: a snapshot of the volume, which was then read by its own id. */
  const leadsBack = (key: string, steps: number): boolean => {
    const unit = list.units.includes(key) ? undefined : context.units.get(key);
    if (unit === undefined || unit.started <= ready || steps === 0) return false;
    const given = scalarsByPath(unit.args)
      .map(([, value]) => value)
      .filter((value) => !context.prompt.says(String(value)));
    if (own.every((values) => given.some((value) => values.has(value)))) return true;
    return [...context.units.values()].some(
      (before) =>
        before.ended < unit.started &&
        scalarsByPath(before.data).some(([, value]) => given.includes(value) && surpriseOf(value) >= UNLIKELY_BITS) &&
        leadsBack(before.key, steps - 1),
    );
  };
  return units.some((key) => leadsBack(key, MOST_STEPS));
}

const MOST_STEPS = 3;

function pathBelow(expr: Expr): readonly (string | number)[] | null {
  if (expr.$ === 'ref') return [];
  if (expr.$ === 'get') {
    const before = pathBelow(expr.from);
    return before === null ? null : [...before, ...expr.path];
  }
  return null;
}

/** The member of the chosen item as a column over the target's rows, for evidence. */
function partOf(
  option: { list: Column; member: Column; chosen: number[][] },
  places: readonly { row: number; index: number }[],
): Column {
  const { locate } = option.member;
  const at = option.chosen.map((indices, row) =>
    places.findIndex((place) => place.row === row && place.index === indices[0]),
  );
  return {
    ...option.member,
    values: at.map((place) => option.member.values[place]),
    ...(locate === undefined ? {} : { locate: (row: number) => locate(at[row] ?? 0) }),
  };
}
