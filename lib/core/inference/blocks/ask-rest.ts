import { valueAt } from '../../json/path.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import { noteDoubts, nth } from '../draft/doubts.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { flagPath } from '../read/page-signs.ts';
import type { Unit } from '../read/unit.ts';

/**
 * An answer that says that there is more, of a tool whose parameters do not show how to read on: the recording worked on
 * a part of the list, and whether that is what is wanted only the user knows.
 */
export function askRest(unit: Unit, context: DraftContext): void {
  const [call] = unit.calls;
  if (unit.pages !== undefined || unit.effect !== 'read' || call === undefined) return;
  const path = flagPath([call]);
  if (path === null || valueAt(call.data, path) !== true) return;
  const answer = context.questions.ask({
    kind: 'rest',
    about: [formatToolRef(unit), ...nth([unit], context)],
    text: `${unit.tool} answered that there is more (${path.join('.')} is true), and its parameters do not show how to read on. Is the first part of the list what is wanted?`,
    options: [{ id: 'first', label: 'Yes, only what the first answer holds' }, SOMETHING_ELSE],
    default: 'first',
    weight: 8,
  });
  noteDoubts(unit.key, [answer.id], context);
}
