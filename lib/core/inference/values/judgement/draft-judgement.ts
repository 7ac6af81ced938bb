import { isJsonObject, type Json, type JsonSchema } from '../../../json/json.ts';
import type { Expr, LlmStep, Step } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { camelName } from '../../words/words.ts';
import { isJudged } from './judged-columns.ts';

/** What a person would look at: the freshest records of this very row, else texts from around it. */
export function sourcesFor(target: Target, scope: Scope): Column[] {
  const rows = target.values.length;
  const isSource = (root: Column): boolean =>
    usable(root, target) &&
    !isJudged(root) &&
    (rows < 2 || new Set(root.values.map((value) => JSON.stringify(value))).size > 1);
  const freshest = [textsAt, recordsAt, valuesAt]
    .map((kind) => scope.gather(kind).findLast(isSource))
    .find((root) => root !== undefined);
  return freshest === undefined ? [] : [freshest];
}

const valuesAt = (root: Column): readonly Column[] =>
  root.values.every((value) => value !== undefined && value !== null) ? [root] : [];

const recordsAt = (root: Column): readonly Column[] =>
  root.values.every((value) => isJsonObject(value ?? null) || (typeof value === 'string' && value.length > 20))
    ? valuesAt(root)
    : [];

const textsAt = (root: Column): readonly Column[] =>
  root.values.some((value) => longText(value ?? null)) ? recordsAt(root) : [];

/** Whether a value holds a text of several words. */
export function longText(value: Json): boolean {
  if (typeof value === 'string') return value.length >= 20 && /\s/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => longText(member));
}

export function inputName(column: Column, index: number, taken: Readonly<Record<string, Expr>>): string {
  const name = camelName(column.words.length > 0 ? column.words : column.about, 'item');
  return Object.hasOwn(taken, name) ? `${name}${index + 1}` : name;
}

/** The task in the user's own words: the prompt, with the argument that is wanted. */
export function taskOf(context: DraftContext, name: string): string {
  const said = context.prompt.turns.map((turn) => turn.text.trim()).join('\n');
  return `From this job: "${said}" Give only the value of "${name}" for the item in the input.`;
}

/** More examples than these say nothing new to a model, and all of them are sent with every question. */
const SHOWN = 3;

/**
 * A judgement by a model as a step of the draft: what it sees, what it may answer, a few of the recorded answers. All
 * recorded answers are kept beside the draft, for replays.
 */
export function draftJudgement(
  judged: {
    readonly name: string;
    readonly task: string;
    readonly sources: readonly Column[];
    readonly values: readonly Json[];
    readonly output: JsonSchema;
  },
  context: DraftContext,
): Step & LlmStep {
  const { name, task, sources, values, output } = judged;
  const id = `judge$${context.judgements.length + 1}`;
  const input: Record<string, Expr> = {};
  sources.forEach((column, index) => {
    input[inputName(column, index, input)] = column.expr;
  });
  const names = Object.keys(input);
  const recorded = values.map((value, row): readonly [Json, Json] => [
    Object.fromEntries(sources.map((column, index) => [names[index] ?? '', column.values[row] ?? null])),
    value,
  ]);
  context.judgements.push({ id, name, recorded });
  return { id, do: 'llm', task, input, output, examples: recorded.slice(0, SHOWN) };
}
