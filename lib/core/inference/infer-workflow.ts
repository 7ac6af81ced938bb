import { formatToolRef } from '../tool/tool-ref.ts';
import { distinctCalls } from '../trace/distinct-calls.ts';
import type { Trace } from '../trace/trace.ts';
import type { InferenceResult } from '../workflow/inference-result.ts';
import type { Answers } from '../workflow/question.ts';
import type { Step } from '../workflow/workflow.ts';
import { compileBlock } from './blocks/compile-block.ts';
import { saidEntries } from './columns/said-entries.ts';
import { Scope } from './columns/scope.ts';
import { InputBook } from './draft/input-book.ts';
import { QuestionBook } from './draft/question-book.ts';
import { Variables } from './draft/variables.ts';
import type { DraftContext } from './draft-context.ts';
import { deriveInputs } from './finish/derive-inputs.ts';
import { findOutput } from './finish/find-output.ts';
import { finishWorkflow } from './finish/finish-workflow.ts';
import { followInputs } from './finish/follow-inputs.ts';
import { guardForms } from './finish/guard-forms.ts';
import { guardNothing } from './finish/guard-nothing.ts';
import { guardPolls } from './finish/guard-polls.ts';
import { hoistFilters } from './finish/hoist-filters.ts';
import { partInputs } from './finish/part-inputs.ts';
import { sliceSteps } from './finish/slice-steps.ts';
import { splitInputs } from './finish/split-inputs.ts';
import { askPages } from './read/ask-pages.ts';
import { inexactNumber } from './read/inexact-number.ts';
import { readRecordings } from './read/read-recordings.ts';
import { stoppedEarly } from './read/stopped-early.ts';
import type { Unit } from './read/unit.ts';
import { saidColumns } from './recordings/said-columns.ts';
import { timeOfRecording } from './recordings/time-of-recording.ts';
import { PromptText } from './words/prompt-text.ts';

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
  const [trace, ...others] = traces;
  if (trace === undefined) return nothing('There is no recording to derive a workflow from.');
  try {
    return derive([trace, ...others], answers);
  } catch (reason) {
    // A recording that breaks a pass must not break its user: it is refused in one line, and nothing is guessed.
    return nothing(
      `This recording could not be understood: ${reason instanceof Error ? reason.message : String(reason)}`,
    );
  }
}

function derive(traces: readonly [Trace, ...Trace[]], answers: Answers): InferenceResult {
  const [first] = traces;
  const recordings = distinctCalls(traces);
  const { rows: read, calls, dropped } = readRecordings(recordings);
  if (!shareTools(read)) return nothing('These recordings have no call in common, so they do not show one job.');
  const inexact = inexactNumber(calls);
  if (inexact !== null) return nothing(inexact);
  const byKey = new Map<string, Unit>();
  const context: DraftContext = {
    prompt: new PromptText(first.turns),
    inputs: new InputBook(),
    questions: new QuestionBook(answers),
    variables: new Variables(),
    calls,
    units: byKey,
    now: first.now,
    timeZone: first.timeZone,
    values: [],
    notes: [],
    dropped: [...dropped],
    findings: [],
    doubts: new Map(),
    places: new Map(),
    judgements: [],
    recordings: recordings.length,
  };
  const rows = read.map((row) => row.map((unit) => (stoppedEarly(unit) ? askPages(unit, context) : unit)));
  const units = rows.flat();
  for (const unit of units) byKey.set(unit.key, unit);
  const writes = units.some((unit) => unit.effect !== 'read');
  const known = [...saidColumns(recordings, rows, context), ...timeOfRecording(recordings)];
  const scope = new Scope(rows.length, known, saidEntries(context));
  const block = units.length === 0 ? null : compileBlock(rows, scope, context);
  // A recording that only reads is worth a workflow where the user asked for what was read.
  const output = writes || block === null ? null : findOutput(block.steps, context);
  if (block === null || (!writes && output === null))
    return nothing(
      'The recording holds no successful write and reads nothing that you named, so there is nothing that a workflow would do.',
    );
  const sliced = sliceSteps(block.steps, output);
  for (const step of sliced.removed) noteDropped(step, context);
  const spoken = deriveInputs(followInputs(partInputs(splitInputs(sliced.body, context), context), context), context);
  const body = guardForms(guardNothing(guardPolls(hoistFilters(spoken), context), context), context);
  return finishWorkflow(first, { body, output }, context);
}

/** Whether each recording calls a tool that the first one calls. */
function shareTools([first = [], ...others]: readonly (readonly Unit[])[]): boolean {
  const tools = new Set(first.map(formatToolRef));
  return others.every((units) => units.some((unit) => tools.has(formatToolRef(unit))));
}

function noteDropped(step: Step, context: DraftContext): void {
  for (const call of step.origin ?? []) {
    if (!context.dropped.some((dropped) => dropped.call === call))
      context.dropped.push({ call, reason: 'Read, but nothing that the workflow does or gives comes from it.' });
  }
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
