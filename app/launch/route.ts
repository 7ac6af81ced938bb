import { allowedHosts, checkHost, checkRequest } from '#lib/studio/auth/check-request.ts';
import { enterStudio } from '#lib/studio/auth/enter-studio.ts';
import { getHost } from '#lib/studio/host.ts';
import { getStudio } from '#lib/studio/studio.ts';
import { answer, errorResponse } from '../api/error-response.ts';
import { plainPage } from '../plain-page.ts';

/**
 * Public: trades the one-time token of a launch URL for a session cookie, then goes to the studio.
 * Without a good token it says where to get one.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const host = getHost();
    const facts = { method: request.method, header: (name: string) => request.headers.get(name) };
    const refusal = checkHost(allowedHosts(host.port), facts);
    if (refusal) return answer(refusal.status, refusal.code, refusal.message);

    const studio = await getStudio();
    const cookie = await enterStudio(studio, new URL(request.url).searchParams.get('token') ?? '');
    if (cookie !== null) return goHome(request, cookie);
    const gate = { port: host.port, accessKey: host.accessKey, sessions: studio.store.sessions };
    if ((await checkRequest(gate, facts)) === null) return goHome(request, null);
    return plainPage(401, 'This browser has not been let in', [
      'Open the launch URL that <code>npm start</code> printed as its last line; each is good for one browser, once.',
      'For another one, run <code>npm start -- --link</code> in the same folder.',
    ]);
  } catch (error) {
    return errorResponse(error);
  }
}

async function goHome(request: Request, cookie: string | null): Promise<Response> {
  const headers: Record<string, string> = { 'Cache-Control': 'no-store', ...(cookie && { 'Set-Cookie': cookie }) };
  // A strict cookie is not sent along a redirect that another site began; a page of our own goes on from here instead.
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'none' || site === 'same-origin') {
    return new Response(null, { status: 303, headers: { ...headers, Location: '/' } });
  }
  return plainPage(200, 'Opening the studio', ['<a href="/">Go on</a>'], { ...headers, Refresh: '0; url=/' });
}
