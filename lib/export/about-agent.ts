import type { Workflow } from '#core/workflow/workflow.ts';
import { bundleName } from './bundle-name.ts';

/** How an agent that can be called introduces itself. */
export interface AgentAbout {
  /** `[a-z][a-z0-9-]{0,39}`: the name of its tool. */
  readonly name: string;
  /** The workflow's name, as people wrote it. */
  readonly title: string;
  readonly description?: string;
}

export function aboutAgent({ name, description }: Workflow): AgentAbout {
  return { name: bundleName(name), title: name, ...(description ? { description } : {}) };
}
