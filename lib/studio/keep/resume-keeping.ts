import type { Studio } from '../studio.ts';
import { stand } from './stand.ts';

/**
 * After a start: what the user switched on to go on after a restart stands again. Servers are connected only as the user
 * allowed their exact commands before; one that is not is a failing condition and starts nothing.
 */
export async function resumeKeeping(studio: Studio): Promise<void> {
  for (const keeper of await studio.store.keepers.standing()) {
    await stand(studio, keeper).catch((error: unknown) => {
      console.error(`The control loop of ${keeper.prototypeId} could not be taken up again:`, error);
    });
  }
}
