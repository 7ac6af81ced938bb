import { FRESH_KEEP_STATE } from '#core/keep/keep-state.ts';
import { proposeKeepRules } from '#core/keep/propose/propose-keep-rules.ts';
import type { KeepView } from '#core/live/keep-view.ts';
import { readTrace } from '../calls/read-trace.ts';
import type { Studio } from '../studio.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';

/** How the prototype is kept, and how it could be. Throws a `StudioError`: not-found without a workflow. */
export async function readKeep(studio: Studio, { prototypeId }: { readonly prototypeId: string }): Promise<KeepView> {
  const { workflow } = await readWorkflow(studio, { prototypeId });
  const [trace, keeper, { tools }] = await Promise.all([
    readTrace(studio, prototypeId),
    studio.store.keepers.find(prototypeId),
    studio.store.traces.catalogue(prototypeId),
  ]);
  const { items: _, ...state } = keeper?.state ?? FRESH_KEEP_STATE;
  return {
    switch: studio.keeping.isStanding(prototypeId) ? (keeper?.switch ?? 'off') : 'off',
    proposals: proposeKeepRules(workflow, trace, tools),
    inputs: keeper?.inputs ?? {},
    state,
    passing: studio.keeping.isPassing(prototypeId),
  };
}
