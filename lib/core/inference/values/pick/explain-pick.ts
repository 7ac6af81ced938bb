import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { pickFrom } from './pick-from.ts';
import { pickOptions } from './pick-options.ts';

/**
 * One item out of a longer list: found by a condition that the user's words or another value justify, or the first or
 * last by some order that they name. Anything else is a guess and is asked.
 */
export function explainPick(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  let best: Explanation | null = null;
  for (const option of pickOptions(target, scope, context).slice(0, 6)) {
    const found = pickFrom(option, target, scope, context);
    if (found !== null && (best === null || rank(found) < rank(best))) best = found;
  }
  return best;
}

const rank = (explanation: Explanation): number => explanation.cost + (explanation.status === 'proved' ? 0 : 20);
