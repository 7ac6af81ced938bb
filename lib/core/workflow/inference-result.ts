import type { Json, JsonObject } from '../json/json.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Question } from './question.ts';
import type { Id, Workflow } from './workflow.ts';

/** What inference gives back: a workflow that replays, or findings that say in one line why there is none. */
export interface InferenceResult {
  readonly workflow: Workflow | null;
  readonly evidence: Evidence;
  readonly questions: readonly Question[];
  readonly findings: readonly Finding[];
  readonly proof: ProofReport;
  /** What a person or model judged in the recordings, by `llm` step: all of it, where the step itself shows a few. */
  readonly judgements?: Readonly<Record<Id, readonly (readonly [Json, Json])[]>>;
  /** What the inputs were in each recording after the first, in the order of the recordings. */
  readonly otherInputs?: readonly JsonObject[];
}

/** The verification ladder: each rung that ran, offline, and what it showed. */
export interface ProofReport {
  readonly proved: number;
  readonly asked: number;
  readonly assumed: number;
  readonly checks: readonly ProofCheck[];
}

export interface ProofCheck {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
}
