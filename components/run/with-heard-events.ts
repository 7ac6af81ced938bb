import type { PlacedRunEvent } from '#core/live/studio-event.ts';
import type { RunDetail } from './use-run-detail.ts';

/**
 * A loaded run with what the stream has told since. Each event stands at its own place, so one that is in both counts
 * once; `missed` says that the stream left a place out, and then nothing after it is shown.
 */
export function withHeardEvents(
  loaded: RunDetail,
  heard: readonly PlacedRunEvent[],
): { readonly detail: RunDetail; readonly missed: boolean } {
  const later = heard.filter(({ index }) => index >= loaded.events.length).toSorted((a, b) => a.index - b.index);
  const events = [...loaded.events];
  const cut = [...loaded.cut];
  for (const placed of later) {
    if (placed.index < events.length) continue;
    if (placed.index > events.length) return { detail: { ...loaded, events, cut }, missed: true };
    events.push(placed.event);
    if (placed.cut) cut.push(placed.index);
  }
  return { detail: later.length === 0 ? loaded : { ...loaded, events, cut }, missed: false };
}
