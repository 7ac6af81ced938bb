import { keepLoop } from '#core/keep/keep-loop.ts';
import { KEEP_EVERY_MS } from '#core/workflow/keep.ts';
import type { KeeperRecord } from '#lib/storage/keepers.ts';
import type { Studio } from '../studio.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import { drivePass } from './drive-pass.ts';

/** Lets the control loop of a prototype stand in this process. It starts no server that the user did not allow. */
export async function stand(studio: Studio, { prototypeId, inputs }: Omit<KeeperRecord, 'state'>): Promise<void> {
  const { workflow } = await readWorkflow(studio, { prototypeId });
  studio.keeping.stand(prototypeId, (signal, sleep) =>
    keepLoop({
      pass: () => drivePass(studio, { prototypeId, mode: 'apply', inputs, signal }),
      memory: studio.store.keepers.memory(prototypeId),
      everyMs: workflow.keep?.everyMs ?? KEEP_EVERY_MS,
      ...{ signal, sleep, now: studio.clock.now, random: Math.random },
      // What went wrong is remembered as a condition, and pages read it there.
      onFailure: () => studio.events.publish(prototypeId, { type: 'prototype-changed' }),
    }),
  );
}
