import type { JsonObject } from '#core/json/json.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { BundleModel } from './generated/models.ts';

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

export function bundleStore(database: Database): BundleStore {
  return {
    async add({ options, ...bundle }) {
      const row = await database.bundle.create({
        data: { ...bundle, optionsJson: writeDocument(options), createdAt: new Date() },
      });
      return toRecord(row);
    },
    async find(prototypeId, id) {
      const row = await database.bundle.findUnique({ where: { prototypeId_id: { prototypeId, id } } });
      return row && toRecord(row);
    },
    async list(prototypeId) {
      const rows = await database.bundle.findMany({ where: { prototypeId }, orderBy: { position: 'desc' } });
      return rows.map(toRecord);
    },
  };
}

function toRecord({ optionsJson, createdAt, position: _, ...row }: BundleModel): BundleRecord {
  return { ...row, options: readDocument(optionsJson), createdAt: createdAt.toISOString() };
}
