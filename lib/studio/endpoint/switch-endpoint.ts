import type { EndpointSwitch } from '#core/live/endpoint-view.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import { consentToSampleServers } from '../prototypes/sample-servers.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { whyNotCallable } from './open-endpoint.ts';

/**
 * Lets others call the workflow of a prototype, or nobody. It starts nothing: a call connects servers whose exact
 * commands the user allowed before. Throws a `StudioError`: not-found, conflict where there is no workflow or it has
 * errors.
 */
export async function switchEndpoint(
  studio: Studio,
  { prototypeId, switch: position }: { readonly prototypeId: string; readonly switch: EndpointSwitch },
): Promise<void> {
  const prototype = await requirePrototype(studio, prototypeId);
  if (position !== 'off') {
    const refused = whyNotCallable(await studio.store.workflows.latest(prototypeId));
    if (refused) throw new StudioError('conflict', refused.message, { advice: refused.advice });
    // What the sample needs is ours and shipped; switching it on is the word that starts it.
    if (prototype.sample) await consentToSampleServers(studio, prototype.servers);
  }
  await studio.store.prototypes.update(prototypeId, { endpoint: position });
  studio.events.publish(prototypeId, { type: 'prototype-changed' });
}
