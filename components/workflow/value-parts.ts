import { describeCondition, isTest } from '#core/workflow/describe-condition.ts';
import { describeExpr, NOTHING_UNSAID, type Unsaid } from '#core/workflow/describe-expr.ts';
import type { Expr } from '#core/workflow/workflow.ts';

/** A piece of a value in words: what is said, or an input by its name, which has a colour of its own. */
export interface ValuePart {
  readonly text: string;
  readonly input: boolean;
}

// Characters that no value holds: they stand around the names of inputs until the words are cut into pieces.
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A value in words, the inputs in it told apart from the words around them. */
export function valueParts(expr: Expr, unsaid: Unsaid = NOTHING_UNSAID): readonly ValuePart[] {
  const marked: Unsaid = { ...unsaid, sayInput: (id) => `${OPEN}${id}${CLOSE}` };
  const words = isTest(expr) ? describeCondition(expr, marked) : describeExpr(expr, marked);
  return cut(words);
}

/** As {@link valueParts}, of what stands where something has to hold. */
export function conditionParts(expr: Expr, unsaid: Unsaid = NOTHING_UNSAID): readonly ValuePart[] {
  return cut(describeCondition(expr, { ...unsaid, sayInput: (id) => `${OPEN}${id}${CLOSE}` }));
}

export function partsText(parts: readonly ValuePart[]): string {
  return parts.map(({ text }) => text).join('');
}

function cut(words: string): readonly ValuePart[] {
  return words
    .split(new RegExp(`(${OPEN}[^${CLOSE}]*${CLOSE})`))
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith(OPEN) ? { text: piece.slice(1, -1), input: true } : { text: piece, input: false },
    );
}
