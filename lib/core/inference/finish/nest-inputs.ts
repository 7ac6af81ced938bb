import { mapStepExprs } from '../../workflow/walk.ts';
import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { occurrencesOf } from '../values/text/occurrences-of.ts';
import type { Span } from '../words/span.ts';
import { surpriseOf } from '../words/surprise.ts';
import { usedInputs } from './used-inputs.ts';

/** Bits above which a value that stands in a text of the user and outside of it too is one thing said twice. */
const SAID_TWICE = 10;

/**
 * A text of the user that holds what they said elsewhere as a value of its own is put together from it: with "more than
 * 85000 words … the note 'Please cut to 85000 words'" another limit writes another note.
 */
export function nestInputs(body: readonly Step[], context: DraftContext): readonly Step[] {
  const inputs = usedInputs(body, context);
  const said = inputs.flatMap((input) => saidAlone(input, context));
  const nested = new Map<Id, Expr>();
  for (const text of inputs) {
    if (typeof text.value !== 'string' || !/\s/.test(text.value)) continue;
    const inner = said.find(
      (other) => other.input !== text && !nested.has(other.input.id) && isSaidInAndOutside(other, text),
    );
    if (inner === undefined) continue;
    const { value } = inner;
    const [at] = occurrencesOf(value, text.value);
    if (at === undefined) continue;
    const parts = [text.value.slice(0, at), refTo(inner.input.id), text.value.slice(at + value.length)];
    nested.set(text.id, { $: 'text', parts: parts.filter((part) => part !== '') });
  }
  if (nested.size === 0) return body;
  return body.map((step) =>
    mapStepExprs(step, (expr) =>
      mapExpr(expr, (one) => (one.$ === 'ref' && one.of === 'input' ? (nested.get(one.id) ?? one) : one)),
    ),
  );
}

const refTo = (id: Id): Expr => ({ $: 'ref', of: 'input', id });

/** An input that may stand in texts, as text, and everywhere that the user says it. */
interface Said {
  readonly input: DraftInput;
  readonly value: string;
  readonly spans: readonly Span[];
}

/** None where the value says too little or the user nowhere says it: nothing is put together from that. */
function saidAlone(input: DraftInput, { prompt }: DraftContext): readonly Said[] {
  if (typeof input.value !== 'string' && typeof input.value !== 'number') return [];
  if (input.others !== undefined || surpriseOf(input.value) < SAID_TWICE) return [];
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
