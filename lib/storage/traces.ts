import type { CallSketch } from '#core/live/prototype-summary.ts';
import type { PendingCall } from '#core/live/studio-event.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { CallOutcome, TraceCall, TraceServer, Turn } from '#core/trace/trace.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { CallModel } from './generated/models.ts';

/** Servers and tools on offer while recording; the last snapshot per prototype is kept. */
export interface Catalogue {
  readonly servers: readonly TraceServer[];
  readonly tools: readonly ToolSpec[];
}

/**
 * What was said and called in a prototype. The store owns the logical clock: `begin` and `finish` each take the next
 * tick of the prototype, in the order in which they commit, also across restarts.
 */
export interface TraceStore {
  turns(prototypeId: string): Promise<readonly Turn[]>;
  /** Adds the turn at the end, or replaces the text of the one with this id (an answer that is still growing). */
  saveTurn(prototypeId: string, turn: Turn): Promise<void>;
  removeTurn(prototypeId: string, id: string): Promise<void>;

  /** Commits the intent to call, before anything is sent. */
  begin(prototypeId: string, call: Omit<PendingCall, 'started'>): Promise<PendingCall>;
  setState(prototypeId: string, id: string, state: PendingCall['state']): Promise<void>;
  /** Commits the outcome, whole. An outcome is final: a second `finish` changes nothing and gives the first back. */
  finish(prototypeId: string, id: string, end: CallEnd): Promise<TraceCall>;
  /** Takes finished calls out of the record (edit and resend: the user discards the attempt). Pending ones stay. */
  remove(prototypeId: string, ids: readonly string[]): Promise<void>;
  /** Adds a call that is already over (an import). Takes two ticks. */
  add(prototypeId: string, call: Omit<TraceCall, 'started' | 'ended'>): Promise<TraceCall>;

  /** Finished calls by their logical start. */
  calls(prototypeId: string): Promise<readonly TraceCall[]>;
  call(prototypeId: string, id: string): Promise<TraceCall | null>;
  pending(prototypeId: string): Promise<readonly PendingCall[]>;
  /** The first finished calls without their results, and how many there are in all; for tiny pictures. */
  sketch(prototypeId: string): Promise<{ readonly calls: readonly CallSketch[]; readonly count: number }>;

  catalogue(prototypeId: string): Promise<Catalogue>;
  saveCatalogue(prototypeId: string, catalogue: Catalogue): Promise<void>;
}

export interface CallEnd {
  readonly outcome: CallOutcome;
  readonly durationMs: number;
  readonly shownCharacters?: number;
}

type Intent = Omit<PendingCall, 'started' | 'state'>;

/** As many calls as a tiny picture can show. */
const SKETCHED = 40;

