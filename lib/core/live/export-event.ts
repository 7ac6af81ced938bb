/** What an export tells while it goes on, in order: the files, each check as it changes, and how it ended. */
export type ExportEvent =
  | { readonly type: 'bundle'; readonly bundle: BundlePreview }
  | { readonly type: 'check'; readonly check: BundleCheck }
  | { readonly type: 'proved'; readonly record: ProvedBundle }
  | { readonly type: 'refused' }
  | { readonly type: 'failed'; readonly message: string; readonly advice?: string };

/** A bundle before its proof: to be read, not to be had. */
export interface BundlePreview {
  readonly name: string;
  /** Id of a place; see `Target`. */
  readonly target: string;
  readonly files: readonly BundlePreviewFile[];
  /** What has to be set before it runs. */
  readonly variables: readonly BundleVariable[];
  /** How many changes of the recording count as done in the agent. */
  readonly doneWhileRecording: number;
  /** Shell lines for whoever has unpacked it, in order: installing, planning, and what its place needs. */
  readonly commands: { readonly install: readonly string[]; readonly plan: string; readonly deploy: readonly string[] };
}

export interface BundlePreviewFile {
  readonly path: string;
  readonly text: string;
  /**
   * `generated`: read this; `place`: what its place needs; `copied`: the runtime, byte for byte; `data`: trace, catalogue,
   * workflow.
   */
  readonly role: 'generated' | 'place' | 'copied' | 'data';
}

export interface BundleVariable {
  readonly name: string;
  readonly purpose: string;
  readonly secret: boolean;
  /** Its value on this machine, which no file of the bundle holds. Absent for secrets. */
  readonly here?: string;
}

/** One check of a bundle's proof, as it goes. */
export interface BundleCheck {
  readonly id: 'paths' | 'secrets' | 'python' | 'lint' | 'types' | 'replay' | 'manifests';
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'passed' | 'failed' | 'skipped';
  /** What was shown, or what went wrong, in a few lines. */
  readonly detail: string;
  /** Of a check that failed: all that was printed, cut to its last lines. */
  readonly output?: string;
  readonly durationMs?: number;
}

/** A bundle that may be had. */
export interface ProvedBundle {
  readonly id: string;
  readonly workflowVersion: number;
  readonly target: string;
  /** SHA-256 of the zip. */
  readonly hash: string;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly createdAt: string;
}
