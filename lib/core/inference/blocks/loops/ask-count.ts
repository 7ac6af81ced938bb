import type { Column } from '../../columns/column.ts';
import { nth } from '../../draft/doubts.ts';
import type { DraftContext } from '../../draft-context.ts';
import { nounOf } from '../../items/selection.ts';
import type { Unit } from '../../read/unit.ts';

/**
 * The user spoke of what is true of an item, and one item happened to be like that: whether the call is for each that is
 * like that or for a single one. Both options are whole programs, so this is asked before anything else about the call.
 */
export function askCount(
  list: Column,
  unit: Unit,
  context: DraftContext,
): ReturnType<DraftContext['questions']['ask']> {
  const nouns = nounOf(list);
  return context.questions.ask({
    kind: 'count',
    about: [unit.tool, 'count', ...nth([unit], context)],
    text: `${unit.tool} was called for one of the ${nouns}, the only one that was meant. Where several are?`,
    row: unit.args,
    options: [
      { id: 'each', label: `once for each of the ${nouns} that are meant, and not at all where none is` },
      { id: 'one', label: 'for one of them only, and the run stops where none is' },
    ],
    default: 'each',
    weight: 6,
  });
}
