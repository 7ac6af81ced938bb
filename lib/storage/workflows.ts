import type { WorkflowView } from '#core/live/prototype-snapshot.ts';

/** A version to keep; the store numbers it, dates it, and counts the calls that come after it. */
export type NewWorkflowVersion = Omit<WorkflowView, 'version' | 'createdAt' | 'behind'>;

/** Versions are never changed and never removed one by one; undo adds the older one again as a new version. */
export interface WorkflowStore {
  latest(prototypeId: string): Promise<WorkflowView | null>;
  find(prototypeId: string, version: number): Promise<WorkflowView | null>;
  /** Newest first, without the documents. */
  list(prototypeId: string): Promise<readonly WorkflowVersionEntry[]>;
  append(prototypeId: string, version: NewWorkflowVersion): Promise<WorkflowView>;
}

export interface WorkflowVersionEntry {
  readonly version: number;
  readonly createdAt: string;
  readonly how: WorkflowView['how'];
  readonly name: string;
}
