import type { ApprovalRequest } from '#core/live/studio-event.ts';

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
