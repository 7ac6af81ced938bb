import type { JsonObject } from '../../json/json.ts';
import type { Trace } from '../../trace/trace.ts';
import type { InferenceResult } from '../../workflow/inference-result.ts';
import { allSteps } from '../../workflow/walk.ts';
import { type Expr, type Step, WORKFLOW_VERSION, type Workflow } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { type NamedBody, nameSteps } from './name-steps.ts';
import { placeQuestions, slotsOf } from './place-questions.ts';

/** Names everything, keeps the reasons of what is left, and asks only what it depends on. */
export function finishWorkflow(
  trace: Trace,
  { body, output }: { readonly body: readonly Step[]; readonly output: Expr | null },
  context: DraftContext,
): InferenceResult {
  const named = nameSteps(body, context);
  const workflow: Workflow = {
    version: WORKFLOW_VERSION,
    id: trace.id,
    name: trace.name ?? nameOf(context),
    inputs: named.inputs,
    body: named.body,
    ...(output === null ? {} : { output: named.rename(output) }),
    trigger: { on: 'manual' },
  };
  const slotIn = slotsOf(workflow.body);
  const nameOfStep = (id: string): string | undefined => named.steps.get(id);
  const open = new Set<string>();
  for (const step of allSteps(body)) for (const doubt of context.doubts.get(step.id) ?? []) open.add(doubt);
  const values = context.values.flatMap((value) => {
    const step = nameOfStep(value.place.step);
    if (step === undefined) return [];
    return [{ ...value, place: { step, slot: slotIn(step, value.place.slot) } }];
  });
  const notes = context.notes.flatMap((note) => {
    const step = nameOfStep(note.step);
    return step === undefined ? [] : [{ ...note, step }];
  });
  const judgements = context.judgements.flatMap(({ id, recorded }) => {
    const step = nameOfStep(id);
    return step === undefined ? [] : [[step, recorded] as const];
  });
  return {
    workflow,
    evidence: { values, notes, dropped: context.dropped },
    questions: placeQuestions(context.questions.questions(open), { body, named, context }),
    findings: context.findings,
    proof: {
      proved: values.filter((value) => value.status === 'proved').length,
      asked: values.filter((value) => value.status === 'asked').length,
      assumed: values.filter((value) => value.status === 'assumed').length,
      checks: [],
    },
    ...(judgements.length === 0 ? {} : { judgements: Object.fromEntries(judgements) }),
    ...(context.recordings < 2 ? {} : { otherInputs: otherInputs(named, context) }),
  };
}

/** What the inputs were in each recording after the first, by name. */
function otherInputs(named: NamedBody, context: DraftContext): readonly JsonObject[] {
  return Array.from({ length: context.recordings - 1 }, (_, at) =>
    Object.fromEntries(
      [...named.inputNames].flatMap(([id, name]) => {
        const draft = context.inputs.find(id);
        return draft === undefined ? [] : [[name, draft.others?.[at] ?? draft.value]];
      }),
    ),
  );
}

function nameOf(context: DraftContext): string {
  const text = context.prompt.turns[0]?.text.trim().split(/[.\n]/)[0] ?? '';
  return text === '' ? 'Workflow' : text.length > 70 ? `${text.slice(0, 67).replace(/\s+\S*$/, '')}…` : text;
}
