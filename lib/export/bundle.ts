/** A deployable folder as a value. Same workflow and options in, same bytes out. */
export interface Bundle {
  readonly name: string;
  readonly target: TargetId;
  /** Sorted by path. */
  readonly files: readonly BundleFile[];
  /**
   * For bundles with Kubernetes objects: a TypeScript file that compiles only if every object fits its interface, unknown
   * members included. Part of the proof, not of the bundle.
   */
  readonly strictSource?: string;
}

export type TargetId = 'typescript' | 'kubernetes';

export interface BundleFile {
  /** Relative, forward slashes, no `..`. */
  readonly path: string;
  readonly text: string;
  /** `generated`: read this; `copied`: the runtime, byte for byte; `data`: trace, catalogue, workflow. */
  readonly role: 'generated' | 'copied' | 'data';
  readonly executable?: boolean;
}
