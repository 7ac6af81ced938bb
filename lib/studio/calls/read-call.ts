import type { RawMessage } from '#core/server/raw-message.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

export interface CallView {
  readonly call: TraceCall;
  /** What went over the wire for it; empty when it is no longer kept. */
  readonly raw: readonly RawMessage[];
}

/** A finished call, whole: pages get large results cut. Throws `not-found`. */
export async function readCall(
  studio: Studio,
  { prototypeId, callId }: { readonly prototypeId: string; readonly callId: string },
): Promise<CallView> {
  const call = await studio.store.traces.call(prototypeId, callId);
  if (!call) throw new StudioError('not-found', 'There is no such call, or it is not over yet.');
  return { call, raw: studio.connections.rawMessages(callId) };
}
