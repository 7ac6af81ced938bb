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

/** Where a prototype is opened, with a prompt already written, or with the sample playing. */
export function prototypeHref(id: string, options: { readonly prompt?: string; readonly play?: boolean } = {}): string {
  const query = new URLSearchParams();
  if (options.prompt) query.set('prompt', options.prompt);
  if (options.play) query.set('play', '1');
  return `/prototypes/${id}${query.size > 0 ? `?${query}` : ''}`;
}
