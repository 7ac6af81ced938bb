import { z } from 'zod';
import { deleteData } from '#lib/studio/settings/delete-data.ts';
import { exportData } from '#lib/studio/settings/export-data.ts';
import { handle } from '../../handle.ts';

/** Everything as one JSON file; no secret's value is in it. */
export const GET = handle({}, async ({ studio }) => {
  const pieces = exportData(studio);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  const name = `tracewright-${studio.clock.now().slice(0, 10)}.json`;
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  });
});

/** Takes the words on the button, so that no stray request deletes anything. */
const body = z.object({ confirm: z.literal('delete everything') });

export const DELETE = handle({ body }, ({ studio }) => deleteData(studio));
