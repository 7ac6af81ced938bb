import { jsonEqual } from '../../json/equal.ts';
import { isJsonObject, type Json, type JsonSchema } from '../../json/json.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { constant, type Explanation, type Target, usable } from '../explanation.ts';
import { schemaOf } from '../input-book.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import type { Column, Scope } from '../scope.ts';
import { camelName } from '../words.ts';
import { suspicionOf } from './explain-text.ts';
import { columnCandidates } from './explain-value.ts';

/** Words of the user that ask for judgement. */
const JUDGEMENT =
  /\b(summar\w*|draft\w*|compos\w+|classif\w*|decid\w*|judg\w*|categor\w*|translat\w*|rephras\w*|sentiment\w*|describ\w*|polite\w*|tone|angry|friendly|sounds?|seems?|looks? like|urgent|in (your|one|a few|short) (own )?(words|sentences?)|suitable|appropriate|best fits?|extract\w*|recommend\w*|suggest\w*|mood|topic|explain\w*)\b/i;

/**
 * What nothing known explains: a fixed value where it never changed and is short, else a judgement by a model with the
 * data that was at hand, bounded to the receiving argument.
 */
export function judgeValue(target: Target, scope: Scope, name: string, context: DraftContext): Explanation {
  const [first] = target.values;
  const same = target.values.every((value) => jsonEqual(value, first ?? null));
  const text = typeof first === 'string' ? first : '';
  const prose = text.length >= 40 && text.split(/\s+/).length >= 6;
  const sources = sourcesFor(target, scope);
  if (same && (sources.length === 0 || !prose || !context.prompt.asksFor(JUDGEMENT))) {
    return unexplainedConstant(first ?? null, target, { name, scope }, context);
  }
  if (sources.length === 0) {
    context.findings.push({
      rule: 'unexplained-value',
      severity: 'warning',
      message: `Nothing recorded explains "${name}": its values differ from call to call. The first recorded value is used.`,
    });
    return { ...constant(first ?? null, 'nothing recorded explains it', 40), status: 'assumed' };
  }
  const id = `judge$${context.judgements.length + 1}`;
  context.judgements.push({ id, name: camelName(target.words, 'judgement') });
  const input: Record<string, Expr> = {};
  sources.forEach((column, index) => {
    input[inputName(column, index, input)] = column.expr;
  });
  const step: Step = {
    id,
    do: 'llm',
    task: taskOf(context, name),
    input,
    output: outputSchema(target, context),
    examples: examplesOf(sources, Object.keys(input), target.values),
  };
  context.notes.push({
    step: id,
    status: 'assumed',
    text: `No value or rule gives "${name}"; a model judges it from ${sources.map((column) => column.label).join(', ')}.`,
  });
  return {
    expr: { $: 'ref', of: 'step', id },
    cost: 30,
    origin: 'judgement',
    status: 'assumed',
    label: `a judgement about ${sources.map((column) => column.label).join(', ')}`,
    parts: sources.map((column) => ({ kind: 'column', column })),
    units: sources.flatMap((column) => column.units),
    doubts: context.prompt.asksFor(JUDGEMENT) ? [] : [askJudgement(target, name, context)],
    alternatives: [],
    before: [step],
  };
}

/** A judgement that the user did not ask for in words may be a rule that was not recognised. */
function askJudgement(target: Target, name: string, context: DraftContext): string {
  return context.questions.ask({
    kind: 'judgement',
    about: target.about,
    text: `No recorded value and no rule gives ${name} (${target.values
      .slice(0, 3)
      .map((value) => JSON.stringify(value).slice(0, 40))
      .join(', ')}). Should a model judge it in every run?`,
    row: target.values[0] ?? null,
    options: [
      { id: 'model', label: 'Yes, a model judges it' },
      { ...SOMETHING_ELSE, label: 'No, it follows from something else: keep the default, edit it by hand' },
    ],
    default: 'model',
    weight: 15,
  }).id;
}

