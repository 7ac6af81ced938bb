import type { Json } from '../../json/json.ts';
import { nounsOf, sharedWords } from '../words/words.ts';
import type { PrunedCalls } from './drop-errors.ts';
import type { ObservedCall } from './observed-call.ts';

/**
 * Takes out pairs of a write and the write that undid it (created, then deleted by the id that came back), where
 * nothing else used what was created and the job was then done again in another way.
 */
export function dropUndone(pruned: PrunedCalls): PrunedCalls {
  const { calls } = pruned;
  if (!calls.some(takesBack)) return pruned;
  const out = new Set<ObservedCall>();
  const dropped = [...pruned.dropped];
  calls.forEach((made, index) => {
    if (made.effect !== 'write' || made.error !== undefined) return;
    const ids = idsOf(made.data).filter((id) => !holds(made.args, id));
    if (ids.length === 0) return;
    const later = calls.slice(index + 1);
    const undo = later.find(
      (call) =>
        takesBack(call) &&
        call.error === undefined &&
        call.server === made.server &&
        ids.some((id) => holds(call.args, id)) &&
        sharedWords(nounsOf(call.tool), nounsOf(made.tool)) > 0,
    );
    if (undo === undefined) return;
    const used = later.some(
      (call) => call !== undo && call.effect !== 'read' && ids.some((id) => holds(call.args, id)),
    );
    const again = later.some(
      (call) => call.server === made.server && call.tool === made.tool && call.error === undefined,
    );
    if (used || !again) return;
    out.add(made);
    out.add(undo);
    dropped.push({ call: made.id, reason: 'What it made was taken back and made again.' });
    dropped.push({ call: undo.id, reason: 'Took back a call that was a mistake.' });
  });
  return out.size === 0 ? pruned : { calls: calls.filter((call) => !out.has(call)), dropped };
}

/** A call that can undo another: one that destroys, or whose name says that it takes something back. */
const takesBack = (call: ObservedCall): boolean =>
  call.effect === 'destroy' ||
  (call.effect === 'write' &&
    /^(cancel|undo|revoke|withdraw|retract|void|unassign|remove|delete|rollback)/i.test(call.tool));

/** Values of the result that can name what was made; of prose every word with a digit. */
function idsOf(value: Json, key = ''): Json[] {
  if (typeof value === 'string' && key === '')
    return (value.slice(0, 2000).match(/[\p{L}\p{N}_-]*\p{N}[\p{L}\p{N}_-]*/gu) ?? []).filter(
      (word) => word.length > 2,
    );
  if (typeof value === 'number') return /id$|number|key|no$/i.test(key) ? [value] : [];
  if (typeof value === 'string')
    return value.length >= 3 && value.length < 80 && /id$|key|number|no$|ts$|uid|sha|slug|name|path|url/i.test(key)
      ? [value]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => idsOf(member, name));
}

function holds(value: Json, wanted: Json): boolean {
  if (typeof value !== 'object' || value === null) return String(value) === String(wanted);
  return Object.values(value).some((member) => holds(member, wanted));
}
