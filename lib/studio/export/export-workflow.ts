import type { Language, StateChoice } from '#core/deploy/target.ts';
import type { BundleCheck } from '#core/live/export-event.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import { distinctCalls } from '#core/trace/distinct-calls.ts';
import type { Trace, TraceCall } from '#core/trace/trace.ts';
import type { Answers } from '#core/workflow/question.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { Bundle, TargetId } from '#lib/export/bundle.ts';
import { exportBundle } from '#lib/export/export-bundle.ts';
import { readRuntimeLibrary } from '#lib/export/typescript/runtime-library.ts';
import { type WrittenBundle, writeBundle } from '#lib/export/write-bundle.ts';
import { learnFromRecordings } from '../workflow/learn-from-recordings.ts';
import { type BundleProof, proveBundle } from './export-prove.ts';
import { readToTheEnd } from './read-to-the-end.ts';

export interface ExportWorkflowRequest {
  readonly workflow: Workflow;
  readonly traces: readonly [Trace, ...Trace[]];
  readonly target: TargetId;
  /** The place's first where absent. */
  readonly language?: Language;
  /** Folder of the installation: where package.json stands. */
  readonly installation: string;
  readonly servers?: readonly ServerConfig[];
  readonly trigger?: Trigger;
  readonly state?: StateChoice;
  /** The answers to questions that the workflow was derived with. */
  readonly answers?: Answers;
  /** Whether a recorded call was made in the world in which the agent will work; none where absent. */
  readonly made?: (call: TraceCall) => boolean;
  /** Values that may not leave this machine. */
  readonly secrets?: readonly string[];
  readonly onCheck?: (check: BundleCheck) => void;
  /** Told of the bundle before it is proved. */
  readonly onBundle?: (bundle: Bundle) => void;
  readonly signal?: AbortSignal;
  /** False: only make it, to be looked at. It then counts as not proved. */
  readonly prove?: boolean;
}

export interface ExportedWorkflow {
  readonly bundle: Bundle;
  readonly proof: BundleProof;
}

/** Makes a bundle of a workflow and proves it. Whoever offers the bundle looks at `proof.proved` first. */
export async function exportWorkflow(request: ExportWorkflowRequest): Promise<ExportedWorkflow> {
  const { workflow, target, language, installation, servers, trigger, state, made, answers = {} } = request;
  const { secrets = [], onCheck, onBundle, signal, prove = true } = request;
  const library = readRuntimeLibrary(installation);
  const [first, ...others] = request.traces;
  const traces = [first, ...distinctCalls([first, ...others]).slice(1)] as const;
  const learned = await learnFromRecordings({ installation }, { workflow, traces, answers });
  const [readFirst, ...readOthers] = await readToTheEnd(workflow, traces, learned);
  const bundle = await exportBundle({
    workflow,
    traces: [readFirst ?? first, ...readOthers],
    target,
    options: { servers, language, trigger, state, secrets, made, ...learned },
    library,
  });
  onBundle?.(bundle);
  if (!prove) return { bundle, proof: { proved: false, checks: [] } };
  const proof = await proveBundle({ bundle, installation, secrets, onCheck, signal });
  return { bundle, proof };
}

/** As `exportWorkflow`, written to a folder where it is proved. `written` is null where it is not: nothing was touched. */
export async function exportToFolder(
  request: ExportWorkflowRequest & { readonly folder: string },
): Promise<ExportedWorkflow & { readonly written: WrittenBundle | null }> {
  const exported = await exportWorkflow(request);
  return { ...exported, written: exported.proof.proved ? writeBundle(exported.bundle, request.folder) : null };
}
