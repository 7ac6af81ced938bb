import type { EffectClass } from '#core/tool/effect-class.ts';
import type { Studio } from '../studio.ts';
import { findServer } from './view-server.ts';

/** The user's class of one tool, for all prototypes; `null` goes back to the guess. Holds from the next call on. */
export async function setToolEffect(
  studio: Studio,
  change: { readonly alias: string; readonly tool: string; readonly effect: EffectClass | null },
): Promise<void> {
  const { alias, tool, effect } = change;
  await findServer(studio, alias);
  await studio.store.servers.setEffect(alias, tool, effect);
  const { config } = await findServer(studio, alias);
  studio.connections.setEffects(alias, config.effects);
}
