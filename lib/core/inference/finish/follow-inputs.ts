import { allSteps, mapStepExprs, stepExprs } from '../../workflow/walk.ts';
import { allExprs, mapExpr, mapMembers } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import { noteDoubts } from '../draft/doubts.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { occurrencesOf } from '../values/text/occurrences-of.ts';
import type { Span } from '../words/span.ts';
import { isPhrase, isTelling, type StandingInput, standingIn, tellsAlone } from './standing-input.ts';
import { usedInputs } from './used-inputs.ts';

/**
 * What the user named is one thing wherever it stands: a word that became an input (a phrase that was looked for, a
 * category) is the input in the texts of writes too, "4 tickets with the tag vip", "Blood results of …", and in a text
 * that the user gave as a whole: with "more than 85000 words … the note 'Please cut to 85000 words'" another limit writes
 * another note. A single word that has a capital, or that a text without any value has, may be a word like others: that
 * is asked.
 */
export function followInputs(body: readonly Step[], context: DraftContext): readonly Step[] {
  const telling = usedInputs(body, context)
    .filter((input) => isTelling(input, context))
    .sort((a, b) => String(b.value).length - String(a.value).length);
  const follow = new Following(telling, context);
  for (const step of allSteps(body)) if (!isRead(step)) follow.askFor(step);
  const followed = telling.length === 0 ? body : body.map((step) => (isRead(step) ? step : follow.in(step)));
  return insideSaidTexts(followed, context);
}

const isRead = (step: Step): boolean => step.do === 'call' && step.effect === 'read';

/** A fixed text as pieces, some of them inputs. */
type Pieces = readonly (string | Expr)[];

class Following {
  private readonly inputs: readonly DraftInput[];
  private readonly context: DraftContext;
  /** Words that may be a text's own, by input and text; and whether they follow the input. */
  private readonly answers = new Map<string, boolean>();

  constructor(inputs: readonly DraftInput[], context: DraftContext) {
    this.inputs = inputs;
    this.context = context;
  }

  /** Puts what is not sure of the step's texts to the user. */
  askFor(step: Step): void {
    for (const { expr } of stepExprs(step))
      for (const { text, isWhole } of fixedTexts(expr, step))
        for (const input of this.inputs) {
          const standing = standingIn(text, input);
          if (standing !== null && !isSure(standing, isWhole)) this.ask(standing, text, step.id);
        }
  }

  private ask({ input, start, end }: StandingInput, text: string, step: Id): void {
    const { questions } = this.context;
    const said = JSON.stringify(input.value);
    const word = JSON.stringify(text.slice(start, end));
    const answer = questions.ask({
      kind: 'follow',
      about: ['follow', input.value, text],
      text: `You said ${said}, and the text ${JSON.stringify(text.trim())} says ${word}. Does the text change with it?`,
      row: text,
      options: [
        { id: 'same', label: `Yes, it says what stands for ${said} in that run` },
        { id: 'fixed', label: `No, it says ${word} in every run` },
      ],
      default: 'same',
      weight: 2,
    });
    noteDoubts(step, [answer.id], this.context);
    this.answers.set(keyOf(input, text), answer.option === 'same');
  }

  in(step: Step): Step {
    return mapStepExprs(step, (expr) => mapExpr(this.whole(expr), (inner) => this.inside(inner)));
  }

  /** A text without any value, as an argument. */
  private whole(expr: Expr): Expr {
    if (expr.$ === 'obj') return { ...expr, fields: mapMembers(expr.fields, (field) => this.whole(field)) };
    return isSentence(expr) ? this.line(expr, true) : expr;
  }

  private inside(expr: Expr): Expr {
    if (expr.$ === 'arr') return { ...expr, items: expr.items.map((item) => this.line(item, false)) };
    if (expr.$ !== 'text') return expr;
    return {
      ...expr,
      parts: expr.parts.flatMap((part) => (typeof part === 'string' ? this.split(part, part) : [part])),
    };
  }

  private line(item: Expr, isWhole: boolean): Expr {
    if (item.$ !== 'lit' || typeof item.value !== 'string') return item;
    const parts = this.split(item.value, item.value, isWhole);
    return parts.length < 2 ? item : { $: 'text', parts };
  }

