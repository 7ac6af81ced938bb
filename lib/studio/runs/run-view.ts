import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { RunRecord } from '#lib/storage/runs.ts';
import { cutValue } from './cut-run-event.ts';

/** What pages see of a run in a list; a large output is only named. */
export function runView({ prototypeId: _, now: __, timeZone: ___, ...view }: RunRecord): RunView {
  return { ...view, output: cutValue(view.output) };
}
