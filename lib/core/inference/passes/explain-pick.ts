import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { type Explanation, type Target, usable } from '../explanation.ts';
import { openItems } from '../items.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import { type Column, getMember, isListColumn, type Scope } from '../scope.ts';
import { surpriseOf } from '../surprise.ts';
import { similarity, weightOf } from './explain-value.ts';
import { findPredicates } from './find-predicate.ts';
import { choosePredicate, nounOf, selectItems } from './select-items.ts';

const MAX_ITEMS = 20_000;
const ID_LIKE = /^(id|key|number|no|uid|uuid|code|sku|login|handle|email|slug|ref)$/;

/**
 * One item out of a longer list: found by a condition that the user's words or another value justify, or the first or
 * last by some order that they name. Anything else is a guess and is asked.
 */
export function explainPick(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const options: { list: Column; member: Column; chosen: number[][]; cost: number }[] = [];
  for (const list of scope.lists()) {
    if (!usable(list, target)) continue;
    const total = list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
    if (total < 1 || total > MAX_ITEMS) continue;
    const items = openItems(list, scope, 'item');
    for (const member of items.scope.columns()) {
      if (!items.own(member) || isListColumn(member)) continue;
      const chosen = target.values.map((): number[] => []);
      items.places.forEach(({ row, index }, at) => {
        const value = member.values[at];
        const wanted = target.values[row];
        if (value !== undefined && wanted !== undefined && (jsonEqual(value, wanted) || isSameText(value, wanted)))
          chosen[row]?.push(index);
      });
      if (chosen.some((indices) => indices.length === 0)) continue;
      const fit = similarity(member, target);
      const bits = target.values.reduce<number>((sum, value) => sum + surpriseOf(value), 0);
      if (bits < 9 && fit < 0.9 && !ID_LIKE.test(member.words.at(-1) ?? '')) continue;
      options.push({
        list,
        member,
        chosen,
        cost: 4 + list.cost + member.cost * 0.4 - 1.2 * fit + (chosen.some((indices) => indices.length > 1) ? 3 : 0),
      });
    }
  }
  options.sort((a, b) => a.cost - b.cost);
  let best: Explanation | null = null;
  for (const option of options.slice(0, 6)) {
    const found = pickFrom(option, target, scope, context);
    if (found !== null && (best === null || rank(found) < rank(best))) best = found;
  }
  return best;
}

const rank = (explanation: Explanation): number => explanation.cost + (explanation.status === 'proved' ? 0 : 20);

const isSameText = (a: Json, b: Json): boolean =>
  (typeof a === 'string' && typeof b === 'number' && a === String(b)) ||
  (typeof a === 'number' && typeof b === 'string' && b === String(a));

function pickFrom(
  option: { list: Column; member: Column; chosen: number[][]; cost: number },
  target: Target,
  scope: Scope,
  context: DraftContext,
): Explanation | null {
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
  const single = chosen.map((indices) => indices.slice(0, 1));
  const isOne = new Set(single.map((indices, row) => `${row}:${indices[0]}`));
  const flags = items.places.map(({ row, index }) => isOne.has(`${row}:${index}`));
  const about: Json = [target.about, 'pick'];
  const selected = isTop(single, list)
    ? selectItems({ list, outer: scope, chosen: single, ordered: true, about, weight: weightOf(target) }, context)
    : null;
  const predicates = findPredicates({
    scope: items.scope,
    chosen: flags,
    prompt: context.prompt,
    inputs: context.inputs,
    own: items.own,
    now: context.now,
  }).filter((predicate) => !isCircular(predicate.expr, option.member.expr, target));
  const [bestPredicate] = predicates;
  if (bestPredicate?.grounded) {
    const choice = choosePredicate(
      { predicates, about, noun: nounOf(list), row: target.values[0] ?? null, weight: weightOf(target) },
      context,
    );
    if (choice !== null) {
      return {
        ...base,
        expr: member({ $: 'over', op: 'find', in: list.expr, as: variable, body: choice.expr }),
        cost: option.cost + choice.cost,
        status: choice.status,
        label: `${option.member.label} of the ${nounOf(list)} where ${choice.label}`,
        units: [...list.units, ...choice.units],
        doubts: choice.doubts,
      };
    }
  }
  if (selected !== null && selected.expr !== list.expr && selected.expr.$ !== 'over') {
    return {
      ...base,
      expr: member({ $: 'fn', name: 'first', args: [selected.expr] }),
      cost: option.cost + selected.cost,
      status: selected.status,
      label: `${option.member.label} of ${selected.label}`,
      units: [...list.units, ...selected.units],
      doubts: selected.doubts,
    };
  }
  return askPick(option, { member, variable, predicates, base }, target, context);
}

function isTop(single: readonly (readonly number[])[], list: Column): boolean {
  return single.length === list.values.length;
}

function askPick(
  option: { list: Column; member: Column; chosen: number[][]; cost: number },
  draft: {
    member: (from: Expr) => Expr;
    variable: string;
    predicates: ReturnType<typeof findPredicates>;
    base: Pick<Explanation, 'origin' | 'parts' | 'alternatives'>;
  },
  target: Target,
  context: DraftContext,
): Explanation | null {
  const { list } = option;
  const choices: { id: string; label: string; expr: Expr }[] = [];
  const isFirst = option.chosen.every((indices) => indices.includes(0));
  const isLast = option.chosen.every((indices, row) => {
    const value = list.values[row];
    return Array.isArray(value) && indices.includes(value.length - 1);
  });
  if (isFirst)
    choices.push({
      id: 'first',
      label: `the first of the ${nounOf(list)}`,
      expr: { $: 'fn', name: 'first', args: [list.expr] },
    });
  if (isLast && !isFirst)
    choices.push({
      id: 'last',
      label: `the last of the ${nounOf(list)}`,
      expr: { $: 'fn', name: 'last', args: [list.expr] },
    });
  draft.predicates.slice(0, 2).forEach((predicate, index) => {
    choices.push({
      id: `where${index}`,
      label: `the one where ${predicate.label}`,
      expr: { $: 'over', op: 'find', in: list.expr, as: draft.variable, body: predicate.expr },
    });
  });
  const [first] = choices;
  if (first === undefined) return null;
  const answer = context.questions.ask({
    kind: 'pick',
    about: target.about,
    text: `One of the ${nounOf(list)} was used for ${target.words.join(' ')}. Which one should it be next time?`,
    row: target.values[0] ?? null,
    options: [...choices.slice(0, 3).map(({ id, label, expr }) => ({ id, label, expr })), SOMETHING_ELSE],
    default: first.id,
    weight: weightOf(target) * 0.7,
  });
  const taken = choices.find((choice) => choice.id === answer.option) ?? first;
  return {
    ...draft.base,
    expr: draft.member(taken.expr),
    cost: option.cost + 8,
    status: answer.answered ? 'asked' : 'assumed',
    label: `${option.member.label} of ${taken.label}`,
    units: list.units,
    doubts: [answer.id],
  };
}

/** "The record whose id is the id that we want" explains nothing. */
function isCircular(predicate: Expr, member: Expr, target: Target): boolean {
  const text = JSON.stringify(predicate);
  const path = JSON.stringify(pathBelow(member) ?? []);
  const literals = target.values.map((value) => `{"$":"lit","value":${JSON.stringify(value)}}`);
  return text.includes(`"path":${path}`) && literals.some((literal) => text.includes(literal));
}

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
