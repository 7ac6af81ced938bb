import { isJsonObject } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Span } from '../words/span.ts';
import { wordsOf } from '../words/words.ts';
import { withSaidKeys } from './conditions/said-keys.ts';
import { isSaidOfOthers, sayingsOf } from './said-of-others.ts';
import { NOT } from './said-terms.ts';
import { narrowed, nounOf, type Selection, type SelectionProblem } from './selection.ts';

/**
 * A word of the user that is the value of a member in all used items and that nothing else in the program says: the
 * recording cannot show whether it was a condition, so it is asked, and taken as one until then.
 */
export function withUnusedWords(
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
  for (const column of withSaidKeys(items.members(), context)) {
    if (column.expr.$ !== 'get' || isListColumn(column)) continue;
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
    if (isSaidOfOthers(literalSpans, problem.list, context) || isBarred(literalSpans, context)) continue;
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

/** Whether the user said each time what is not meant: `whose phase is not "shipped"`. */
const isBarred = (spans: readonly Span[], { prompt }: DraftContext): boolean =>
  spans.length > 0 &&
  spans.every(({ turn, start }) => {
    const text = prompt.turns.find(({ id }) => id === turn)?.lower ?? '';
    return NOT.test(text.slice(Math.max(0, start - 24), start));
  });

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
  const pattern = new RegExp(`\\b(non-?|un)?${word}\\b`, 'i');
  if (!context.prompt.asksFor(pattern)) return selection;
  if (isSaidOfOthers(sayingsOf(pattern, context), around.problem.list, context)) return selection;
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

/** Values that the call that made the list already asked for, defaults of its schema included. */
export function saidByProducer(list: Column, context: DraftContext): ReadonlySet<string> {
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
