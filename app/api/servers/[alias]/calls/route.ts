import { z } from 'zod';
import type { JsonObject } from '#core/json/json.ts';
import { callServerTool } from '#lib/studio/servers/call-server-tool.ts';
import { aliasSchema } from '#lib/studio/servers/server-schema.ts';
import { findServer } from '#lib/studio/servers/view-server.ts';
import { handle } from '../../../handle.ts';

const params = z.object({ alias: aliasSchema });
const body = z.object({
  tool: z.string().min(1),
  args: z.custom<JsonObject>((value) => z.record(z.string(), z.json()).safeParse(value).success, {
    error: 'The arguments must be a JSON object.',
  }),
});

/**
 * A call that is recorded nowhere. Answers with lines of JSON: `{progress}` any number of times, then `{outcome,
 * durationMs}` or `{error}`. Ending the request cancels the call.
 */
export const POST = handle({ params, body }, async ({ studio, params: { alias }, body: { tool, args }, request }) => {
  await findServer(studio, alias);
  const cancel = new AbortController();
  request.signal.addEventListener('abort', () => cancel.abort(), { once: true });
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (line: object) => {
        if (!cancel.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        send(
          await callServerTool(studio, {
            server: alias,
            tool,
            args,
            signal: cancel.signal,
            onProgress: (progress) => send({ progress }),
          }),
        );
      } catch (error) {
        send({ error: error instanceof Error ? error.message : String(error) });
      }
      if (!cancel.signal.aborted) controller.close();
    },
    cancel: () => cancel.abort(),
  });
  return new Response(stream, { headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' } });
});
