import type { KeepRule, KeepSight, KeepWrite } from '../../workflow/keep.ts';
import type { Expr, Id } from '../../workflow/workflow.ts';

/** One way to see the items of a step, and why it is believed to work. */
export interface SightProposal {
  readonly see: KeepSight;
  /** Arguments that this way shows. */
  readonly fields: Readonly<Record<string, Expr>>;
  readonly settleMs: number;
  readonly why: string;
}

/** What could be kept of one creating step. Nothing of it holds until the user says so. */
export interface KeepProposal {
  readonly step: Id;
  /** Best first; the last one is always the ledger alone. */
  readonly sights: readonly SightProposal[];
  readonly change?: { readonly call: KeepWrite; readonly why: string };
  readonly remove?: { readonly call: KeepWrite; readonly why: string };
  /** Best sight and change; never a removal. */
  readonly rule: KeepRule;
}
