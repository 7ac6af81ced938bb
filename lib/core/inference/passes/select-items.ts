import { isJsonObject, type Json } from '../../json/json.ts';
import type { EvidenceStatus } from '../../workflow/evidence.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { type Items, openItems } from '../items.ts';
import { type Doubt, SOMETHING_ELSE } from '../question-book.ts';
import { type Column, isListColumn, type Scope } from '../scope.ts';
import { wordsOf } from '../words.ts';
import { findOrder, type Order } from './find-order.ts';
import { findConditions, findPredicates, type Predicate, promptWords } from './find-predicate.ts';

/** How the items that were used come out of a list: filtered, sorted, cut. */
export interface Selection {
  readonly expr: Expr;
  readonly cost: number;
  readonly status: EvidenceStatus;
  readonly label: string;
  /** Doubts to ask when this selection is taken; answering one may change the expression. */
  readonly doubts: readonly string[];
  readonly units: readonly string[];
}

export interface SelectionProblem {
  readonly list: Column;
  readonly outer: Scope;
  /** Positions used in each row's list, in order of use. */
  readonly chosen: readonly (readonly number[])[];
  /** Whether the order of use has an effect that can be seen. */
  readonly ordered: boolean;
  /** Names the place in questions: stable between runs. */
  readonly about: Json;
  readonly weight: number;
}

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
    if (top !== null && (selected === null || priceOf(top) < priceOf(selected))) return top;
    if (selected === null) return null;
  }
  selected = withUnusedWords(selected, problem, items, flags, variable, context);
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

function cheapest(selections: readonly (Selection | null)[]): Selection | null {
  return selections.reduce(
    (best, next) => (next !== null && (best === null || priceOf(next) < priceOf(best)) ? next : best),
    null,
  );
}

/** "The two oldest tickets of high urgency": a condition that the user named first, then the first few by some order. */
function topOfFiltered(
  problem: SelectionProblem,
  items: Items,
  flags: readonly boolean[],
  variable: string,
  context: DraftContext,
): Selection | null {
  if (superlativeIn(wordsBeside(items, context)) === undefined) return null;
  const found: Selection[] = [];
  for (const condition of findConditions({
    scope: items.scope,
    chosen: flags,
    prompt: context.prompt,
    inputs: context.inputs,
    own: items.own,
    now: context.now,
  })) {
    const kept = problem.list.values.map((): number[] => []);
    items.places.forEach(({ row, index }, at) => {
      if (condition.holds(at)) kept[row]?.push(index);
    });
    const list: Column = {
      ...problem.list,
      expr: { $: 'over', op: 'filter', in: problem.list.expr, as: variable, body: condition.expr },
      values: problem.list.values.map((value, row) =>
        Array.isArray(value) ? value.filter((_, index) => kept[row]?.includes(index)) : value,
      ),
      label: `${problem.list.label} where ${condition.label}`,
    };
    const inner: SelectionProblem = {
      ...problem,
      list,
      chosen: problem.chosen.map((indices, row) => indices.map((index) => kept[row]?.indexOf(index) ?? -1)),
    };
    const order = context.variables.make(problem.list.words.length > 0 ? problem.list.words : problem.list.about);
    const top = topItems(inner, openItems(list, problem.outer, order), order, context);
    if (top !== null)
      found.push({ ...top, cost: top.cost + condition.cost - 5, units: [...top.units, ...condition.units] });
  }
  return cheapest(found);
}

/** A selection that has to be asked is dearer than one that is proved. */
const priceOf = (selection: Selection): number => selection.cost + (selection.status === 'proved' ? 0 : 6);

