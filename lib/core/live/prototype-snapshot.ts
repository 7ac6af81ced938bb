import type { Divergence, RunMode, RunStatus } from '../execution/run-event.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { ServerQuestion } from '../server/server-question.ts';
import type { ToolRef } from '../tool/tool-ref.ts';
import type { Trace } from '../trace/trace.ts';
import type { KeptEdit } from '../workflow/edit/kept-edit.ts';
import type { Evidence } from '../workflow/evidence.ts';
import type { Finding } from '../workflow/finding.ts';
import type { ProofReport } from '../workflow/inference-result.ts';
import type { Answers, Question } from '../workflow/question.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { EndpointSwitch } from './endpoint-view.ts';
import type { ApprovalRequest, PendingCall } from './studio-event.ts';

/** Everything a prototype's pages start from; live changes follow as `StudioEvent`s after `seq`. */
export interface PrototypeSnapshot {
  readonly seq: number;
  readonly prototype: PrototypeView;
  /** Results over 64 KiB are cut to a preview here and named in `cutResults`; fetch the call to see all of one. */
  readonly trace: Trace;
  readonly cutResults: readonly string[];
  readonly pending: readonly PendingCall[];
  readonly approvals: readonly ApprovalRequest[];
  /** What servers ask in the middle of calls that are under way. */
  readonly questions: readonly ServerQuestion[];
  readonly workflow: WorkflowView | null;
  readonly runs: readonly RunView[];
  /** The control loop stands. */
  readonly keeping: boolean;
}

export interface PrototypeView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Aliases of the servers in use here. */
  readonly servers: readonly string[];
  /** `provider:model`, or null where the default of the settings holds. */
  readonly model: string | null;
  /** Tools the user allowed to run here without asking again. */
  readonly allowed: readonly ToolRef[];
  /** What the user tells the model here, after the studio's own instructions; may be empty. */
  readonly instructions: string;
  /** Whether writes of an outside agent wait for approval. */
  readonly gateway: 'ask' | 'allow';
  /** Whether others may call the workflow, and how their calls run. */
  readonly endpoint: EndpointSwitch;
  /** True for the shipped sample, whose conversation a scripted model plays. */
  readonly sample: boolean;
}

/** One kept version of the workflow with what was derived beside it. */
export interface WorkflowView {
  readonly version: number;
  readonly createdAt: string;
  readonly how: 'inferred' | 'answered' | 'edited';
  readonly workflow: Workflow;
  readonly evidence: Evidence;
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly findings: readonly Finding[];
  readonly proof: ProofReport;
  /** What was changed by hand, in order; made again whenever the workflow is derived anew. */
  readonly edits: readonly KeptEdit[];
  /** The version whose content this one brings back, for undo and redo. */
  readonly restores?: number;
  /** Calls that were recorded after this version was derived. */
  readonly behind: number;
}

export interface RunView {
  readonly id: string;
  readonly mode: RunMode;
  readonly status: RunStatus;
  readonly workflowVersion: number;
  readonly inputs: JsonObject;
  readonly output: Json;
  readonly error?: string;
  readonly divergence?: Divergence;
  /** Writes of the recording were to be made again, although recording has made them. */
  readonly repeatRecorded?: true;
  /** A pass of the control loop, which says what it saw beside the run that it made. */
  readonly pass?: true;
  /** What asked for it, where that was not the user. */
  readonly wokenBy?: 'endpoint';
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly effects: {
    readonly created: number;
    readonly found: number;
    readonly planned: number;
    readonly failed: number;
    readonly unknown: number;
  };
}
