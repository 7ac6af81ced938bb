import type { JsonObject } from '#core/json/json.ts';

/** A bundle that was offered for download: enough to make the very same bytes again. */
export interface BundleRecord {
  readonly id: string;
  readonly prototypeId: string;
  readonly workflowVersion: number;
  readonly target: string;
  readonly options: JsonObject;
  /** SHA-256 of the zip. */
  readonly hash: string;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly createdAt: string;
}

export interface BundleStore {
  add(bundle: Omit<BundleRecord, 'createdAt'>): Promise<BundleRecord>;
  find(prototypeId: string, id: string): Promise<BundleRecord | null>;
  /** Newest first. */
  list(prototypeId: string): Promise<readonly BundleRecord[]>;
}
