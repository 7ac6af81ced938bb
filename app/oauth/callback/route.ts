import { allowedHosts, checkHost } from '#lib/studio/auth/check-request.ts';
import { getHost } from '#lib/studio/host.ts';
import { answer, errorResponse } from '../../api/error-response.ts';
import { plainPage } from '../../plain-page.ts';

const BROUGHT = ['code', 'state', 'iss', 'error'];

/**
 * Public: an authorization server sends the browser here, and the strict session cookie does not come along. It does
 * nothing but send the browser on to a page of our own, where the cookie is sent and the request is let in or refused.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const facts = { method: request.method, header: (name: string) => request.headers.get(name) };
    const refusal = checkHost(allowedHosts(getHost().port), facts);
    if (refusal) return answer(refusal.status, refusal.code, refusal.message);
    const given = new URL(request.url).searchParams;
    const brought = new URLSearchParams();
    for (const name of BROUGHT) {
      const value = given.get(name);
      if (value !== null) brought.set(name, value.slice(0, 4_000));
    }
    // Encoded, so that nothing in it ends the header's value.
    return plainPage(200, 'Signing in', ['One moment.'], { Refresh: `0; url=/oauth/finish?${brought}` });
  } catch (error) {
    return errorResponse(error);
  }
}
