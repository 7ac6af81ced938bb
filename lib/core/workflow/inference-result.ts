import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Question } from './question.ts';
import type { Workflow } from './workflow.ts';

/** What inference gives back: a workflow that replays, or findings that say in one line why there is none. */
export interface InferenceResult {
  readonly workflow: Workflow | null;
  readonly evidence: Evidence;
  readonly questions: readonly Question[];
  readonly findings: readonly Finding[];
  readonly proof: ProofReport;
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
