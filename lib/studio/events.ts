import type { StudioEvent } from '#core/live/studio-event.ts';

/** A `StudioEvent` before the hub numbered it. */
export type UnnumberedEvent = StudioEvent extends infer Event
  ? Event extends StudioEvent
    ? Omit<Event, 'seq'>
    : never
  : never;

/**
 * Tells open pages what happens in a prototype. Numbers grow over restarts (they start from the clock), so that a page
 * of an earlier process sees a gap and loads its snapshot again.
 */
export interface EventHub {
  publish(prototypeId: string, event: UnnumberedEvent): StudioEvent;
  /** Publishes to every prototype that somebody looks at; for what concerns all of them. */
  publishToOpen(event: UnnumberedEvent): void;
  /** The number of the last event; read it before the snapshot's data. */
  last(prototypeId: string): number;
  /**
   * Delivers every event after `after`, at first the kept ones, then as they come. `gap`: some of them are no longer
   * kept, nothing was subscribed, and the page must load the snapshot.
   */
  subscribe(prototypeId: string, after: number, listener: (event: StudioEvent) => void): Subscription;
}

export type Subscription = { readonly kind: 'gap' } | { readonly kind: 'subscribed'; readonly end: () => void };

const KEPT = 2000;

interface Channel {
  last: number;
  readonly kept: StudioEvent[];
  readonly listeners: Set<(event: StudioEvent) => void>;
}

/** `start` is the number before the first event of this process. */
export function createEventHub(options: { readonly start: number; readonly kept?: number }): EventHub {
  const limit = options.kept ?? KEPT;
  const channels = new Map<string, Channel>();

  function channel(prototypeId: string): Channel {
    const known = channels.get(prototypeId);
    if (known) return known;
    const made: Channel = { last: options.start, kept: [], listeners: new Set() };
    channels.set(prototypeId, made);
    return made;
  }

  function publish(prototypeId: string, event: UnnumberedEvent): StudioEvent {
    const to = channel(prototypeId);
    const numbered: StudioEvent = { ...event, seq: to.last + 1 };
    to.last = numbered.seq;
    to.kept.push(numbered);
    if (to.kept.length > limit) to.kept.splice(0, to.kept.length - limit);
    // A copy: a listener may end its subscription while it is told.
    for (const listener of [...to.listeners]) listener(numbered);
    return numbered;
  }

  return {
    publish,
    publishToOpen(event) {
      for (const [prototypeId, { listeners }] of channels) if (listeners.size > 0) publish(prototypeId, event);
    },
    last: (prototypeId) => channel(prototypeId).last,
    subscribe(prototypeId, after, listener) {
      const from = channel(prototypeId);
      const missed = from.kept.filter((event) => event.seq > after);
      if (after > from.last || after + missed.length < from.last) return { kind: 'gap' };
      for (const event of missed) listener(event);
      from.listeners.add(listener);
      return { kind: 'subscribed', end: () => from.listeners.delete(listener) };
    },
  };
}
