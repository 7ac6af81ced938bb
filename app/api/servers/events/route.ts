import { listServers } from '#lib/studio/servers/view-server.ts';
import { handle } from '../../handle.ts';

/** Changes come in bursts while a server starts; one answer for each burst is enough. Milliseconds. */
const GATHER = 60;
const BEAT = 20_000;

/** Server-sent events: the list of servers, now and after every change of any of them. */
export const GET = handle({}, async ({ studio, request }) => {
  const encoder = new TextEncoder();
  let end = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const send = async () => {
        timer = undefined;
        try {
          const servers = await listServers(studio);
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(servers)}\n\n`));
        } catch {
          // The page has gone, or the studio is stopping; either way nobody reads on.
          end();
        }
      };
      const changed = () => {
        timer ??= setTimeout(send, GATHER);
      };
      const stops = [studio.connections.onChange(changed), studio.questions.onChange(changed)];
      const beat = setInterval(() => controller.enqueue(encoder.encode(': beat\n\n')), BEAT);
      end = () => {
        for (const stop of stops) stop();
        clearInterval(beat);
        clearTimeout(timer);
      };
      request.signal.addEventListener('abort', () => end(), { once: true });
      void send();
    },
    cancel: () => end(),
  });
  return new Response(stream, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' } });
});
