import { canonicalJson } from '../../json/canonical.ts';
import { formatToolRef } from '../../tool/tool-ref.ts';
import { noteDoubts, nth } from '../draft/doubts.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { firstPage } from './fold-units.ts';
import type { Unit } from './unit.ts';

/** The unit as the user wants it where the recording did not read to the end: all pages, or the first one alone. */
export function askPages(unit: Unit, context: DraftContext): Unit {
  const read = Array.isArray(unit.data) ? unit.data.length : 0;
  const answer = context.questions.ask({
    kind: 'pages',
    about: [formatToolRef(unit), canonicalJson(Object.keys(unit.args)), ...nth([unit], context)],
    text: `The recording read ${unit.calls.length === 1 ? 'one page' : `${unit.calls.length} pages`} of ${unit.tool} (${read} items), and there was more. Should a run read all of it?`,
    options: [
      { id: 'all', label: 'Yes, all pages' },
      { id: 'first', label: 'No, only the first page' },
      SOMETHING_ELSE,
    ],
    default: 'all',
    weight: 8,
  });
  noteDoubts(unit.key, [answer.id], context);
  return answer.option === 'first' ? firstPage(unit) : unit;
}
