import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { checkRequest } from '#lib/studio/auth/check-request.ts';
import { getHost } from '#lib/studio/host.ts';
import { getStudio, type Studio } from '#lib/studio/studio.ts';

/**
 * The guard of every page: the studio for a browser that was let in, otherwise on to `/launch`, which says how to get
 * in. Call it first in every server component that shows anything (layouts are not run again on every navigation).
 */
export async function requireSession(): Promise<Studio> {
  // First: it tells Next, while building, that this page is made anew for each request.
  const list = await headers();
  const studio = await getStudio();
  const host = getHost();
  const refusal = await checkRequest(
    { port: host.port, accessKey: host.accessKey, sessions: studio.store.sessions },
    { method: 'GET', header: (name) => list.get(name) },
  );
  if (refusal) redirect('/launch');
  return studio;
}
