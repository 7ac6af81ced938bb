import type { StudioEvent } from '#core/live/studio-event.ts';
import type { EventHub } from '#lib/studio/events.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that is this many bytes behind is let go; it reconnects and is told what it missed. */
const BACKLOG_BYTES = 8_000_000;

/** One prototype's events as a `text/event-stream` that ends with `signal`. */
export function eventStream(options: {
  readonly events: EventHub;
  readonly prototypeId: string;
  readonly after: number;
  readonly signal: AbortSignal;
}): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(encoder.encode(text));
        };
        const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
        let unsubscribe = () => {};
        let ended = false;
        end = () => {
          if (ended) return;
          ended = true;
          clearInterval(heartbeat);
          unsubscribe();
          options.signal.removeEventListener('abort', end);
          controller.close();
        };
        options.signal.addEventListener('abort', end, { once: true });
        if (options.signal.aborted) return end();
        send('retry: 1000\n\n');
        const subscription = options.events.subscribe(options.prototypeId, options.after, (event) => {
          if (!ended) send(frame(event));
        });
        if (subscription.kind === 'gap') send('event: reset\ndata: {}\n\n');
        else if (ended) subscription.end();
        else unsubscribe = subscription.end;
      },
      cancel: () => end(),
    },
    { highWaterMark: BACKLOG_BYTES, size: (chunk) => chunk.byteLength },
  );
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

function frame(event: StudioEvent): string {
  return `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}
