import { type Items, openItems } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { choosePredicate } from './choose-predicate.ts';
import { findConditions, findPredicates } from './conditions/find-predicates.ts';
import { findOrder } from './find-order.ts';
import { restItems } from './rest-items.ts';
import { withSaidLimit } from './said-limit.ts';
import { cheapest, itemOf, nounOf, priceOf, type Selection, type SelectionProblem } from './selection.ts';
import { topItems, topOfFiltered } from './top-items.ts';
import { withUnusedWords } from './unused-words.ts';
import { usingAllSaid } from './using-all-said.ts';
import { withSaidTerms } from './with-said-terms.ts';

/** The cheapest way to get the used items out of the list, or null where nothing that the data show fits. */
export function selectItems(problem: SelectionProblem, context: DraftContext): Selection | null {
  const variable = context.variables.make(problem.list.words.length > 0 ? problem.list.words : problem.list.about);
  const items = openItems(problem.list, problem.outer, variable);
  const used = problem.chosen.map((indices) => new Set(indices));
  const flags = items.places.map(({ row, index }) => used[row]?.has(index) ?? false);
  const natural = problem.chosen.every((indices) =>
    indices.every((index, at) => at === 0 || index > (indices[at - 1] ?? -1)),
  );
  const all = flags.every(Boolean);
  const rest = all ? null : restItems(problem, items, variable, context);
  if (rest !== null) return rest;
  const top = all
    ? null
    : cheapest([topItems(problem, items, variable, context), topOfFiltered(problem, items, flags, variable, context)]);
  const base: Selection = {
    expr: problem.list.expr,
    cost: 0,
    status: 'proved',
    label: problem.list.label,
    doubts: [],
    units: problem.list.units,
  };
  let selected: Selection | null = base;
  if (!all) {
    selected = filterItems(problem, items, flags, variable, context);
    if (top !== null && (selected === null || priceOf(top) < priceOf(selected)))
      return withSaidTerms(top, { problem, items, flags, variable }, context);
    if (selected === null) return null;
  }
  selected = withSaidTerms(selected, { problem, items, flags, variable }, context);
  selected = withUnusedWords(selected, problem, items, flags, variable, context);
  const limited = withSaidLimit(selected, { problem, items, variable }, context);
  if (limited !== selected) return limited;
  if (natural || !problem.ordered) return selected;
  const sort = findOrder({ problem, items, variable, whole: false }, context);
  if (sort === null) return null;
  return {
    ...selected,
    expr: { $: 'sort', in: selected.expr, as: sort.as, by: sort.by },
    cost: selected.cost + sort.cost,
    status: selected.status === 'proved' ? sort.status : selected.status,
    label: `${selected.label}, sorted by ${sort.label}`,
    doubts: [...selected.doubts, ...sort.doubts],
  };
}

function filterItems(
  problem: SelectionProblem,
  items: Items,
  flags: readonly boolean[],
  variable: string,
  context: DraftContext,
): Selection | null {
  const { prompt, inputs, now } = context;
  const search = { scope: items.scope, chosen: flags, prompt, inputs, own: items.own, now };
  const predicates = usingAllSaid(findPredicates(search), { items, flags }, context);
  const leftOut = rowLeftOut(findConditions(search), flags);
  const sample = items.places[leftOut ?? flags.indexOf(true)];
  const row = sample === undefined ? undefined : itemOf(problem.list, sample);
  const choice = choosePredicate(
    {
      predicates,
      about: problem.about,
      noun: nounOf(problem.list),
      ...(row === undefined ? {} : { row }),
      ...(leftOut === null ? {} : { leftOut: true }),
      weight: problem.weight,
    },
    context,
  );
  if (choice === null) return null;
  return {
    expr: { $: 'over', op: 'filter', in: problem.list.expr, as: variable, body: choice.expr },
    cost: choice.cost,
    status: choice.status,
    label: `${problem.list.label} where ${choice.label}`,
    doubts: choice.doubts,
    units: [...problem.list.units, ...choice.units],
  };
}

/** An item that the user's words would take and the recording did not: what has to be explained. */
function rowLeftOut(conditions: ReturnType<typeof findConditions>, flags: readonly boolean[]): number | null {
  const [said] = conditions;
  if (said === undefined) return null;
  const row = flags.findIndex((taken, at) => !taken && said.holds(at));
  return row < 0 ? null : row;
}
