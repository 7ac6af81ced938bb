import type { BundleCheck } from '#core/live/export-event.ts';
import type { Bundle } from '#lib/export/bundle.ts';

/** What a check stands on. */
export interface ProofScene {
  readonly bundle: Bundle;
  /** Folder of the installation; its packages prove the bundle. */
  readonly installation: string;
  readonly signal?: AbortSignal;
}

export interface Verdict {
  readonly passed: boolean;
  readonly detail: string;
  readonly output?: string;
}

/** One thing that a bundle is asked, in the scratch folder where it lies. */
export type ProofCheck = Pick<BundleCheck, 'id' | 'title'> & { readonly run: (folder: string) => Promise<Verdict> };
