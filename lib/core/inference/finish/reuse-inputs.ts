import { mapStepExprs } from '../../workflow/walk.ts';
import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { literally } from '../words/literally.ts';
import { surpriseOf } from '../words/surprise.ts';
import { usedInputs } from './used-inputs.ts';

/**
 * A word that became an input (as the phrase of a condition, say) and that stands in a fixed text of a write too, is
 * the input there as well: "4 tickets with the tag vip" names the tag of the run, not always vip.
 */
export function reuseInputs(body: readonly Step[], context: DraftContext): readonly Step[] {
  const inputs = usedInputs(body, context)
    .filter((input) => isTelling(input, context))
    .sort((a, b) => String(b.value).length - String(a.value).length);
  if (inputs.length === 0) return body;
  return body.map((step) => reuseIn(step, inputs));
}

/** Short plain words and settings turn up in texts by chance. */
function isTelling(input: DraftInput, context: DraftContext): boolean {
  // A number that the user said twice is one number: "up to 600 … the reason is 'Over 600'".
  if (typeof input.value === 'number')
    return Math.abs(input.value) >= 10 && context.prompt.spansOf(String(input.value)).length >= 2;
  if (typeof input.value !== 'string' || input.value.length < 3) return false;
  return (
    !/^(open|closed|all|new|done|true|false|none|any|active|high|low|normal)$/i.test(input.value) &&
    surpriseOf(input.value) >= 6
  );
}

function reuseIn(step: Step, inputs: readonly DraftInput[]): Step {
  if (step.do === 'call' && step.effect === 'read') return step;
  return mapStepExprs(step, (expr) =>
    mapExpr(expr, (inner) =>
      inner.$ === 'arr'
        ? { ...inner, items: inner.items.map((item) => textOf(item, inputs)) }
        : inner.$ === 'text'
          ? {
              ...inner,
              parts: inner.parts.flatMap((part) => (typeof part === 'string' ? splitText(part, inputs) : [part])),
            }
          : inner,
    ),
  );
}

/** A fixed line of a text that is put together, with the inputs in it. */
function textOf(item: Expr, inputs: readonly DraftInput[]): Expr {
  if (item.$ !== 'lit' || typeof item.value !== 'string') return item;
  const parts = splitText(item.value, inputs);
  return parts.length < 2 ? item : { $: 'text', parts };
}

function splitText(text: string, inputs: readonly DraftInput[]): (string | Expr)[] {
  for (const input of inputs) {
    const value = String(input.value);
    if (!text.includes(value)) continue;
    const at = text.search(new RegExp(`(?<![\\p{L}\\p{N}_-])${literally(value)}(?![\\p{L}\\p{N}_-])`, 'u'));
    if (at < 0) continue;
    const ref: Expr = { $: 'ref', of: 'input', id: input.id };
    return [...splitText(text.slice(0, at), inputs), ref, ...splitText(text.slice(at + value.length), inputs)].filter(
      (part) => part !== '',
    );
  }
  return text === '' ? [] : [text];
}
