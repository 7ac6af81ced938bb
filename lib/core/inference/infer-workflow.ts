import type { Trace } from '../trace/trace.ts';
import type { InferenceResult } from '../workflow/inference-result.ts';
import type { Answers } from '../workflow/question.ts';
import { allSteps } from '../workflow/walk.ts';
import { type Expr, type Step, WORKFLOW_VERSION, type Workflow } from '../workflow/workflow.ts';
import type { DraftContext } from './draft-context.ts';
import { InputBook } from './input-book.ts';
import { compileBlock } from './passes/compile-block.ts';
import { dropErrors } from './passes/drop-errors.ts';
import { dropUndone } from './passes/drop-undone.ts';
import { findOutput } from './passes/find-output.ts';
import { foldUnits } from './passes/fold-units.ts';
import { nameSteps } from './passes/name-steps.ts';
import { placeQuestions, slotIn } from './passes/place-questions.ts';
import { reuseInputs } from './passes/reuse-inputs.ts';
import { sliceSteps } from './passes/slice-steps.ts';
import { splitInputs } from './passes/split-inputs.ts';
import { structureResults } from './passes/structure-results.ts';
import { PromptText } from './prompt-text.ts';
import { QuestionBook } from './question-book.ts';
import { Scope } from './scope.ts';
import { Variables } from './variables.ts';

/**
 * Derives the program of a recording from its values: no model, no network, no clock. What the values prove is in the
 * workflow, what they leave open is asked (and holds by its default until answered). Never throws for a strange
 * recording: then the workflow is null and a finding says in one line why.
 */
export function inferWorkflow(options: {
  readonly traces: readonly Trace[];
  readonly answers?: Answers;
}): InferenceResult {
  const { traces, answers = {} } = options;
  const [trace] = traces;
  if (trace === undefined) return nothing('There is no recording to derive a workflow from.');
  try {
    return derive(trace, answers);
  } catch (reason) {
    // A recording that breaks a pass must not break its user: it is refused in one line, and nothing is guessed.
    return nothing(
      `This recording could not be understood: ${reason instanceof Error ? reason.message : String(reason)}`,
    );
  }
}

function derive(trace: Trace, answers: Answers): InferenceResult {
  const observed = structureResults(trace);
  const pruned = dropUndone(dropErrors(observed));
  const units = foldUnits(pruned.calls);
  const context: DraftContext = {
    prompt: new PromptText(trace.turns),
    inputs: new InputBook(),
    questions: new QuestionBook(answers),
    variables: new Variables(),
    calls: pruned.calls,
    units: new Map(units.map((unit) => [unit.key, unit])),
    now: trace.now,
    timeZone: trace.timeZone,
    values: [],
    notes: [],
    dropped: [...pruned.dropped],
    findings: [],
    doubts: new Map(),
    places: new Map(),
    judgements: [],
  };
  const writes = units.some((unit) => unit.effect !== 'read');
  const block = units.length === 0 ? null : compileBlock([units], new Scope(1, []), context);
  // A recording that only reads is worth a workflow where the user asked for what was read.
  const output = writes || block === null ? null : findOutput(block.steps, context);
  if (block === null || (!writes && output === null))
    return nothing(
      'The recording holds no successful write and reads nothing that you named, so there is nothing that a workflow would do.',
    );
  const sliced = sliceSteps(block.steps, output);
  for (const step of sliced.removed) noteDropped(step, context);
  return finish(trace, { body: reuseInputs(splitInputs(sliced.body, context), context), output }, context);
}

function noteDropped(step: Step, context: DraftContext): void {
  for (const call of step.origin ?? []) {
    if (!context.dropped.some((dropped) => dropped.call === call))
      context.dropped.push({ call, reason: 'Read, but nothing that the workflow does or gives comes from it.' });
  }
}

/** Names everything, keeps the reasons of what is left, and asks only what it depends on. */
function finish(
  trace: Trace,
  { body, output }: { readonly body: readonly Step[]; readonly output: Expr | null },
  context: DraftContext,
): InferenceResult {
  const named = nameSteps(body, context);
  const workflow: Workflow = {
    version: WORKFLOW_VERSION,
    name: trace.name ?? nameOf(context),
    inputs: named.inputs,
    body: named.body,
    ...(output === null ? {} : { output: named.rename(output) }),
    trigger: { on: 'manual' },
  };
  const nameOfStep = (id: string): string | undefined => named.steps.get(id);
  const open = new Set<string>();
  for (const step of allSteps(body)) for (const doubt of context.doubts.get(step.id) ?? []) open.add(doubt);
  const values = context.values.flatMap((value) => {
    const step = nameOfStep(value.place.step);
    if (step === undefined) return [];
    return [{ ...value, place: { step, slot: slotIn(workflow.body, step, value.place.slot) } }];
  });
  const notes = context.notes.flatMap((note) => {
    const step = nameOfStep(note.step);
    return step === undefined ? [] : [{ ...note, step }];
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
  };
}

function nameOf(context: DraftContext): string {
  const text = context.prompt.turns[0]?.text.trim().split(/[.\n]/)[0] ?? '';
  return text === '' ? 'Workflow' : text.length > 70 ? `${text.slice(0, 67)}…` : text;
}

function nothing(message: string): InferenceResult {
  return {
    workflow: null,
    evidence: { values: [], notes: [], dropped: [] },
    questions: [],
    findings: [{ rule: 'no-workflow', severity: 'error', message }],
    proof: { proved: 0, asked: 0, assumed: 0, checks: [] },
  };
}
