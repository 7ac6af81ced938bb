import { requestJson } from '#components/prototype/request-json.ts';
import type { PrototypeView } from '#core/live/prototype-snapshot.ts';

/** Makes an empty prototype in the time zone and language of this browser. */
export function createPrototype(
  wish: { readonly name?: string; readonly sample?: boolean } = {},
): Promise<PrototypeView> {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return requestJson<PrototypeView>('/api/prototypes', { method: 'POST', body: { timeZone, locale, ...wish } });
}

/** Makes a prototype of a recorded trace's text. */
export function importPrototype(file: { readonly text: string; readonly name?: string }): Promise<PrototypeView> {
  return requestJson<PrototypeView>('/api/prototypes/import', { method: 'POST', body: file });
}

/** Where a prototype is opened. */
export function prototypeHref(id: string): string {
  return `/prototypes/${id}`;
}
