import { changePrototype } from '../prototypes/change-prototype.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

/** From now on writes of an outside agent wait for approval in this prototype again. Its other settings stay. */
export async function askOutsideAgents(studio: Studio, prototypeId: string): Promise<void> {
  const record = await studio.store.prototypes.find(prototypeId);
  if (!record) throw new StudioError('not-found', `There is no prototype "${prototypeId}".`);
  await changePrototype(studio, { id: prototypeId, change: { chat: { ...record.chat, gateway: 'ask' } } });
}
