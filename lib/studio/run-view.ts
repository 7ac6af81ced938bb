import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { RunRecord } from '#lib/storage/runs.ts';

/** What pages see of a run. */
export function runView({ prototypeId: _, now: __, timeZone: ___, ...view }: RunRecord): RunView {
  return view;
}