function filterItems(
  problem: SelectionProblem,
  items: Items,
  flags: readonly boolean[],
  variable: string,
  context: DraftContext,
): Selection | null {
  const predicates = findPredicates({
    scope: items.scope,
    chosen: flags,
    prompt: context.prompt,
    inputs: context.inputs,
    own: items.own,
    now: context.now,
  });
  const sample = items.places.find((_, row) => flags[row]);
  const row = sample === undefined ? undefined : itemOf(problem.list, sample);
  const choice = choosePredicate(
    {
      predicates,
      about: problem.about,
      noun: nounOf(problem.list),
      ...(row === undefined ? {} : { row }),
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

export interface PredicateChoice {
  readonly expr: Expr;
  readonly cost: number;
  readonly status: EvidenceStatus;
  readonly label: string;
  readonly doubts: readonly string[];
  readonly units: readonly string[];
}

/**
 * Takes the best condition, silently only where the user's words carry it and no other condition that they carry comes
 * near; otherwise asks. Null where there is none at a price that a person would believe.
 */
export function choosePredicate(
  choice: { predicates: readonly Predicate[]; about: Json; noun: string; row?: Json; weight: number },
  context: DraftContext,
): PredicateChoice | null {
  const [best] = choice.predicates;
  if (best === undefined || best.cost > 26) return null;
  const rivals = choice.predicates
    .slice(1)
    .filter(
      (other) =>
        other.cost < best.cost + (other.grounded ? 1.2 : 0) &&
        other.label !== best.label &&
        (other.family === undefined || other.family !== best.family),
    );
  const sure = best.grounded && rivals.length === 0;
  let taken: Predicate = best;
  const doubts: string[] = [];
  let status: EvidenceStatus = 'proved';
  if (!sure) {
    const shown = choice.predicates.slice(0, 3);
    const doubt: Doubt = {
      kind: 'filter',
      about: choice.about,
      text: `Which ${choice.noun} should be taken?`,
      ...(choice.row === undefined ? {} : { row: choice.row }),
      options: [
        ...shown.map(({ label, expr }, index) => ({ id: `p${index}`, label: `those where ${label}`, expr })),
        SOMETHING_ELSE,
      ],
      default: 'p0',
      weight: choice.weight * (best.grounded ? 0.4 : 0.7),
    };
    const answer = context.questions.ask(doubt);
    doubts.push(answer.id);
    status = answer.answered ? 'asked' : 'assumed';
    taken = shown[Number(answer.option.slice(1))] ?? best;
  }
  let { expr } = taken;
  if (taken.caseOpen !== undefined) {
    const answer = context.questions.ask({
      kind: 'case',
      about: choice.about,
      text: `Does upper or lower case matter in "${taken.label}"?`,
      options: [
        { id: 'ignore', label: 'No, ignore it' },
        { id: 'exact', label: 'Yes, it has to match' },
      ],
      default: 'ignore',
      weight: choice.weight * 0.2,
    });
    doubts.push(answer.id);
    expr = answer.option === 'exact' ? taken.caseOpen.exact : taken.caseOpen.loose;
    status = answer.answered ? 'asked' : 'assumed';
  }
  return { expr, cost: taken.cost, status, label: taken.label, doubts, units: taken.units };
}

/**
 * A word of the user that is the value of a member in all used items and that nothing else in the program says: the
 * recording cannot show whether it was a condition, so it is asked, and taken as one until then.
 */
function withUnusedWords(
  selection: Selection,
  problem: SelectionProblem,
  items: Items,
  flags: readonly boolean[],
  variable: string,
  context: DraftContext,
): Selection {
  if (items.places.length === 0) return selection;
  const said = saidByProducer(problem.list, context);
  let found = selection;
  const inExpr = JSON.stringify(selection.expr);
  for (const column of items.scope.columns()) {
    if (!items.own(column) || column.expr.$ !== 'get' || isListColumn(column)) continue;
    const values = column.values.filter((_, row) => flags[row]);
    const [value] = values;
    if (typeof value === 'boolean' && values.length > 1 && values.every((other) => other === value)) {
      found = withFlag(found, column, value, { problem, said, variable }, context);
      continue;
    }
    if (typeof value !== 'string' || value.length < 3 || value.length > 24 || !/^[\p{L}][\p{L} _-]*$/u.test(value))
      continue;
    if (!values.every((other) => other === value) || values.length < 2) continue;
    if (/^(id|name|title|url|user|login|author|owner|type|kind|object)$/i.test(String(column.expr.path.at(-1))))
      continue;
    if (
      said.has(value.toLowerCase()) ||
      // The word already has its place in the condition.
      found.label.includes(JSON.stringify(value)) ||
      !context.prompt.mentions(value) ||
      context.prompt.hasWord(new RegExp(`\\d ?${value.toLowerCase()}\\b`, 'i')) ||
      inExpr.includes(JSON.stringify(column.expr.path).slice(1, -1))
    )
      continue;
    const literalSpans = context.prompt.spansOf(value);
    const literal: Expr =
      literalSpans.length > 0
        ? context.inputs.refer({ value, spans: literalSpans, name: column.words, weak: true })
        : { $: 'lit', value };
    const condition: Expr = { $: 'fn', name: 'eq', args: [{ ...column.expr, missing: 'null' }, literal] };
    if (context.prompt.saysBeside(value, column.words)) {
      found = narrowed(found, condition, `${column.label} is "${value}"`, variable);
      continue;
    }
    const answer = context.questions.ask({
      kind: 'only-where',
      about: [problem.about, column.label],
      text: `All ${nounOf(problem.list)} in the recording had ${column.label} "${value}". Should others be left out?`,
      options: [
        { id: 'yes', label: `Yes, only ${value}` },
        { id: 'no', label: 'No, take all' },
      ],
      default: 'yes',
      weight: problem.weight * 0.3,
    });
    const doubts = [...found.doubts, answer.id];
    found =
      answer.option === 'no'
        ? { ...found, doubts }
        : {
            ...narrowed(found, condition, `${column.label} is "${value}"`, variable),
            doubts,
            status: answer.answered ? 'asked' : 'assumed',
          };
  }
  return found;
}

/** A flag that the user named and that was the same in all used items: asked, and a condition until then. */
function withFlag(
  selection: Selection,
  column: Column,
  value: boolean,
  around: { readonly problem: SelectionProblem; readonly said: ReadonlySet<string>; readonly variable: string },
  context: DraftContext,
): Selection {
  const words = column.words.filter((word) => word.length > 3 && !/^(is|has|can)$/.test(word));
  const [word] = words;
  if (words.length !== 1 || word === undefined || around.said.has(word) || column.expr.$ !== 'get') return selection;
  if (JSON.stringify(selection.expr).includes(JSON.stringify(column.expr.path).slice(1, -1))) return selection;
  if (!context.prompt.asksFor(new RegExp(`\\b(non-?|un)?${word}\\b`, 'i'))) return selection;
  const answer = context.questions.ask({
    kind: 'only-flag',
    about: [around.problem.about, column.label],
    text: `In the recording ${column.label} was ${value} for all ${nounOf(around.problem.list)} that were taken. Should others be left out?`,
    options: [
      { id: 'yes', label: `Yes, only where it is ${value}` },
      { id: 'no', label: 'No, it does not matter' },
    ],
    default: 'yes',
    weight: around.problem.weight * 0.3,
  });
  const doubts = [...selection.doubts, answer.id];
  if (answer.option === 'no') return { ...selection, doubts };
  const get: Expr = { ...column.expr, missing: 'null' };
  const condition: Expr = { $: 'fn', name: value ? 'eq' : 'ne', args: [get, { $: 'lit', value: true }] };
  return {
    ...narrowed(selection, condition, `${column.label} is ${value}`, around.variable),
    doubts,
    status: answer.answered ? 'asked' : 'assumed',
  };
}

/** The selection with one more condition. */
function narrowed(selection: Selection, condition: Expr, label: string, variable: string): Selection {
  const { expr } = selection;
  const filter: Expr =
    expr.$ === 'over' && expr.op === 'filter' && expr.as === variable
      ? { ...expr, body: { $: 'fn', name: 'and', args: [condition, expr.body] } }
      : { $: 'over', op: 'filter', in: expr, as: variable, body: condition };
  return { ...selection, expr: filter, cost: selection.cost + 1, label: `${selection.label} and ${label}` };
}

/** Values that the call that made the list already asked for, defaults of its schema included. */
function saidByProducer(list: Column, context: DraftContext): ReadonlySet<string> {
  const said = new Set<string>();
  for (const call of context.calls) {
    if (!list.units.some((unit) => unit.endsWith(`$${call.id}`))) continue;
    for (const [name, value] of Object.entries(call.args)) {
      said.add(String(value).toLowerCase());
      for (const word of [name.toLowerCase(), ...wordsOf(name)]) said.add(word);
    }
    const properties = call.spec?.inputSchema.properties;
    if (isJsonObject(properties))
      for (const schema of Object.values(properties))
        if (isJsonObject(schema) && schema.default !== undefined) said.add(String(schema.default).toLowerCase());
  }
  return said;
}

/** The first k items by some member: "the three oldest". The user must have named the number or the direction. */
function topItems(problem: SelectionProblem, items: Items, variable: string, context: DraftContext): Selection | null {
  const sizes = problem.chosen.map((indices, row) => ({ used: indices.length, of: lengthAt(problem.list, row) }));
  const counts = new Set(sizes.filter((size) => size.used < size.of).map((size) => size.used));
  if (counts.size > 1) return null;
  const [count] = counts;
  const words = wordsBeside(items, context);
  const named =
    count === undefined
      ? undefined
      : context.prompt
          .numbers()
          .find((number) => number.value === count && (count > 1 || superlativeIn(words) !== undefined));
  const superlative = superlativeIn(words);
  if (count !== undefined && named === undefined && !(count === 1 && superlative !== undefined)) return null;
  const take: { take?: Expr } =
    count === undefined
      ? {}
      : {
          take:
            named === undefined
              ? { $: 'lit', value: count }
              : context.inputs.refer({ value: count, spans: [named.span], name: ['limit'], weak: true }),
        };
  // In the list's own order.
  if (count !== undefined && problem.chosen.every((indices) => indices.every((index, at) => index === at))) {
    const key = findOrder({ problem, items, variable, whole: true }, context);
    const isFirst = context.prompt.hasWord(/\b(first|top)\b/i);
    if (superlative === undefined || isFirst || key === null) {
      return {
        expr: {
          $: 'fn',
          name: 'slice',
          args: [problem.list.expr, { $: 'lit', value: 0 }, take.take ?? { $: 'lit', value: count }],
        },
        cost: isFirst ? 2 : 4,
        status: 'proved',
        label: `the first ${count} of ${problem.list.label}`,
        doubts: [],
        units: problem.list.units,
      };
    }
    return topBy(key, problem, count, take);
  }
  const key = findOrder({ problem, items, variable, whole: true }, context);
  return key === null ? null : topBy(key, problem, count ?? 0, take);
}

function topBy(key: Order, problem: SelectionProblem, count: number, take: { take?: Expr }): Selection {
  return {
    expr: { $: 'sort', in: problem.list.expr, as: key.as, by: key.by, ...take },
    cost: 2 + key.cost,
    status: key.status,
    label: `the first ${count} of ${problem.list.label} by ${key.label}`,
    doubts: key.doubts,
    units: problem.list.units,
  };
}

/** The user's words without those that name members of the items: a `minimum` that they hold is no "least". */
function wordsBeside(items: Items, context: DraftContext): readonly string[] {
  const own = new Set(items.scope.columns().flatMap((column) => (items.own(column) ? column.words : [])));
  return promptWords(context.prompt).filter((word) => !own.has(word));
}

const superlativeIn = (words: readonly string[]): string | undefined => words.find((word) => SUPERLATIVES.test(word));

const SUPERLATIVES =
  /^(old|new|lat|recent|larg|big|high|low|small|cheap|expensiv|long|short|most|least|top|first|last|earli|min|max|best|worst|fewest|soon)\w*$/;

export function lengthAt(list: Column, row: number): number {
  const value = list.values[row];
  return Array.isArray(value) ? value.length : 0;
}

export function itemOf(list: Column, place: { row: number; index: number }): Json | undefined {
  const value = list.values[place.row];
  return Array.isArray(value) ? value[place.index] : undefined;
}

/** What to call the items in a question. */
export function nounOf(list: Column): string {
  const words = list.words.length > 0 ? list.words : list.about;
  return words.length > 0 ? `${words.join(' ')}s` : 'items';
}
