import type { Language } from '#core/deploy/target.ts';

/** A deployable folder as a value. Same workflow and options in, same bytes out. */
export interface Bundle {
  readonly name: string;
  readonly target: TargetId;
  readonly language: Language;
  /** Sorted by path. */
  readonly files: readonly BundleFile[];
  /**
   * For bundles with Kubernetes objects: a TypeScript file that compiles only if every object fits its interface, unknown
   * members included. Part of the proof, not of the bundle.
   */
  readonly strictSource?: string;
  /** Shell lines for whoever has unpacked it, in order: installing, planning, and what its place needs. */
  readonly commands: { readonly install: readonly string[]; readonly plan: string; readonly deploy: readonly string[] };
}

export type TargetId =
  | 'typescript'
  | 'python'
  | 'compose'
  | 'kubernetes'
  | 'systemd'
  | 'github-actions'
  | 'airflow'
  | 'lambda'
  | 'temporal'
  | 'serverless-workflow';

export interface BundleFile {
  /** Relative, forward slashes, no `..`. */
  readonly path: string;
  readonly text: string;
  /**
   * `generated`: read this; `place`: what its place needs; `copied`: the runtime, byte for byte; `data`: trace, catalogue,
   * workflow.
   */
  readonly role: 'generated' | 'place' | 'copied' | 'data';
  readonly executable?: boolean;
}
