import { hashJson } from '../json/hash.ts';
import type { JsonObject } from '../json/json.ts';
import { formatToolRef, type ToolRef } from '../tool/tool-ref.ts';

/** Hash of server, tool and exact arguments: what an approval is bound to. */
export function hashRequest(request: ToolRef & { readonly args: JsonObject }): string {
  return hashJson([request.server, request.tool, request.args]);
}

/**
 * The name of an effect, the same in every run that wants the same thing done. With a `key` of the step's own, that
 * decides; else the arguments do, and `occurrence` (0 for the first) tells apart equal calls that one run makes on
 * purpose. What people call the workflow and its steps is not in it, so that renaming forgets nothing: see
 * docs/decisions/0200. The tool's name stays readable.
 * @param facts.workflow `workflowIdentity`
 */
export function effectKey(facts: {
  readonly workflow: string;
  readonly request: ToolRef & { readonly args: JsonObject };
  readonly key?: string;
  readonly occurrence: number;
}): string {
  const identity = facts.key === undefined ? [facts.request.args, facts.occurrence] : [{ key: facts.key }];
  const digest = hashJson([facts.workflow, formatToolRef(facts.request), ...identity]).slice(0, 32);
  // People copy it into a command line, and a tool may be called anything.
  return `${facts.request.tool.replace(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 64)}:${digest}`;
}
