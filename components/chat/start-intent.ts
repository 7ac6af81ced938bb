/** What the user decided on another page of the studio and the chat does as soon as it opens. */
export type StartIntent = { readonly kind: 'prompt'; readonly text: string } | { readonly kind: 'play' };

const key = (prototypeId: string) => `tracewright.start.${prototypeId}`;

/**
 * Remembers the decision for the chat of this prototype. It travels in this tab's storage and never in an address: a link
 * that somebody sends must not be able to start servers or to talk to a model.
 */
export function rememberStart(prototypeId: string, intent: StartIntent): void {
  sessionStorage.setItem(key(prototypeId), JSON.stringify(intent));
}

/** Takes the decision, once. */
export function takeStart(prototypeId: string): StartIntent | null {
  const kept = sessionStorage.getItem(key(prototypeId));
  if (kept === null) return null;
  sessionStorage.removeItem(key(prototypeId));
  // Only `rememberStart` writes it.
  return JSON.parse(kept) as StartIntent;
}
