import type { Expr, Step } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { nounsOf, wordsOf } from '../words/words.ts';

/**
 * The result of a program that only reads: the data of the last thing read that the user spoke of. Null where the
 * user's words name none of the things that were read.
 */
export function findOutput(body: readonly Step[], context: DraftContext): Expr | null {
  const named = body.filter((step) => isSpokenOf(step, context));
  const last = named.at(-1);
  return last === undefined ? null : { $: 'ref', of: 'step', id: last.id };
}

function isSpokenOf(step: Step, context: DraftContext): boolean {
  switch (step.do) {
    case 'call':
      return isNamed(step.tool, context);
    case 'paginate':
    case 'poll':
      return isNamed(step.call.tool, context);
    case 'forEach':
      return step.yield !== undefined && step.body.some((inner) => isSpokenOf(inner, context));
    case 'if':
      return step.thenValue !== undefined && step.then.some((inner) => isSpokenOf(inner, context));
    case 'try':
      return step.value !== undefined && step.body.some((inner) => isSpokenOf(inner, context));
    default:
      return false;
  }
}

/** Whether a noun of the tool's name is a word of the user's: `list_pulls` where "the open pull requests" are wanted. */
function isNamed(tool: string, context: DraftContext): boolean {
  const said = new Set(context.prompt.turns.flatMap((turn) => wordsOf(turn.text)));
  return nounsOf(tool).some((noun) => noun.length > 2 && said.has(noun));
}
