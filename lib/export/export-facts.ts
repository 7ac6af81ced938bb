import type { ServerConfig } from '#core/server/server-config.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { TargetId } from './bundle.ts';
import type { RecordedJob } from './bundle-recording.ts';
import type { RuntimeLibrary } from './typescript/runtime-library.ts';

/** Where changes are remembered: a SQLite file beside the agent, or a Postgres server. */
export type StateChoice = 'sqlite' | 'postgres';

/** Everything that a target prints from; secrets are gone from it already. */
export interface ExportFacts {
  /** Of the bundle: small letters, digits and hyphens, at most 40. */
  readonly name: string;
  readonly target: TargetId;
  readonly workflow: Workflow;
  readonly job: RecordedJob;
  readonly servers: readonly ServerConfig[];
  readonly trigger: Trigger;
  readonly state: StateChoice;
  readonly library: RuntimeLibrary;
}
