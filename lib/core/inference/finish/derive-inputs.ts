import { mapStepExprs } from '../../workflow/walk.ts';
import { mapExpr } from '../../workflow/walk-exprs.ts';
import type { Expr, Id, Step } from '../../workflow/workflow.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { usedInputs } from './used-inputs.ts';

/**
 * One place in the prompt is one input: what stands only inside another input (`OPS` of `OPS-605`) is a piece of it, and
 * one whose pieces are all inputs (`acme/api` of `acme` and `api`) is put together from them. A run could otherwise be
 * given two that do not fit.
 */
export function deriveInputs(body: readonly Step[], context: DraftContext): readonly Step[] {
  const inputs = usedInputs(body, context)
    .filter((input): input is TextInput => typeof input.value === 'string')
    .sort((a, b) => b.value.length - a.value.length);
  const derived = new Map<Id, Expr>();
  for (const whole of inputs) {
    const pieces = inputs.filter((input) => input !== whole && standsIn(input, whole));
    if (pieces.length === 0) continue;
    const together = composed(whole, pieces);
    if (together !== null) {
      derived.set(whole.id, together);
      continue;
    }
    for (const piece of pieces) {
      const part = pieceOf(piece, whole);
      if (part !== null && !derived.has(piece.id)) derived.set(piece.id, part);
    }
  }
  if (derived.size === 0) return body;
  return body.map((step) =>
    mapStepExprs(step, (expr) =>
      mapExpr(expr, (inner) => (inner.$ === 'ref' && inner.of === 'input' ? (derived.get(inner.id) ?? inner) : inner)),
    ),
  );
}

type TextInput = DraftInput & { readonly value: string };

function standsIn(piece: TextInput, whole: TextInput): boolean {
  return (
    piece.spans.length > 0 &&
    piece.value.length < whole.value.length &&
    piece.spans.every((inner) =>
      whole.spans.some((outer) => outer.turn === inner.turn && outer.start <= inner.start && inner.end <= outer.end),
    )
  );
}

/** `acme/api` as `acme`, `/`, `api`: every word of the whole is one of the pieces. */
function composed(whole: TextInput, pieces: readonly TextInput[]): Expr | null {
  const words = whole.value.split(/([^\p{L}\p{N}]+)/u).filter((word) => word !== '');
  if (words.length < 3) return null;
  const parts = words.map((word): string | Expr => {
    const piece = pieces.find((input) => input.value === word);
    return piece === undefined ? word : { $: 'ref', of: 'input', id: piece.id };
  });
  const open = parts.filter((part) => typeof part === 'string' && /[\p{L}\p{N}]/u.test(part));
  return open.length === 0 ? { $: 'text', parts } : null;
}

/** `OPS` as the first of the pieces of `OPS-605` between its hyphens. */
function pieceOf(piece: TextInput, whole: TextInput): Expr | null {
  const at = whole.value.indexOf(piece.value);
  const mark = whole.value.charAt(at + piece.value.length) || whole.value.charAt(at - 1);
  if (at < 0 || mark === '' || /[\p{L}\p{N}]/u.test(mark)) return null;
  const between = whole.value.split(mark);
  const index = between.indexOf(piece.value);
  if (index < 0) return null;
  const split: Expr = {
    $: 'fn',
    name: 'split',
    args: [
      { $: 'ref', of: 'input', id: whole.id },
      { $: 'lit', value: mark },
    ],
  };
  if (index === 0) return { $: 'fn', name: 'first', args: [split] };
  if (index === between.length - 1) return { $: 'fn', name: 'last', args: [split] };
  return { $: 'fn', name: 'at', args: [split, { $: 'lit', value: index }] };
}
