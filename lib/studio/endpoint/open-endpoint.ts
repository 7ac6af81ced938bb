import type { EndpointSwitch, EndpointView } from '#core/live/endpoint-view.ts';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { bundleName } from '#lib/export/bundle-name.ts';
import type { Studio } from '../studio.ts';

/** A workflow that others may call, as it stands now. */
export interface OpenEndpoint {
  readonly prototypeId: string;
  readonly mode: Exclude<EndpointSwitch, 'off'>;
  readonly workflow: Workflow;
  readonly version: number;
  /** It is switched on, and still nobody can call it. */
  readonly refused: EndpointView['refused'];
}

/** Null where it is switched off, or there is nothing to call. The newest version of the workflow counts. */
export async function openEndpoint(studio: Studio, prototypeId: string): Promise<OpenEndpoint | null> {
  const prototype = await studio.store.prototypes.find(prototypeId);
  if (!prototype || prototype.endpoint === 'off') return null;
  const latest = await studio.store.workflows.latest(prototypeId);
  if (!latest) return null;
  const { workflow, version } = latest;
  return { prototypeId, mode: prototype.endpoint, workflow, version, refused: whyNotCallable(latest) };
}

/** Why nobody may call a workflow; null for one that can run. */
export function whyNotCallable(view: WorkflowView | null): EndpointView['refused'] {
  if (!view) {
    return { message: 'There is no workflow to call yet.', advice: 'Make one from the recording first.' };
  }
  const [first, ...others] = view.findings.filter(({ severity }) => severity === 'error');
  if (!first) return null;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    message: `The workflow has an error and cannot be called: ${first.message}${more}`,
    advice: 'Put it right on the Workflow page.',
  };
}

/** What its tool is called: the name that an exported agent would have. */
export function endpointTool(workflow: Pick<Workflow, 'name'>): string {
  return bundleName(workflow.name);
}
