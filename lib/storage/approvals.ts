import type { ApprovalRequest } from '#core/live/studio-event.ts';
import type { Database } from './database.ts';
import { readDocument, writeDocument } from './document.ts';
import type { ApprovalModel } from './generated/models.ts';

/** An approval with what became of it. `open` while nobody has answered; an answer is final. */
export interface ApprovalRecord extends ApprovalRequest {
  readonly prototypeId: string;
  readonly state: 'open' | 'approved' | 'denied' | 'lapsed';
  readonly reason?: string;
  readonly settledAt?: string;
}

export interface ApprovalStore {
  ask(prototypeId: string, request: ApprovalRequest): Promise<ApprovalRecord>;
  find(prototypeId: string, id: string): Promise<ApprovalRecord | null>;
  open(prototypeId: string): Promise<readonly ApprovalRecord[]>;
  list(prototypeId: string): Promise<readonly ApprovalRecord[]>;
  /** Settles an open one and gives it back; null where it does not exist or was settled before. */
  settle(
    prototypeId: string,
    id: string,
    answer: { readonly state: 'approved' | 'denied' | 'lapsed'; readonly reason?: string },
  ): Promise<ApprovalRecord | null>;
}

export function approvalStore(database: Database): ApprovalStore {
  async function rows(where: { readonly prototypeId: string; readonly state?: string }) {
    return (await database.approval.findMany({ where, orderBy: { position: 'asc' } })).map(toRecord);
  }

  return {
    async ask(prototypeId, request) {
      const row = await database.approval.create({
        data: { prototypeId, id: request.id, state: 'open', requestJson: writeDocument(request) },
      });
      return toRecord(row);
    },
    async find(prototypeId, id) {
      const row = await database.approval.findUnique({ where: { prototypeId_id: { prototypeId, id } } });
      return row && toRecord(row);
    },
    open: (prototypeId) => rows({ prototypeId, state: 'open' }),
    list: (prototypeId) => rows({ prototypeId }),
    async settle(prototypeId, id, answer) {
      // One conditional update: of two answers at once, one wins.
      const settled = await database.approval.updateManyAndReturn({
        where: { prototypeId, id, state: 'open' },
        data: { state: answer.state, reason: answer.reason ?? null, settledAt: new Date() },
      });
      return settled[0] ? toRecord(settled[0]) : null;
    },
  };
}

const STATES = ['open', 'approved', 'denied', 'lapsed'] as const;

function toRecord(row: ApprovalModel): ApprovalRecord {
  const state = STATES.find((known) => known === row.state);
  if (!state) throw new Error(`Approval "${row.id}" has the unknown state "${row.state}".`);
  return {
    ...readDocument<ApprovalRequest>(row.requestJson),
    prototypeId: row.prototypeId,
    state,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.settledAt && { settledAt: row.settledAt.toISOString() }),
  };
}
