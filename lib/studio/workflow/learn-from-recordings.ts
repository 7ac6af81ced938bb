import { jsonEqual } from '#core/json/equal.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { Answers } from '#core/workflow/question.ts';
import { type RecordedJudgement, recordedJudgements } from '#core/workflow/recorded-judgement.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { Studio } from '../studio.ts';
import { inferInWorker } from './infer-in-worker.ts';

/** What is known of the recordings beside the workflow. */
export interface Learned {
  /** What the inputs were in each recording after the first. */
  readonly otherInputs: readonly JsonObject[];
  readonly judgements: readonly RecordedJudgement[];
}

/**
 * What a replay of each recording needs and a workflow does not hold: the inputs of all but the first, and everything
 * that was judged. Nothing is derived where there is one recording and no judgement.
 */
export async function learnFromRecordings(
  studio: Pick<Studio, 'installation'>,
  order: { readonly workflow: Workflow; readonly traces: readonly Trace[]; readonly answers: Answers },
): Promise<Learned> {
  const { workflow, traces, answers } = order;
  const judges = allSteps(workflow.body).some((step) => step.do === 'llm');
  if (traces.length < 2 && !judges) return { otherInputs: [], judgements: [] };
  const inferred = await inferInWorker(studio, { do: 'infer', traces, answers, edits: [] });
  return {
    otherInputs: (inferred.otherInputs ?? []).map((inputs) => underItsNames(inputs, inferred.workflow, workflow)),
    judgements: recordedJudgements(inferred),
  };
}

/** The values under the names that the workflow's inputs have now: one that was renamed still has its default. */
function underItsNames(inputs: JsonObject, derived: Workflow | null, workflow: Workflow): JsonObject {
  const before = derived?.inputs ?? [];
  const renamed = workflow.inputs.filter(({ name }) => !before.some((input) => input.name === name));
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) => {
      if (workflow.inputs.some((input) => input.name === name)) return [[name, value]];
      const old = before.find((input) => input.name === name);
      const now = renamed.find((input) => jsonEqual(input.default, old?.default));
      return now ? [[now.name, value]] : [];
    }),
  );
}
