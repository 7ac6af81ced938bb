import { z } from 'zod';
import { requirePrototype } from '#lib/studio/prototypes/prototype-view.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';
import { eventStream } from './event-stream.ts';

const params = z.object({ id: prototypeFields.id });
const query = z.object({ after: z.coerce.number().int().nonnegative().optional() });

/**
 * The prototype's `StudioEvent`s as server-sent events: those after `?after=` (or the browser's `Last-Event-ID`), then
 * as they come. An event named `reset` says that some are gone: load the snapshot again and reconnect after its `seq`.
 */
export const GET = handle({ params, query }, async ({ studio, params, query, request }) => {
  await requirePrototype(studio, params.id);
  const last = Number(request.headers.get('last-event-id') ?? Number.NaN);
  const after = Number.isSafeInteger(last) ? last : (query.after ?? studio.events.last(params.id));
  return eventStream({ events: studio.events, prototypeId: params.id, after, signal: request.signal });
});
