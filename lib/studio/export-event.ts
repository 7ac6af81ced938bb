import type { Bundle, BundleFile, TargetId } from '#lib/export/bundle.ts';
import type { BundleRecord } from '#lib/storage/bundles.ts';
import type { BundleCheck } from './export-check.ts';

/** What an export tells while it goes on, in order: the files, each check as it changes, and how it ended. */
export type ExportEvent =
  | { readonly type: 'bundle'; readonly bundle: BundlePreview }
  | { readonly type: 'check'; readonly check: BundleCheck }
  | { readonly type: 'proved'; readonly record: BundleRecord }
  | { readonly type: 'refused' }
  | { readonly type: 'failed'; readonly message: string; readonly advice?: string };

/** A bundle before its proof: to be read, not to be had. */
export interface BundlePreview {
  readonly name: Bundle['name'];
  readonly target: TargetId;
  readonly files: readonly BundleFile[];
  /** What has to be set before it runs; `here` is its value on this machine, which no file holds. */
  readonly variables: readonly {
    readonly name: string;
    readonly purpose: string;
    readonly secret: boolean;
    readonly here?: string;
  }[];
}