/** A value that never changed and that nothing explains: kept where it looks like a setting, else asked. */
function unexplainedConstant(
  value: Json,
  target: Target,
  { name, scope }: { readonly name: string; readonly scope: Scope },
  context: DraftContext,
): Explanation {
  const fixed: Explanation = {
    ...constant(value, `always ${JSON.stringify(value).slice(0, 60)}`, 6),
    status: 'assumed',
  };
  if (target.effect === 'read' || !looksLikeData(value, name, target, context)) return fixed;
  // A small number stands in many places by chance: one that holds it is offered, and taken until answered.
  const [held] = columnCandidates(target, scope).sort((a, b) => a.cost - b.cost);
  const answer = context.questions.ask({
    kind: 'constant',
    about: target.about,
    text: `${name} was ${JSON.stringify(value).slice(0, 80)} in the recording, and ${held === undefined ? 'nothing recorded or said explains it' : `only ${held.label} held that, under another name`}. What should it be?`,
    row: value,
    options: [
      ...(held === undefined ? [] : [{ id: 'held', label: held.label }]),
      { id: 'input', label: 'An input of the workflow, with this value unless given' },
      { id: 'fixed', label: 'Always this value' },
      SOMETHING_ELSE,
    ],
    default: held === undefined ? 'input' : 'held',
    weight: target.effect === 'destroy' ? 8 : 3,
  });
  if (answer.option === 'held' && held !== undefined)
    return {
      ...fixed,
      expr: held.expr,
      origin: held.origin,
      label: held.label,
      parts: [{ kind: 'column', column: held }],
      units: held.units,
      doubts: [answer.id],
      status: answer.answered ? 'asked' : 'assumed',
    };
  if (answer.option !== 'input')
    return { ...fixed, doubts: [answer.id], status: answer.answered ? 'asked' : 'assumed' };
  return {
    ...fixed,
    expr: context.inputs.refer({ value, spans: [], name: target.words }),
    origin: 'input',
    doubts: [answer.id],
    status: answer.answered ? 'asked' : 'assumed',
  };
}

/** Ids, numbers that are no setting, names: what another run would have otherwise. */
function looksLikeData(value: Json, name: string, target: Target, context: DraftContext): boolean {
  if (
    Array.isArray(target.schema?.enum) ||
    /limit|size|max|page|priority|count|depth|timeout|color|format|sort|order$/i.test(name)
  )
    return false;
  if (typeof value === 'number')
    return (
      !context.prompt.numbers().some((number) => number.value === value) &&
      (value >= 10 || /id$|number$|key$/i.test(name))
    );
  if (typeof value === 'string') return suspicionOf(value, context) >= 6;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, member]) => looksLikeData(member, key, { ...target, schema: {} }, context))
  );
}

/** A condition that no member of the items decides: a model says yes or no for each. */
export function judgeCondition(
  chosen: readonly boolean[],
  scope: Scope,
  key: string,
  tool: string,
  context: DraftContext,
) {
  const target: Target = {
    values: chosen.map((flag) => flag),
    started: chosen.map(() => Number.POSITIVE_INFINITY),
    turns: chosen.map(() => undefined),
    words: ['wanted'],
    tool: [],
    effect: 'write',
    about: [tool, 'condition'],
  };
  const sources = sourcesFor(target, scope);
  const id = `judge$${context.judgements.length + 1}`;
  context.judgements.push({ id, name: 'wanted' });
  const input: Record<string, Expr> = {};
  sources.forEach((column, index) => {
    input[inputName(column, index, input)] = column.expr;
  });
  const step: Step = {
    id,
    do: 'llm',
    task: `${taskOf(context, 'wanted')} Say true where ${tool} should be called for this item, else false.`,
    input,
    output: { type: 'boolean' },
    examples: examplesOf(sources, Object.keys(input), target.values),
  };
  const sure = context.prompt.asksFor(JUDGEMENT);
  const doubts: string[] = [];
  let always = false;
  if (!sure) {
    const answer = context.questions.ask({
      kind: 'condition',
      about: [tool, 'condition'],
      text: `${tool} was called for ${chosen.filter(Boolean).length} of ${chosen.length} items, and no member of them says which. What decides?`,
      options: [
        { id: 'model', label: 'A model judges each item' },
        { id: 'all', label: 'Do it for all of them' },
        SOMETHING_ELSE,
      ],
      default: 'model',
      weight: 20,
    });
    doubts.push(answer.id);
    always = answer.option === 'all';
  }
  void key;
  const expr: Expr = always
    ? { $: 'lit', value: true }
    : {
        $: 'fn',
        name: 'eq',
        args: [
          { $: 'ref', of: 'step', id },
          { $: 'lit', value: true },
        ],
      };
  return {
    expr,
    label: always ? 'always' : 'a model says so',
    status: 'assumed' as const,
    doubts,
    before: always ? [] : [step],
  };
}

