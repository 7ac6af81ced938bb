import type { PrototypeView, RunView } from './prototype-snapshot.ts';

/** A prototype as its card on the home page shows it. */
export interface PrototypeSummary {
  readonly prototype: PrototypeView;
  /** The first calls, for a tiny picture; `callCount` is all of them. */
  readonly calls: readonly CallSketch[];
  readonly callCount: number;
  readonly workflowVersion: number | null;
  readonly openQuestions: number;
  readonly lastRun: RunView | null;
}

export interface CallSketch {
  readonly id: string;
  readonly server: string;
  readonly tool: string;
  readonly turn?: string;
  readonly failed: boolean;
}
