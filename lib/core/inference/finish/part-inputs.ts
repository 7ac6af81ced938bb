import { allSteps, mapStepExprs, stepExprs } from '../../workflow/walk.ts';
import { allExprs } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import { noteDoubts } from '../draft/doubts.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Span } from '../words/span.ts';
import { wordsOf } from '../words/words.ts';
import { tellsAlone } from './standing-input.ts';
import { usedInputs } from './used-inputs.ts';

/** A quoted text of which the end alone may be another in every run. */
interface Parts {
  readonly fixed: string;
  readonly part: string;
  readonly name: readonly string[];
  readonly span: Span;
}

/**
 * "Changes 9.30", "Owner: to be named": the user may mean the whole text for every run, or another number or value after
 * the same words. Only they know, so it is asked where such a text is written as they said it.
 */
export function partInputs(body: readonly Step[], context: DraftContext): readonly Step[] {
  let changed = body;
  for (const input of context.inputs.all()) {
    const parts = partsOf(input, context);
    const writers = parts === null ? [] : writersOf(input.id, body);
    if (parts === null || writers.length === 0 || isSaidOutside(parts, body, context)) continue;
    const { fixed, part, name, span } = parts;
    const answer = context.questions.ask({
      kind: 'part',
      about: ['part', String(input.value)],
      text: `You said ${JSON.stringify(input.value)}. What of it can be another in another run?`,
      row: input.value,
      options: [
        { id: 'whole', label: 'All of it' },
        { id: 'part', label: `Only ${JSON.stringify(part)}, after the same words` },
      ],
      default: 'whole',
      weight: 1,
    });
    for (const step of writers) noteDoubts(step, [answer.id], context);
    if (answer.option !== 'part') continue;
    const ref = context.inputs.refer({ value: part, spans: [span], name, weak: true });
    const text: Expr = { $: 'text', parts: [fixed, ref] };
    changed = changed.map((step) => mapStepExprs(step, (expr) => (isInput(expr, input.id) ? text : expr)));
  }
  return changed;
}

/** Whether the part is a value that the user gave elsewhere too: then the text follows it (`followInputs`). */
function isSaidOutside({ part, span }: Parts, body: readonly Step[], context: DraftContext): boolean {
  const isElsewhere = (other: Span): boolean => other.turn !== span.turn || other.start !== span.start;
  return usedInputs(body, context).some(
    (input) => String(input.value) === part && tellsAlone(input) && context.prompt.spansOf(part).some(isElsewhere),
  );
}

/** The words before a number or version at the end, or before what a label stands in front of. */
function partsOf(input: DraftInput, context: DraftContext): Parts | null {
  const { value } = input;
  if (typeof value !== 'string') return null;
  const quote = context.prompt.quoted.find(({ text }) => text === value);
  const match =
    /^([^\d:]*\p{L}[^\d:]*\s)([\p{L}#v-]{0,3}\d[\p{L}\d./-]*)$/u.exec(value) ??
    /^(\p{L}[\p{L} ]{1,20}: )(\S.{1,60})$/u.exec(value);
  const [, fixed = '', part = ''] = match ?? [];
  if (quote === undefined || fixed === '') return null;
  const start = quote.start + fixed.length;
  const label = wordsOf(fixed).slice(-2);
  return {
    fixed,
    part,
    name: /^v?\d+(\.\d+)+$/.test(part) ? ['version'] : label,
    span: { turn: quote.turn, start, end: start + part.length },
  };
}

/** The writes that are given the input as it is, where nothing else looks at it. */
function writersOf(id: Id, body: readonly Step[]): readonly Id[] {
  const writers: Id[] = [];
  for (const step of allSteps(body)) {
    const exprs = stepExprs(step);
    if (exprs.some(({ expr }) => isLookedUpBy(expr, id))) return [];
    const whole = exprs.filter(({ expr }) => isInput(expr, id)).length;
    if (whole === 0) continue;
    if (step.do !== 'call' || step.effect === 'read') return [];
    writers.push(step.id);
  }
  return writers;
}

/** Whether items are found by the input: a name of which a piece is another names another item. */
const isLookedUpBy = (expr: Expr, id: Id): boolean =>
  allExprs(expr).some((inner) => inner.$ === 'over' && allExprs(inner.body).some((one) => isInput(one, id)));

const isInput = (expr: Expr, id: Id): boolean => expr.$ === 'ref' && expr.of === 'input' && expr.id === id;
