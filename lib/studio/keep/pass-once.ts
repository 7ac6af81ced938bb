import type { JsonObject } from '#core/json/json.ts';
import type { KeepReport } from '#core/keep/keep-report.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import { consentToSampleServers } from '../prototypes/sample-servers.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { drivePass } from './drive-pass.ts';

/**
 * One pass because the user asked for it: `plan` compares and says what the next pass would do, `apply` does it. Throws
 * a `StudioError`: conflict where nothing is kept or another studio keeps it, unavailable for servers that are away.
 */
export async function passOnce(
  studio: Studio,
  wish: { readonly prototypeId: string; readonly mode: 'plan' | 'apply'; readonly inputs: JsonObject },
): Promise<KeepReport> {
  const { prototypeId, mode } = wish;
  const prototype = await requirePrototype(studio, prototypeId);
  if (prototype.sample) await consentToSampleServers(studio, prototype.servers);
  if (mode === 'plan') return drivePass(studio, wish);
  const memory = studio.store.keepers.memory(prototypeId);
  if (!(await memory.lead())) {
    throw new StudioError('conflict', 'Another studio with this database keeps this prototype.');
  }
  try {
    return await drivePass(studio, wish);
  } finally {
    // A loop that stands here leads on.
    if (!studio.keeping.isStanding(prototypeId)) await memory.resign();
  }
}
