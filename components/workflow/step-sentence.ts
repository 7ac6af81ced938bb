import type { JsonPath } from '#core/json/json.ts';
import { NOTHING_UNSAID, orderWords, type Unsaid } from '#core/workflow/describe-expr.ts';
import { type ListStage, readStages, stageSlots } from '#core/workflow/edit/list-stages.ts';
import type { Place, ValueOrigin } from '#core/workflow/evidence.ts';
import { originOfExpr } from '#core/workflow/value-origin.ts';
import type { CallBody, Expr, Id, Step } from '#core/workflow/workflow.ts';
import { argumentWords, toolPhrase } from './step-words.ts';
import { conditionParts, partsText, type ValuePart, valueParts } from './value-parts.ts';

/** A piece of a step's sentence: plain words, or a value that can be pointed at. */
export type Segment = { readonly kind: 'words'; readonly text: string } | ValueSegment;

export interface ValueSegment {
  readonly kind: 'value';
  /** The value in words. */
  readonly parts: readonly ValuePart[];
  readonly expr: Expr;
  /** How members of the list around it are called. */
  readonly unsaid?: Unsaid;
  readonly place: Place;
  readonly origin: ValueOrigin;
}

/** One line below the title: what it adds, and the value. `in` `project`, `where` `title contains phrase`. */
export interface SentenceRow {
  readonly label: string;
  /** The argument's own name, where the label is another word. */
  readonly name?: string;
  readonly segments: readonly Segment[];
}

/** What a step does, in words with its values in place. */
export interface StepSentence {
  readonly title: readonly Segment[];
  readonly rows: readonly SentenceRow[];
}

type Steps = ReadonlyMap<Id, Step>;

/** `Create an issue` · `in project` · `titled pull.title`. */
export function stepSentence(step: Step, steps: Steps): StepSentence {
  const at = new SentenceMaker(step.id, steps);
  switch (step.do) {
    case 'call':
      return {
        title: [words(toolPhrase(step.tool))],
        rows: [
          ...at.args(step.args, ['args']),
          ...(step.key ? [row('once per', at.value(step.key, ['key']))] : []),
          ...(step.find ? [row('unless', words('it is there already'))] : []),
        ],
      };
    case 'let':
      return { title: [words(`Let ${step.id} be`)], rows: [row('', at.value(step.value, ['value']))] };
    case 'forEach': {
      const [source, ...rows] = at.list(step.in, ['in']);
      return { title: [words(`For each ${step.each} in`), ...(source?.segments ?? [])], rows };
    }
    case 'paginate':
      return {
        title: [words(`${toolPhrase(step.call.tool)}, all pages`)],
        rows: [...at.args(step.call.args, ['call', 'args']), ...at.condition(step.until, ['until'], 'until')],
      };
    case 'poll':
      return {
        title: [words(`${toolPhrase(step.call.tool)}, again and again`)],
        rows: [...at.args(step.call.args, ['call', 'args']), ...at.condition(step.until, ['until'], 'until')],
      };
    case 'if': {
      const [first, ...rows] = at.condition(step.cond, ['cond'], '');
      return { title: [words('If'), ...(first?.segments ?? [])], rows };
    }
    case 'try':
      return {
        title: [words('Try')],
        rows:
          step.on.contains.length === 0
            ? []
            : [row('fails if', words(`the tool says ${step.on.contains.map((part) => `“${part}”`).join(' or ')}`))],
      };
    case 'llm':
      return {
        title: [words('Let a model judge')],
        rows: [
          row('', words(step.task)),
          ...Object.entries(step.input).map(([name, expr]) => row(name, at.value(expr, ['input', name]))),
        ],
      };
    case 'approve':
      return {
        title: [words('Ask a person before going on')],
        rows: [
          row('showing', at.value(step.show, ['show'])),
          ...(step.when ? at.condition(step.when, ['when'], 'only if') : []),
        ],
      };
    case 'assert': {
      const [first, ...rows] = at.condition(step.cond, ['cond'], '');
      return {
        title: [words('Stop unless'), ...(first?.segments ?? [])],
        rows: [...rows, row('saying', words(step.message))],
      };
    }
    default: {
      const never: never = step;
      throw new Error(`No sentence for ${JSON.stringify(never)}.`);
    }
  }
}

