import { z } from 'zod';
import { cancelCall } from '#lib/studio/calls/cancel-call.ts';
import { readCall } from '#lib/studio/calls/read-call.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id, call: z.string().max(100) });

/** The whole `TraceCall` and the wire's messages: `CallView`. */
export const GET = handle({ params }, ({ studio, params }) => {
  return readCall(studio, { prototypeId: params.id, callId: params.call });
});

/** Cancels a call under way. */
export const DELETE = handle({ params }, ({ studio, params }) => {
  return cancelCall(studio, { prototypeId: params.id, callId: params.call });
});
