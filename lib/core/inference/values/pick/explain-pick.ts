import type { Scope } from '../../columns/scope.ts';
import { constant, type Explanation } from '../../draft/explanation.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { saidCode } from '../../words/said-code.ts';
import { pickByPath } from './pick-by-path.ts';
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
  const isDone = direct?.found.status === 'proved' || options.length === 0 || new Set(target.values).size < 2;
  const wider = isDone ? null : throughRecords(target, scope, context);
  const led = wider === null ? null : bestOf(options, target, wider, context);
  if (wider !== null && led?.found.status === 'proved') return whereMeant(led, options, target, wider, context);
  return direct === null ? null : whereMeant(direct, options, target, scope, context);
}

/** An item that was found, and by which of its members. */
interface Found {
  readonly option: PickOption;
  readonly found: Explanation;
}

function bestOf(options: readonly PickOption[], target: Target, scope: Scope, context: DraftContext): Found | null {
  let best: Found | null = null;
  for (const option of options.slice(0, 6)) {
    const found = pickFrom(option, target, scope, context);
    if (found !== null && (best === null || rank(found) < rank(best.found))) best = { option, found };
  }
  return best;
}

/** The item's member that is meant, where others of its name hold the value elsewhere in the item. */
function whereMeant(
  best: Found,
  options: readonly PickOption[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Explanation {
  const { item, status, doubts } = pickByPath(best.option, options, target, context);
  const found = item === best.option ? best.found : (pickFrom(item, target, scope, context) ?? best.found);
  return status === 'proved' ? found : { ...found, status, doubts: [...found.doubts, ...doubts] };
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
