import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { type Database, hasPrismaCode } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { WorkflowVersionModel } from './generated/models.ts';

/** A version to keep; the store numbers it, dates it, and counts the calls that come after it. */
export interface NewWorkflowVersion extends Omit<WorkflowView, 'version' | 'createdAt' | 'behind'> {
  /**
   * The greatest `ended` of the calls it was derived from. Where it is left out (an edit, an answer) the version has
   * seen what the one before it had seen.
   */
  readonly seen?: number;
}

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
  readonly restores?: number;
}

type Document = Omit<NewWorkflowVersion, 'how' | 'seen' | 'restores'>;

export function workflowStore(database: Database): WorkflowStore {
  async function toView(row: WorkflowVersionModel): Promise<WorkflowView> {
    const behind = await database.call.count({ where: { prototypeId: row.prototypeId, ended: { gt: row.seen } } });
    return { ...NO_EDITS, ...readDocument<Document>(row.document), ...entryOf(row), behind };
  }

  async function latestRow(prototypeId: string): Promise<WorkflowVersionModel | null> {
    return database.workflowVersion.findFirst({ where: { prototypeId }, orderBy: { version: 'desc' } });
  }

  return {
    async latest(prototypeId) {
      const row = await latestRow(prototypeId);
      return row && toView(row);
    },
    async find(prototypeId, version) {
      const row = await database.workflowVersion.findUnique({
        where: { prototypeId_version: { prototypeId, version } },
      });
      return row && toView(row);
    },
    async list(prototypeId) {
      const rows = await database.workflowVersion.findMany({
        where: { prototypeId },
        omit: { document: true },
        orderBy: { version: 'desc' },
      });
      return rows.map((row) => ({ ...entryOf(row), name: row.name }));
    },
    async append(prototypeId, { how, seen, restores, ...document }) {
      for (;;) {
        const last = await latestRow(prototypeId);
        try {
          const row = await database.workflowVersion.create({
            data: {
              prototypeId,
              version: (last?.version ?? 0) + 1,
              how,
              name: document.workflow.name,
              document: writeDocument(document),
              seen: seen ?? last?.seen ?? 0,
              restores: restores ?? null,
              createdAt: new Date(),
            },
          });
          return await toView(row);
        } catch (error) {
          // Two at once wanted the same number; the later one takes the next.
          if (!hasPrismaCode(error, 'P2002')) throw error;
        }
      }
    },
  };
}

/** Versions that were kept before edits were have none. */
const NO_EDITS: Pick<Document, 'edits'> = { edits: [] };

const HOWS = ['inferred', 'answered', 'edited'] as const;

function entryOf(row: Pick<WorkflowVersionModel, 'version' | 'how' | 'createdAt' | 'restores'>) {
  const how = HOWS.find((known) => known === row.how);
  if (!how) throw new Error(`Workflow version ${row.version} was made in the unknown way "${row.how}".`);
  const { version, restores } = row;
  return { version, how, createdAt: row.createdAt.toISOString(), ...(restores !== null && { restores }) };
}