  private split(text: string, around: string, isWhole = false): Pieces {
    for (const input of this.inputs) {
      const standing = standingIn(text, input);
      if (standing === null || !this.follows(standing, around, isWhole)) continue;
      const { start, end, expr } = standing;
      return [
        ...this.split(text.slice(0, start), around, isWhole),
        expr,
        ...this.split(text.slice(end), around, isWhole),
      ].filter((part) => part !== '');
    }
    return text === '' ? [] : [text];
  }

  private follows(standing: StandingInput, text: string, isWhole: boolean): boolean {
    return this.answers.get(keyOf(standing.input, text)) ?? isSure(standing, isWhole);
  }
}

const keyOf = ({ id }: DraftInput, text: string): string => `${id}\u0000${text}`;

function isSure({ input, isCapital }: StandingInput, isWhole: boolean): boolean {
  return isPhrase(input) || (!isCapital && (!isWhole || tellsAlone(input)));
}

const isSentence = (expr: Expr): expr is Extract<Expr, { $: 'lit' }> & { readonly value: string } =>
  expr.$ === 'lit' && typeof expr.value === 'string' && /\s/.test(expr.value.trim());

/** The fixed texts of a value of a step; `isWhole` where nothing else is in the text. */
function fixedTexts(expr: Expr, step: Step): readonly { readonly text: string; readonly isWhole: boolean }[] {
  const wholes = step.do !== 'call' ? [] : expr.$ === 'obj' ? Object.values(expr.fields) : [expr];
  return [
    ...wholes.filter(isSentence).map(({ value }) => ({ text: value, isWhole: true })),
    ...allExprs(expr).flatMap((inner) => {
      const parts = inner.$ === 'text' ? inner.parts : inner.$ === 'arr' ? inner.items.map(textOf) : [];
      return parts.flatMap((part) => (typeof part === 'string' ? [{ text: part, isWhole: false }] : []));
    }),
  ];
}

const textOf = (expr: Expr): string | null => (expr.$ === 'lit' && typeof expr.value === 'string' ? expr.value : null);

/** A text of the user that holds what they said elsewhere as a value of its own is put together from it. */
function insideSaidTexts(body: readonly Step[], context: DraftContext): readonly Step[] {
  const inputs = usedInputs(body, context);
  const said = inputs.flatMap((input) => saidAlone(input, context));
  const nested = new Map<Id, Expr>();
  for (const text of inputs) {
    if (typeof text.value !== 'string' || !/\s/.test(text.value)) continue;
    const inner = said.find(
      (other) => other.input !== text && !nested.has(other.input.id) && isSaidInAndOutside(other, text),
    );
    const standing = inner === undefined ? null : standingIn(text.value, inner.input);
    if (standing === null || standing.isCapital) continue;
    const parts = [text.value.slice(0, standing.start), standing.expr, text.value.slice(standing.end)];
    nested.set(text.id, { $: 'text', parts: parts.filter((part) => part !== '') });
  }
  if (nested.size === 0) return body;
  return body.map((step) =>
    mapStepExprs(step, (expr) =>
      mapExpr(expr, (one) => (one.$ === 'ref' && one.of === 'input' ? (nested.get(one.id) ?? one) : one)),
    ),
  );
}

/** An input that may stand in texts, as text, and everywhere that the user says it. */
interface Said {
  readonly input: DraftInput;
  readonly value: string;
  readonly spans: readonly Span[];
}

/** None where the value says too little or the user nowhere says it: nothing is put together from that. */
function saidAlone(input: DraftInput, { prompt }: DraftContext): readonly Said[] {
  if (typeof input.value !== 'string' && typeof input.value !== 'number') return [];
  if (input.others !== undefined || !tellsAlone(input)) return [];
  const value = String(input.value);
  const spans = [...input.spans, ...prompt.spansOf(value)];
  return spans.length === 0 ? [] : [{ input, value, spans }];
}

function isSaidInAndOutside({ value, spans }: Said, text: DraftInput): boolean {
  if (text.others !== undefined || typeof text.value !== 'string') return false;
  if (occurrencesOf(value, text.value).length !== 1) return false;
  const isInside = (span: Span): boolean =>
    text.spans.some((whole) => whole.turn === span.turn && whole.start <= span.start && span.end <= whole.end);
  return spans.some((span) => !isInside(span));
}
