import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { StudioEvent } from '#core/live/studio-event.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import type { PrototypeSource } from './prototype-store.ts';

/** The studio's own routes, over `fetch` and `EventSource`. */
export function browserSource(prototypeId: string): PrototypeSource {
  const base = `/api/prototypes/${encodeURIComponent(prototypeId)}`;
  return {
    async loadSnapshot(signal) {
      const response = await fetch(base, { signal, cache: 'no-store' });
      if (!response.ok) throw new Error(`Loading the prototype failed with status ${response.status}.`);
      // Our own route's answer, typed by the contract it is built from.
      return (await response.json()) as PrototypeSnapshot;
    },
    async loadCall(id, signal) {
      const response = await fetch(`${base}/calls/${encodeURIComponent(id)}`, { signal, cache: 'no-store' });
      if (!response.ok) return null;
      const text = await textUpTo(response, LARGEST_CALL);
      return text === null ? null : (JSON.parse(text) as { readonly call: TraceCall }).call;
    },
    openEvents({ after, onOpen, onEvent, onLost, onReset }) {
      const stream = new EventSource(`${base}/events?after=${after}`);
      stream.onopen = onOpen;
      stream.onmessage = (message) => onEvent(JSON.parse(String(message.data)) as StudioEvent);
      stream.addEventListener('reset', onReset);
      // The browser tries again by itself, with `Last-Event-ID`; until then what is shown may be old.
      stream.onerror = onLost;
      return () => stream.close();
    },
  };
}

/** Bytes of a call that are loaded unasked, so that its values can be followed; more is loaded by a click. */
const LARGEST_CALL = 8_000_000;

async function textUpTo(response: Response, limit: number): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      // Nothing more of it is sent.
      await reader.cancel();
      return null;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
