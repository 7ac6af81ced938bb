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
  const nested = new Map<Id, Expr>();
  for (const text of inputs) {
    if (typeof text.value !== 'string' || !/\s/.test(text.value)) continue;
    const inner = inputs.find(
      (other) => other !== text && !nested.has(other.id) && isSaidInAndOutside(other, text, context),
    );
    if (inner === undefined) continue;
    const value = String(inner.value);
    const [at] = occurrencesOf(value, text.value);
    if (at === undefined) continue;
    const parts = [text.value.slice(0, at), refTo(inner.id), text.value.slice(at + value.length)];
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

function isSaidInAndOutside(inner: DraftInput, text: DraftInput, { prompt }: DraftContext): boolean {
  const { value } = inner;
  if ((typeof value !== 'string' && typeof value !== 'number') || surpriseOf(value) < SAID_TWICE) return false;
  if (inner.others !== undefined || text.others !== undefined || typeof text.value !== 'string') return false;
  if (occurrencesOf(String(value), text.value).length !== 1) return false;
  const isInside = (span: Span): boolean =>
    text.spans.some((whole) => whole.turn === span.turn && whole.start <= span.start && span.end <= whole.end);
  return [...inner.spans, ...prompt.spansOf(String(value))].some((span) => !isInside(span));
}
