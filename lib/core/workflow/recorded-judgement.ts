import { jsonEqual } from '../json/equal.ts';
import type { Json } from '../json/json.ts';
import type { InferenceResult } from './inference-result.ts';
import { allSteps } from './walk.ts';

/** What was judged of an input while recording. A step shows its model a few of these; all of them hold. */
export interface RecordedJudgement {
  readonly task: string;
  readonly input: Json;
  readonly answer: Json;
}

/** Everything that was judged in the recordings that a workflow was derived from. */
export function recordedJudgements({ workflow, judgements = {} }: InferenceResult): readonly RecordedJudgement[] {
  return allSteps(workflow?.body ?? []).flatMap((step) =>
    step.do === 'llm' ? (judgements[step.id] ?? []).map(([input, answer]) => ({ task: step.task, input, answer })) : [],
  );
}

/** What was judged of this input, by this task or by one that was put in other words. */
export function judgedOf(
  judgements: readonly RecordedJudgement[],
  { task, input }: Pick<RecordedJudgement, 'task' | 'input'>,
): RecordedJudgement | undefined {
  const fitting = judgements.filter((judgement) => jsonEqual(judgement.input, input));
  return fitting.find((judgement) => judgement.task === task) ?? fitting[0];
}
