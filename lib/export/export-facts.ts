import type { StateChoice } from '#core/deploy/target.ts';
import type { ServerConfig } from '#core/server/server-config.ts';
import type { Trigger, Workflow } from '#core/workflow/workflow.ts';
import type { RecordedJob } from './bundle-recording.ts';
import type { AgentHost } from './export-target.ts';
import type { RuntimeLibrary } from './typescript/runtime-library.ts';

/** Everything that an agent is printed from; secrets are gone from it already. */
export interface ExportFacts {
  /** Of the bundle: small letters, digits and hyphens, at most 40. */
  readonly name: string;
  /** What the README says of the files that the place adds. */
  readonly placeLine?: string;
  /** See `ExportTarget.host`. */
  readonly host: AgentHost;
  readonly workflow: Workflow;
  readonly job: RecordedJob;
  readonly servers: readonly ServerConfig[];
  readonly trigger: Trigger;
  readonly state: StateChoice;
  readonly library: RuntimeLibrary;
}
