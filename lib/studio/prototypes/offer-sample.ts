import type { Studio } from '../studio.ts';
import { createSample } from './create-sample.ts';

/** In a studio that has never held anything the sample is there already; once deleted it does not come back by itself. */
export async function offerSample(studio: Studio): Promise<void> {
  if ((await studio.store.settings.get('sampleOffered')) === true) return;
  await studio.store.settings.set('sampleOffered', true);
  if ((await studio.store.prototypes.list()).length > 0) return;
  try {
    await createSample(studio);
  } catch (error) {
    // A studio without its sample is still a studio.
    console.error('The sample could not be made:', error);
  }
}
