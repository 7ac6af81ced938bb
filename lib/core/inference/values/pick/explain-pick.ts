import type { Scope } from '../../columns/scope.ts';
import { constant, type Explanation } from '../../draft/explanation.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { saidCode } from '../../words/said-code.ts';
import { pickFrom } from './pick-from.ts';
import { type PickOption, pickOptions } from './pick-options.ts';
import { throughRecords } from './through-records.ts';

/**
 * One item out of a longer list: found by a condition that the user's words or another value justify, or the first or
 * last by some order that they name. Anything else is a guess and is asked.
 */
export function explainPick(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const options = pickOptions(target, scope, context);
  const code = codeInWords(target, options, context);
  if (code !== null) return code;
  const direct = bestOf(options, target, scope, context);
  if (direct?.status === 'proved' || options.length === 0 || new Set(target.values).size < 2) return direct;
  const wider = throughRecords(target, scope, context);
  const led = wider === null ? null : bestOf(options, target, wider, context);
  return led?.status === 'proved' ? led : direct;
}

function bestOf(
  options: readonly PickOption[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Explanation | null {
  let best: Explanation | null = null;
  for (const option of options.slice(0, 6)) {
    const found = pickFrom(option, target, scope, context);
    if (found !== null && (best === null || rank(found) < rank(best))) best = found;
  }
  return best;
}

/**
 * `The tickets which are waiting for the customer`: what several items have in common and the user said in words is what
 * the call is for, and none of the items. A code that is one item's own may be its name: then the item is looked for.
 */
function codeInWords({ values }: Target, options: readonly PickOption[], { prompt }: DraftContext): Explanation | null {
  const [value] = values;
  if (typeof value !== 'string' || values.some((other) => other !== value) || options.length === 0) return null;
  if (options.some(({ chosen }) => chosen.some(({ length }) => length < 2))) return null;
  const span = saidCode(value, prompt);
  if (span === null) return null;
  const part = { kind: 'prompt' as const, spans: [span], value };
  return { ...constant(value, `${JSON.stringify(value)} in your words`), parts: [part] };
}

const rank = (explanation: Explanation): number => explanation.cost + (explanation.status === 'proved' ? 0 : 20);
