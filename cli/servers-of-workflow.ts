import type { ServerConfig } from '#core/server/server-config.ts';
import { keepCalls } from '#core/workflow/keep.ts';
import { callsOf } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { UsageError } from './command.ts';

/** The servers that a workflow calls, out of those that the file names. Throws `UsageError` where one is not there. */
export function serversOfWorkflow(
  workflow: Workflow,
  known: readonly ServerConfig[],
  file: string,
): readonly ServerConfig[] {
  const calls = [...callsOf(workflow.body), ...(workflow.keep ? keepCalls(workflow.keep) : [])];
  return [...new Set(calls.map(({ body }) => body.server))].map((alias) => {
    const config = known.find((candidate) => candidate.alias === alias);
    if (config) return config;
    const names = known.map((candidate) => candidate.alias).join(', ');
    throw new UsageError(
      `the workflow needs server "${alias}", which ${file} does not name. It names: ${names || 'none'}.`,
    );
  });
}
