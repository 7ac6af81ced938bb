import { jsonEqual } from '#core/json/equal.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { InferenceResult } from '#core/workflow/inference-result.ts';
import type { Answers } from '#core/workflow/question.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { ExportOptions } from '#lib/export/export-bundle.ts';
import type { Studio } from '../studio.ts';
import { inferInWorker } from '../workflow/infer-in-worker.ts';

/**
 * What a replay of each recording needs and a workflow does not hold: the inputs of all but the first, and everything
 * that was judged. Nothing is derived where there is one recording and no judgement.
 */
export async function learnFromRecordings(
  studio: Pick<Studio, 'installation'>,
  order: { readonly workflow: Workflow; readonly traces: readonly Trace[]; readonly answers: Answers },
): Promise<Pick<ExportOptions, 'otherInputs' | 'judgements'>> {
  const { workflow, traces, answers } = order;
  const judges = allSteps(workflow.body).some((step) => step.do === 'llm');
  if (traces.length < 2 && !judges) return {};
  const inferred = await inferInWorker(studio, { do: 'infer', traces, answers, edits: [] });
  return {
    otherInputs: (inferred.otherInputs ?? []).map((inputs) => underItsNames(inputs, inferred.workflow, workflow)),
    judgements: judgementsOf(inferred),
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

function judgementsOf({ workflow, judgements = {} }: InferenceResult): ExportOptions['judgements'] {
  return allSteps(workflow?.body ?? []).flatMap((step) =>
    step.do === 'llm' ? (judgements[step.id] ?? []).map(([input, answer]) => ({ task: step.task, input, answer })) : [],
  );
}
