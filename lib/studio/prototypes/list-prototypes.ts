import type { CallSketch, PrototypeSummary } from '#core/live/prototype-summary.ts';
import type { PrototypeRecord } from '#lib/storage/prototypes.ts';
import { runView } from '../runs/run-view.ts';
import type { Studio } from '../studio.ts';
import { prototypeView } from './prototype-view.ts';

/** Every prototype as its card shows it, newest change first. */
export async function listPrototypes(studio: Studio): Promise<readonly PrototypeSummary[]> {
  const records = await studio.store.prototypes.list();
  return Promise.all(records.map((record) => summarise(studio, record)));
}

async function summarise(studio: Studio, record: PrototypeRecord): Promise<PrototypeSummary> {
  const { traces, workflows, runs } = studio.store;
  const [sketch, workflow, [lastRun]] = await Promise.all([
    traces.sketch(record.id),
    workflows.latest(record.id),
    runs.list(record.id),
  ]);
  const calls: readonly CallSketch[] = sketch.calls;
  return {
    prototype: prototypeView(record),
    calls,
    callCount: sketch.count,
    workflowVersion: workflow?.version ?? null,
    openQuestions: workflow?.questions.filter((question) => !Object.hasOwn(workflow.answers, question.id)).length ?? 0,
    lastRun: lastRun ? runView(lastRun) : null,
  };
}
