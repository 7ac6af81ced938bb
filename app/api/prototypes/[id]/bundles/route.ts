import { z } from 'zod';
import type { ExportEvent } from '#core/live/export-event.ts';
import { readTrace } from '#lib/studio/calls/read-trace.ts';
import { exportPrototype } from '#lib/studio/export/export-prototype.ts';
import { TARGET_IDS } from '#lib/studio/export/list-targets.ts';
import { triggerSchema } from '#lib/studio/export/trigger-schema.ts';
import { isStudioError } from '#lib/studio/studio-error.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** Bundles that were proved here, newest first. */
export const GET = handle({ params }, ({ studio, params }) => studio.store.bundles.list(params.id));

const body = z.object({
  target: z.enum(TARGET_IDS),
  language: z.enum(['typescript', 'python']).optional(),
  trigger: triggerSchema.optional(),
  state: z.enum(['sqlite', 'postgres', 'dynamodb']).optional(),
  /** False: only the files, to be looked at; nothing is run. */
  prove: z.boolean().default(true),
});

/**
 * Exports the newest workflow and proves the bundle: a stream of `ExportEvent`s, one JSON text a line. Leaving the
 * stream stops the proof.
 */
export const POST = handle({ params, body }, async ({ studio, params, body, request }) => {
  // What is wrong from the start is an ordinary error answer and not a line of the stream.
  await readTrace(studio, params.id);
  const stop = new AbortController();
  request.signal.addEventListener('abort', () => stop.abort());
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (event: ExportEvent) => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      try {
        await exportPrototype(studio, { prototypeId: params.id, ...body, onEvent: send, signal: stop.signal });
      } catch (error) {
        send(failedEvent(error));
      }
      if (!stop.signal.aborted) controller.close();
    },
    cancel: () => stop.abort(),
  });
  return new Response(stream, {
    headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' },
  });
});

function failedEvent(error: unknown): ExportEvent {
  if (isStudioError(error)) {
    return { type: 'failed', message: error.message, ...(error.advice === undefined ? {} : { advice: error.advice }) };
  }
  // A workflow that cannot be printed, or not for that place, says why in words; anything else is ours and stays in the log.
  if (error instanceof Error && (error.name === 'CannotLower' || error.name === 'TargetRefused'))
    return { type: 'failed', message: error.message };
  console.error('An export failed unexpectedly:', error);
  return {
    type: 'failed',
    message: 'The export failed.',
    advice: 'The reason is in the terminal where the studio runs.',
  };
}
