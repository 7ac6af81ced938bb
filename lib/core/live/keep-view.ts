import type { JsonObject } from '../json/json.ts';
import type { KeepState } from '../keep/keep-state.ts';
import type { KeepProposal } from '../keep/propose/keep-proposal.ts';

/** `on` ends with the studio, `always` goes on after a restart. */
export type KeepSwitch = 'off' | 'on' | 'always';

/** What the page of keeping starts from. The rules that hold are in the workflow. */
export interface KeepView {
  readonly switch: KeepSwitch;
  /** What each creating step could be kept by. */
  readonly proposals: readonly KeepProposal[];
  /** Inputs of standing passes; missing ones take their defaults. */
  readonly inputs: JsonObject;
  /** Without the memory of single items. */
  readonly state: Omit<KeepState, 'items'>;
  /** A pass is under way. */
  readonly passing: boolean;
}
