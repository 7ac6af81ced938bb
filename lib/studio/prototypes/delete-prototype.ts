import type { Studio } from '../studio.ts';
import { requirePrototype } from './prototype-view.ts';

/** Deletes a prototype with everything recorded in it; what still runs in it is stopped first. */
export async function deletePrototype(studio: Studio, id: string): Promise<void> {
  await requirePrototype(studio, id);
  studio.keeping.end(id);
  const answer = studio.chats.current(id);
  answer?.stop('The prototype was deleted.');
  await answer?.ended;
  for (const call of await studio.store.traces.pending(id)) studio.calls.cancel(call.id, 'The prototype was deleted.');
  await studio.store.prototypes.remove(id);
  studio.events.publish(id, { type: 'prototype-changed' });
}
