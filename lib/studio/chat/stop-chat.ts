import type { Studio } from '../studio.ts';

/** Stops the answer under way and resolves when all of it is saved; false where there is none. */
export async function stopChat(studio: Studio, prototypeId: string): Promise<boolean> {
  const stream = studio.chats.current(prototypeId);
  if (!stream) return false;
  stream.stop('Stopped by the user.');
  await stream.ended;
  return true;
}
