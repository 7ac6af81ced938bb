import { resolveInputs } from '#core/execution/resolve-inputs.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { KeepSwitch, KeepView } from '#core/live/keep-view.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import { consentToSampleServers } from '../prototypes/sample-servers.ts';
import { requireServers } from '../runs/start-run.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import { readKeep } from './read-keep.ts';
import { stand } from './stand.ts';

/**
 * Switches standing passes on or off. Throws a `StudioError`: conflict where nothing is kept, invalid for inputs that do
 * not fit, unavailable for servers that do not answer.
 */
export async function switchKeep(
  studio: Studio,
  wish: { readonly prototypeId: string; readonly switch: KeepSwitch; readonly inputs?: JsonObject },
): Promise<KeepView> {
  const { prototypeId, switch: position } = wish;
  const prototype = await requirePrototype(studio, prototypeId);
  if (position === 'off') {
    await studio.store.keepers.set(prototypeId, { switch: 'off' });
    studio.keeping.end(prototypeId);
  } else {
    const { workflow } = await readWorkflow(studio, { prototypeId });
    if (!workflow.keep) {
      throw new StudioError('conflict', 'This workflow keeps nothing yet.', {
        advice: 'Choose what is kept, and how.',
      });
    }
    const inputs = resolveInputs(workflow.inputs, wish.inputs ?? {}, 'input');
    if (!inputs.ok) throw new StudioError('invalid', `It cannot be kept: ${inputs.problem}`);
    if (prototype.sample) await consentToSampleServers(studio, prototype.servers);
    await requireServers(studio, workflow);
    await studio.store.keepers.set(prototypeId, { switch: position, inputs: inputs.values });
    await stand(studio, { prototypeId, switch: position, inputs: inputs.values });
  }
  studio.events.publish(prototypeId, { type: 'prototype-changed' });
  return readKeep(studio, { prototypeId });
}
