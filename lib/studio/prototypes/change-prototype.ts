import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { PrototypeChange } from '#lib/storage/prototypes.ts';
import type { Studio } from '../studio.ts';
import { prototypeView, requirePrototype } from './prototype-view.ts';

/** Renames a prototype, or chooses its model or servers. Throws a `StudioError` (not-found). */
export async function changePrototype(
  studio: Studio,
  { id, change }: { readonly id: string; readonly change: PrototypeChange },
): Promise<PrototypeView> {
  const changed = (await studio.store.prototypes.update(id, change)) ?? (await requirePrototype(studio, id));
  studio.events.publish(id, { type: 'prototype-changed' });
  return prototypeView(changed);
}
