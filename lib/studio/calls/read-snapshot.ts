import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import { prototypeView, requirePrototype } from '../prototypes/prototype-view.ts';
import { runView } from '../runs/run-view.ts';
import type { Studio } from '../studio.ts';
import { cutResult } from './cut-result.ts';
import { readTrace } from './read-trace.ts';

/** Everything that a prototype's pages start from. Throws a `StudioError` (not-found). */
export async function readSnapshot(studio: Studio, prototypeId: string): Promise<PrototypeSnapshot> {
  const { store, events } = studio;
  // First: what happens while we read is then told again by the events, never lost.
  const seq = events.last(prototypeId);
  const [record, trace, pending, approvals, workflow, runs] = await Promise.all([
    requirePrototype(studio, prototypeId),
    readTrace(studio, prototypeId),
    store.traces.pending(prototypeId),
    store.approvals.open(prototypeId),
    store.workflows.latest(prototypeId),
    store.runs.list(prototypeId),
  ]);
  const cut = new Map(
    trace.calls.flatMap((call) => {
      const short = cutResult(call);
      return short ? [[call.id, short] as const] : [];
    }),
  );
  return {
    seq,
    prototype: prototypeView(record),
    trace: { ...trace, calls: trace.calls.map((call) => cut.get(call.id) ?? call) },
    cutResults: [...cut.keys()],
    pending,
    approvals: approvals.map(({ prototypeId: _, state: __, reason: ___, settledAt: ____, ...request }) => request),
    questions: studio.questions.list().filter((question) => question.prototypeId === prototypeId),
    workflow,
    runs: runs.map(runView),
    keeping: studio.keeping.isStanding(prototypeId),
  };
}
