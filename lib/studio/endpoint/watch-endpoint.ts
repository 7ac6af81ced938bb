import type { Studio } from '../studio.ts';
import { openEndpoint } from './open-endpoint.ts';

/** Calls back when what a caller is offered has become another: on, off, how it runs, or another version. */
export function watchEndpoint(studio: Studio, prototypeId: string, onChange: () => void): () => void {
  const look = async () => {
    const endpoint = await openEndpoint(studio, prototypeId);
    return endpoint && `${endpoint.mode} ${endpoint.version}`;
  };
  // The same event follows many other changes; whoever listens reads the whole list again.
  let looking = look();
  const subscription = studio.events.subscribe(prototypeId, studio.events.last(prototypeId), ({ type }) => {
    if (type !== 'prototype-changed' && type !== 'workflow-changed') return;
    looking = looking.then(async (before) => {
      const now = await look();
      if (now !== before) onChange();
      return now;
    });
    // A store that is closing has nothing to tell any more.
    looking.catch(() => {});
  });
  looking.catch(() => {});
  return subscription.kind === 'subscribed' ? subscription.end : () => {};
}
