import { formatToolRef } from '../../tool/tool-ref.ts';
import type { ObservedCall } from './observed-call.ts';

/**
 * One sentence where a call was given a whole number beyond 2^53. JSON readers round such numbers, so neither the
 * recording nor a program can be sure to name the same thing; servers give such ids as text (RFC 8259, section 6).
 */
export function inexactNumber(calls: readonly ObservedCall[]): string | null {
  for (const call of calls) {
    const found = inexactIn(call.args);
    if (found !== null)
      return `${formatToolRef(call)} was given the number ${found}, which is beyond 2^53 and not exact in JSON. A program would name something else by it; the server has to take such ids as text.`;
  }
  return null;
}

function inexactIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? value : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const member of Object.values(value)) {
    const found = inexactIn(member);
    if (found !== null) return found;
  }
  return null;
}
