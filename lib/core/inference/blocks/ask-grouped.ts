import { canonicalJson } from '../../json/canonical.ts';
import type { Json } from '../../json/json.ts';
import type { Scope } from '../columns/scope.ts';
import { noteDoubts } from '../draft/doubts.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { nounOf, type Selection } from '../items/selection.ts';
import type { Loop } from './loops/loop.ts';
import { isNamedList } from './loops/named-list.ts';

/**
 * A loop over what items have in common (once for each owner) although the user spoke of each item: where only some
 * items were meant, it may be that each owner had one of them by chance. The recording cannot tell, so it is asked.
 */
export function askGrouped(
  key: string,
  loop: Loop,
  selection: Selection | null,
  { outer, about }: { readonly outer: Scope; readonly about: Json },
  context: DraftContext,
): void {
  const { expr } = loop.list;
  if (expr.$ !== 'over' || expr.op !== 'groupBy' || selection?.expr.$ !== 'over') return;
  const whole = outer.lists().find((list) => canonicalJson(list.expr) === canonicalJson(expr.in));
  if (whole === undefined || !isNamedList(whole, context)) return;
  const answer = context.questions.ask({
    kind: 'grouped',
    about: [about, 'grouped'],
    text: `${loop.groups.at(-1)?.tool ?? 'The call'} was made once for all ${nounOf(whole)} that have the same. Is that meant, also where several of them do?`,
    options: [
      { id: 'yes', label: 'Yes, once for all that have the same' },
      { ...SOMETHING_ELSE, label: `No, once for each of the ${nounOf(whole)}: keep the default, edit it by hand` },
    ],
    default: 'yes',
    weight: 4,
  });
  noteDoubts(key, [answer.id], context, ['in']);
}
