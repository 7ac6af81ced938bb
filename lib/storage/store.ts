import type { ApprovalStore } from './approvals.ts';
import type { BundleStore } from './bundles.ts';
import type { JudgementStore } from './judgements.ts';
import type { KeeperStore } from './keepers.ts';
import type { LoginStore } from './logins.ts';
import type { MessageStore } from './messages.ts';
import type { PrototypeStore } from './prototypes.ts';
import type { RunStore } from './runs.ts';
import type { SecretStore } from './secrets.ts';
import type { ServerStore } from './servers.ts';
import type { SessionStore } from './sessions.ts';
import type { SettingStore } from './settings.ts';
import type { TraceStore } from './traces.ts';
import type { WorkflowStore } from './workflows.ts';

/**
 * Everything the studio remembers, over Postgres. Every method that changes something has committed it when it
 * resolves; what a page shows as saved is there after `kill -9`. Documents keep their member order and every character.
 */
export interface Store {
  readonly prototypes: PrototypeStore;
  readonly servers: ServerStore;
  readonly secrets: SecretStore;
  readonly logins: LoginStore;
  readonly messages: MessageStore;
  readonly traces: TraceStore;
  readonly approvals: ApprovalStore;
  readonly workflows: WorkflowStore;
  readonly runs: RunStore;
  readonly judgements: JudgementStore;
  readonly keepers: KeeperStore;
  readonly bundles: BundleStore;
  readonly settings: SettingStore;
  readonly sessions: SessionStore;
  /**
   * Brings order after a crash, once per start: calls that were never sent become `not-sent`, calls that were under way
   * become `unknown`, open approvals lapse, running runs become `stopped`, leases of dead processes end. Terminal
   * states are never touched.
   */
  recover(): Promise<void>;
  close(): Promise<void>;
}
