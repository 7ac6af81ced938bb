import type { Target } from '#core/deploy/target.ts';
import type { AgentPackage } from './agents/agent-package.ts';
import type { BundleFile } from './bundle.ts';
import type { ExportFacts } from './export-facts.ts';

/**
 * Who starts an agent: somebody or something starts a process of its own, AWS Lambda hands it one event at a time, or
 * Temporal hands its workers one call at a time.
 */
export type AgentHost = 'process' | 'lambda' | 'temporal';

/** A place, and how an agent is put there. */
export interface ExportTarget extends Target {
  /** In the list of files of the agent's own README: what the place adds, a line of Markdown. Absent where nothing. */
  readonly readmeLine?: string;
  /** `process` where absent. The agent brings the packages that its host needs. */
  readonly host?: AgentHost;
  /**
   * What the place adds to an agent; the facts are for places that run the steps of the workflow themselves.
   * Deterministic, offline. Throws `TargetRefused` where the place cannot do what the workflow does.
   */
  readonly print: (agent: AgentPackage, facts: ExportFacts) => Promise<PlaceParts>;
}

export interface PlaceParts {
  /** Files beside the agent's own, with the role `place`. */
  readonly files: readonly BundleFile[];
  /** See `Bundle.strictSource`. */
  readonly strictSource?: string;
  /** Shell lines that put a proved bundle there, in order. Shown to people; nothing of ours runs them. */
  readonly deploy: readonly string[];
}