export function traceStore(database: Database): TraceStore {
  /** The next tick of the prototype's logical clock. Throws where there is no such prototype. */
  async function tick(transaction: Pick<Database, 'prototype'>, prototypeId: string): Promise<number> {
    const { tick } = await transaction.prototype.update({
      where: { id: prototypeId },
      data: { tick: { increment: 1 }, updatedAt: new Date() },
      select: { tick: true },
    });
    return tick;
  }

  async function call(prototypeId: string, id: string): Promise<TraceCall | null> {
    const row = await database.call.findUnique({ where: { prototypeId_id: { prototypeId, id } } });
    return row && toTraceCall(row);
  }

  return {
    async turns(prototypeId) {
      const rows = await database.turn.findMany({ where: { prototypeId }, orderBy: { position: 'asc' } });
      return rows.map((row) => readDocument<Turn>(row.document));
    },
    async saveTurn(prototypeId, turn) {
      const document = writeDocument(turn);
      await database.turn.upsert({
        where: { prototypeId_id: { prototypeId, id: turn.id } },
        create: { prototypeId, id: turn.id, document },
        update: { document },
      });
    },
    async removeTurn(prototypeId, id) {
      await database.turn.deleteMany({ where: { prototypeId, id } });
    },

    async begin(prototypeId, { state, ...intent }) {
      return database.$transaction(async (transaction) => {
        const started = await tick(transaction, prototypeId);
        await transaction.call.create({
          data: { prototypeId, id: intent.id, started, state, intentJson: writeDocument(intent) },
        });
        return { ...intent, state, started };
      });
    },
    async setState(prototypeId, id, state) {
      await database.call.updateMany({ where: { prototypeId, id, state: { not: 'ended' } }, data: { state } });
    },
    async finish(prototypeId, id, end) {
      const endJson = writeDocument(end);
      const finished = await database.$transaction(async (transaction) => {
        const ended = await tick(transaction, prototypeId);
        const [row] = await transaction.call.updateManyAndReturn({
          where: { prototypeId, id, state: { not: 'ended' } },
          data: { state: 'ended', ended, endJson, failed: isFailure(end.outcome) },
          // The outcome is at hand: it can be large, and is not read back.
          select: { intentJson: true, started: true },
        });
        return row ? toEndedCall(row, { ...end, ended }) : null;
      });
      const kept = finished ?? (await call(prototypeId, id));
      if (!kept) throw new Error(`Call "${id}" was never begun in prototype "${prototypeId}".`);
      return kept;
    },
    async remove(prototypeId, ids) {
      await database.call.deleteMany({ where: { prototypeId, id: { in: [...ids] }, state: 'ended' } });
    },
    async add(prototypeId, { outcome, durationMs, shownCharacters, ...rest }) {
      return database.$transaction(async (transaction) => {
        const started = await tick(transaction, prototypeId);
        const ended = await tick(transaction, prototypeId);
        const end: CallEnd = { outcome, durationMs, ...(shownCharacters !== undefined && { shownCharacters }) };
        const intent: Omit<Intent, 'effect'> = rest;
        await transaction.call.create({
          data: {
            prototypeId,
            id: rest.id,
            started,
            state: 'ended',
            intentJson: writeDocument(intent),
            ended,
            endJson: writeDocument(end),
            failed: isFailure(outcome),
          },
        });
        return { ...rest, ...end, started, ended };
      });
    },

    async calls(prototypeId) {
      const rows = await database.call.findMany({
        where: { prototypeId, state: 'ended' },
        orderBy: { started: 'asc' },
      });
      return rows.flatMap((row) => toTraceCall(row) ?? []);
    },
    call,
    async pending(prototypeId) {
      const rows = await database.call.findMany({
        where: { prototypeId, state: { not: 'ended' } },
        orderBy: { started: 'asc' },
      });
      return rows.map(toPendingCall);
    },
    async sketch(prototypeId) {
      const rows = await database.call.findMany({
        where: { prototypeId, state: 'ended' },
        select: { intentJson: true, failed: true },
        orderBy: { started: 'asc' },
        take: SKETCHED,
      });
      return {
        calls: rows.map(({ intentJson, failed }) => {
          const { id, server, tool, turn } = readDocument<Intent>(intentJson);
          return { id, server, tool, ...(turn !== undefined && { turn }), failed };
        }),
        count: await database.call.count({ where: { prototypeId, state: 'ended' } }),
      };
    },

    async catalogue(prototypeId) {
      const row = await database.catalogue.findUnique({ where: { prototypeId } });
      return row ? readDocument<Catalogue>(row.document) : { servers: [], tools: [] };
    },
    async saveCatalogue(prototypeId, catalogue) {
      const document = writeDocument(catalogue);
      await database.catalogue.upsert({
        where: { prototypeId },
        create: { prototypeId, document },
        update: { document },
      });
    },
  };
}

function isFailure(outcome: CallOutcome): boolean {
  return outcome.status === 'failed' || outcome.result.isError === true;
}

/** Null while the call is not over. */
function toTraceCall(row: CallModel): TraceCall | null {
  if (row.ended === null || row.endJson === null) return null;
  return toEndedCall(row, { ...readDocument<CallEnd>(row.endJson), ended: row.ended });
}

function toEndedCall(
  { intentJson, started }: Pick<CallModel, 'intentJson' | 'started'>,
  end: CallEnd & { readonly ended: number },
): TraceCall {
  const { effect: _, ...intent } = readDocument<Intent>(intentJson);
  return { ...intent, ...end, started };
}

const STATES = ['waiting', 'approval', 'running'] as const;

function toPendingCall(row: CallModel): PendingCall {
  const state = STATES.find((known) => known === row.state);
  if (!state) throw new Error(`Call "${row.id}" has the unknown state "${row.state}".`);
  return { ...readDocument<Intent>(row.intentJson), started: row.started, state };
}
