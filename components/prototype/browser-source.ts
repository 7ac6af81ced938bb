import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { StudioEvent } from '#core/live/studio-event.ts';
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