/** Makes the values of one step's sentence: each knows its place and its colour. */
class SentenceMaker {
  readonly #step: Id;
  readonly #steps: Steps;

  constructor(step: Id, steps: Steps) {
    this.#step = step;
    this.#steps = steps;
  }

  value(expr: Expr, slot: JsonPath, unsaid: Unsaid = NOTHING_UNSAID): ValueSegment {
    return this.#segment(valueParts(expr, unsaid), expr, slot, unsaid);
  }

  args(args: CallBody['args'], slot: JsonPath): SentenceRow[] {
    const given = Object.entries(args).filter(([, expr]) => expr.$ !== 'absent');
    const labels = argumentWords(given.map(([name]) => name));
    return given.map(([name, expr]) => ({
      ...row(labels.get(name) ?? name, this.value(expr, [...slot, name])),
      name,
    }));
  }

  /** A line for each part of an `and` or `or`; deeper ones are told in one sentence. */
  condition(expr: Expr, slot: JsonPath, label: string, unsaid: Unsaid = NOTHING_UNSAID): SentenceRow[] {
    if (expr.$ === 'fn' && (expr.name === 'and' || expr.name === 'or') && expr.args.length > 1) {
      const join = expr.name;
      return expr.args.map((part, index) =>
        row(
          index === 0 ? label : join,
          this.#segment(conditionParts(part, unsaid), part, [...slot, 'args', index], unsaid),
        ),
      );
    }
    return [row(label, this.#segment(conditionParts(expr, unsaid), expr, slot, unsaid))];
  }

  /** The list's source first, then a line for each thing that is done with it. */
  list(expr: Expr, slot: JsonPath): SentenceRow[] {
    const { source, stages } = readStages(expr);
    const slots = stageSlots(expr).map((inner) => [...slot, ...inner]);
    const sourceSlot = stages.length === 0 ? slot : sourceOf(expr, slot);
    return [
      row('', this.value(source, sourceSlot)),
      ...stages.flatMap((stage, index) => this.#stage(stage, slots[index] ?? slot)),
    ];
  }

  #stage(stage: ListStage, at: JsonPath): SentenceRow[] {
    const unsaid: Unsaid = stage.kind === 'take' ? NOTHING_UNSAID : { items: new Set([stage.as]) };
    switch (stage.kind) {
      case 'where':
        return this.condition(stage.test, at, 'where', unsaid);
      case 'unique':
        return [row('once per', this.value(stage.by, at, unsaid))];
      case 'sort':
        return stage.by.map(({ key, order }, place) =>
          row(
            place === 0 ? 'by' : 'then by',
            this.value(key, [...at, place, 'key'], unsaid),
            words(orderWords(key, order)),
          ),
        );
      case 'take':
        return [row('only the first', this.value(stage.count, at))];
    }
  }

  #segment(parts: readonly ValuePart[], expr: Expr, slot: JsonPath, unsaid: Unsaid): ValueSegment {
    return {
      kind: 'value',
      parts,
      expr,
      unsaid,
      place: { step: this.#step, slot },
      origin: originOfExpr(expr, this.#steps),
    };
  }
}

/** Where a list's source stands inside the stages around it. */
function sourceOf(expr: Expr, slot: JsonPath): JsonPath {
  if (readStages(expr).stages.length === 0) return slot;
  if (expr.$ === 'over' || expr.$ === 'sort') return sourceOf(expr.in, [...slot, 'in']);
  const [list] = expr.$ === 'fn' ? expr.args : [];
  return list ? sourceOf(list, [...slot, 'args', 0]) : slot;
}

function words(text: string): Segment {
  return { kind: 'words', text };
}

function row(label: string, ...segments: readonly Segment[]): SentenceRow {
  return { label, segments };
}

/** The values of a sentence in reading order. */
export function valuesOf({ title, rows }: StepSentence): readonly ValueSegment[] {
  return [...title, ...rows.flatMap((line) => line.segments)].flatMap((segment) =>
    segment.kind === 'value' ? [segment] : [],
  );
}

/** A segment as plain text. */
export function segmentText(segment: Segment): string {
  return segment.kind === 'words' ? segment.text : partsText(segment.parts);
}