/** What a person would look at: the freshest records of this very row, else texts from around it. */
function sourcesFor(target: Target, scope: Scope): Column[] {
  const rows = target.values.length;
  const roots = scope.roots.filter(
    (root) => usable(root, target) && root.values.every((value) => value !== undefined && value !== null),
  );
  const varying = roots.filter(
    (root) => rows < 2 || new Set(root.values.map((value) => JSON.stringify(value))).size > 1,
  );
  const records = varying.filter((root) =>
    root.values.every((value) => isJsonObject(value) || (typeof value === 'string' && value.length > 20)),
  );
  const textual = records.filter((root) => root.values.some((value) => longText(value ?? null)));
  const best = textual.length > 0 ? textual : records.length > 0 ? records : varying;
  return best.slice(-1);
}

function longText(value: Json): boolean {
  if (typeof value === 'string') return value.length >= 20 && /\s/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => longText(member));
}

function inputName(column: Column, index: number, taken: Readonly<Record<string, Expr>>): string {
  const name = camelName(column.words.length > 0 ? column.words : column.about, 'item');
  return Object.hasOwn(taken, name) ? `${name}${index + 1}` : name;
}

/** The task in the user's own words: the prompt, with the argument that is wanted. */
function taskOf(context: DraftContext, name: string): string {
  const said = context.prompt.turns.map((turn) => turn.text.trim()).join('\n');
  return `From this job: "${said}" Give only the value of "${name}" for the item in the input.`;
}

function outputSchema(target: Target, context: DraftContext): JsonSchema {
  const [first] = target.values;
  const values = [...new Set(target.values)];
  const schema = target.schema ?? schemaOf(first ?? null);
  const { default: _default, ...rest } = schema;
  if (Array.isArray(rest.enum)) return rest;
  if (values.every((value) => typeof value === 'string' && value.length < 40 && context.prompt.mentions(value))) {
    const listed = labelsInPrompt(values.map(String), context);
    return { ...rest, type: 'string', enum: listed };
  }
  return rest;
}

/** Labels that were used, and those that the user listed beside them. */
function labelsInPrompt(values: readonly string[], context: DraftContext): string[] {
  const labels = [...values];
  for (const turn of context.prompt.turns) {
    for (const match of turn.text.matchAll(
      /[\p{L}\p{N}_-]+(?:(?:\s*,\s*|\s+or\s+|\s+and\s+|,\s*or\s+)[\p{L}\p{N}_-]+)+/gu,
    )) {
      const parts = match[0].split(/\s*,\s*or\s+|\s*,\s*|\s+or\s+|\s+and\s+/);
      if (values.filter((value) => parts.includes(value)).length >= Math.min(2, values.length))
        for (const part of parts) if (!labels.includes(part)) labels.push(part);
    }
  }
  return labels;
}

function examplesOf(
  sources: readonly Column[],
  names: readonly string[],
  values: readonly Json[],
): (readonly [Json, Json])[] {
  return values
    .slice(0, 3)
    .map(
      (value, row) =>
        [
          Object.fromEntries(
            sources.map((column, index) => [names[index] ?? `value${index}`, column.values[row] ?? null]),
          ),
          value,
        ] as const,
    );
}
