import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

/**
 * Cancels a call under way. One that was not sent yet ends as `cancelled`; one that was sent is told to stop and ends as
 * `unknown`, because its tool may have run. Throws `not-found` where no such call is under way.
 */
export async function cancelCall(
  studio: Studio,
  { prototypeId, callId }: { readonly prototypeId: string; readonly callId: string },
): Promise<void> {
  const pending = await studio.store.traces.pending(prototypeId);
  const known = pending.some((call) => call.id === callId);
  if (!known || !studio.calls.cancel(callId, 'Cancelled by the user.')) {
    throw new StudioError('not-found', 'This call is not under way any more.');
  }
}
