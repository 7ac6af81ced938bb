import type { PrototypeView } from '#core/live/prototype-snapshot.ts';
import type { PrototypeRecord } from '#lib/storage/prototypes.ts';
import { parseChatSettings } from '../chat/chat-settings.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

/** What pages see of a prototype. */
export function prototypeView(record: PrototypeRecord): PrototypeView {
  const { id, name, createdAt, updatedAt, servers, model, allowed, sample, endpoint } = record;
  const { instructions = '', gateway } = parseChatSettings(record.chat);
  return { id, name, createdAt, updatedAt, servers, model, allowed, instructions, gateway, endpoint, sample };
}

/** The prototype of this id. Throws a `StudioError` (not-found). */
export async function requirePrototype(studio: Studio, id: string): Promise<PrototypeRecord> {
  const found = await studio.store.prototypes.find(id);
  if (found) return found;
  throw new StudioError('not-found', 'There is no such prototype.', {
    advice: 'It may have been deleted. The home page lists those that exist.',
  });
}
