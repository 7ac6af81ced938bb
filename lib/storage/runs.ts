import type { CorrectableLedger } from '#core/effects/ledger.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { type Database, hasPrismaCode } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { RunModel } from './generated/models.ts';
import { postgresLedger, releaseLeases, renewLeases } from './ledger.ts';
import { ConflictError } from './storage-errors.ts';

export interface RunRecord extends RunView {
  readonly prototypeId: string;
  /** ISO instant that `run.now` is; a resumed run keeps it. */
  readonly now: string;
  readonly timeZone: string;
}

export interface RunChange {
  readonly status?: RunView['status'];
  readonly output?: RunView['output'];
  readonly error?: string | null;
  readonly divergence?: RunView['divergence'];
  readonly endedAt?: string | null;
  readonly effects?: RunView['effects'];
}

export interface RunStore {
  /** Throws `ConflictError` where a run of this id exists. */
  create(run: RunRecord): Promise<RunRecord>;
  find(prototypeId: string, id: string): Promise<RunRecord | null>;
  /** Newest first. */
  list(prototypeId: string): Promise<readonly RunRecord[]>;
  /** Those that are under way or wait for a person, newest first. */
  open(prototypeId: string): Promise<readonly RunRecord[]>;
  /**
   * Changes a run that is `running` or `waiting`; null where it is over. `reopen` makes a stopped or failed run
   * `running` again.
   */
  update(id: string, change: RunChange): Promise<RunRecord | null>;
  reopen(id: string): Promise<RunRecord | null>;
  /** Appends in order. */
  appendEvents(id: string, events: readonly RunEvent[]): Promise<void>;
  events(id: string): Promise<readonly RunEvent[]>;
  countEvents(id: string): Promise<number>;
  /** One event by its place from 0; null where the run has no so many. */
  event(id: string, index: number): Promise<RunEvent | null>;
  /**
   * The prototype's ledger in the hands of one run. Claims are atomic over processes and held by a lease that this
   * process renews; a lease of a dead process lapses at the next start.
   */
  ledger(prototypeId: string, runId: string): CorrectableLedger;
}

type Document = Omit<RunRecord, 'id' | 'prototypeId' | 'status' | 'startedAt' | 'endedAt'>;

const RENEW_EVERY_MS = 20_000;
const OPEN: readonly string[] = ['running', 'waiting'];

export interface RunStoreOptions {
  readonly database: Database;
  /** Names this process among the holders of leases; new at every start. */
  readonly process: string;
}

/** The store of runs; `stop` ends the renewing of leases. */
export function runStore({ database, process }: RunStoreOptions): RunStore & { readonly stop: () => void } {
  let renewing: NodeJS.Timeout | null = null;

  /** Reads, changes and writes one run that `may` be changed, with nobody in between. */
  async function change(
    id: string,
    may: (status: string) => boolean,
    edit: (run: RunRecord) => RunRecord,
  ): Promise<RunRecord | null> {
    return database.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM "run" WHERE "id" = ${id} FOR UPDATE`;
      const row = await transaction.run.findUnique({ where: { id } });
      if (!row || !may(row.status)) return null;
      const { id: _, prototypeId: __, ...data } = toRow(edit(toRecord(row)));
      return toRecord(await transaction.run.update({ where: { id }, data }));
    });
  }

  return {
    async create(run) {
      try {
        return toRecord(await database.run.create({ data: toRow(run) }));
      } catch (error) {
        if (hasPrismaCode(error, 'P2002')) throw new ConflictError(`A run "${run.id}" exists already.`);
        throw error;
      }
    },
    async find(prototypeId, id) {
      const row = await database.run.findFirst({ where: { id, prototypeId } });
      return row && toRecord(row);
    },
    async list(prototypeId) {
      const rows = await database.run.findMany({
        where: { prototypeId },
        orderBy: { position: 'desc' },
      });
      return rows.map(toRecord);
    },
    async open(prototypeId) {
      const rows = await database.run.findMany({
        where: { prototypeId, status: { in: [...OPEN] } },
        orderBy: { position: 'desc' },
      });
      return rows.map(toRecord);
    },
    async update(id, changes) {
      const { error, endedAt, ...rest } = changes;
      const changed = await change(
        id,
        (status) => OPEN.includes(status),
        (run) => ({
          ...run,
          ...rest,
          ...(error !== undefined && { error: error ?? undefined }),
          ...(endedAt !== undefined && { endedAt: endedAt ?? undefined }),
        }),
      );
      if (changed && !OPEN.includes(changed.status)) await releaseLeases(database, id);
      return changed;
    },
    async reopen(id) {
      return change(
        id,
        (status) => status === 'stopped' || status === 'failed',
        (run) => ({ ...run, status: 'running', error: undefined, endedAt: undefined }),
      );
    },
    async appendEvents(id, events) {
      if (events.length === 0) return;
      await database.runEvent.createMany({
        data: events.map((event) => ({ runId: id, document: writeDocument(event) })),
      });
    },
    async events(id) {
      const rows = await database.runEvent.findMany({ where: { runId: id }, orderBy: { position: 'asc' } });
      return rows.map((row) => readDocument<RunEvent>(row.document));
    },
    async countEvents(id) {
      return database.runEvent.count({ where: { runId: id } });
    },
    async event(id, index) {
      const [row] = await database.runEvent.findMany({
        where: { runId: id },
        orderBy: { position: 'asc' },
        skip: index,
        take: 1,
      });
      return row ? readDocument<RunEvent>(row.document) : null;
    },
    ledger(prototypeId, runId) {
      renewing ??= setInterval(() => {
        renewLeases(database, process).catch((error: unknown) => {
          console.error('The leases of running effects could not be renewed:', error);
        });
      }, RENEW_EVERY_MS).unref();
      return postgresLedger(database, prototypeId, { process, runId });
    },
    stop() {
      if (renewing) clearInterval(renewing);
      renewing = null;
    },
  };
}

function toRow(run: RunRecord) {
  const { id, prototypeId, status, startedAt, endedAt, ...document } = run;
  return { id, prototypeId, status, startedAt, endedAt: endedAt ?? null, document: writeDocument(document) };
}

const STATUSES = ['running', 'waiting', 'succeeded', 'failed', 'diverged', 'stopped'] as const;

function toRecord(row: RunModel): RunRecord {
  const status = STATUSES.find((known) => known === row.status);
  if (!status) throw new Error(`Run "${row.id}" has the unknown status "${row.status}".`);
  return {
    ...readDocument<Document>(row.document),
    id: row.id,
    prototypeId: row.prototypeId,
    status,
    startedAt: row.startedAt.toISOString(),
    ...(row.endedAt && { endedAt: row.endedAt.toISOString() }),
  };
}
