import { canonicalJson } from '../../json/canonical.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { formatToolRef, type ToolRef } from '../../tool/tool-ref.ts';
import { allSteps } from '../walk.ts';
import type { Workflow } from '../workflow.ts';
import { emptyPage } from './empty-page.ts';

/** A page that a workflow's list was read in, with the arguments that gave it. */
export interface ReadPage extends ToolRef {
  readonly args: JsonObject;
  readonly data: Json;
}

/**
 * The page after the last one that was read, where the call asks for one: it differs from a page that was read in the
 * paging parameter alone. Nothing is on it and nothing follows. Undefined for every other call.
 */
export function pageAfter(
  workflow: Workflow,
  call: ToolRef & { readonly args: JsonObject },
  pages: readonly ReadPage[],
): Json | undefined {
  for (const step of allSteps(workflow.body)) {
    if (step.do !== 'paginate' || formatToolRef(step.call) !== formatToolRef(call)) continue;
    const without = ({ args: { [step.param]: _place, ...args } }: { readonly args: JsonObject }) => canonicalJson(args);
    const page = pages.find((read) => formatToolRef(read) === formatToolRef(call) && without(read) === without(call));
    const empty = page === undefined ? undefined : emptyPage(step, page.data);
    if (empty !== undefined) return empty;
  }
  return undefined;
}
