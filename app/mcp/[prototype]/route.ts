import { allowedHosts, checkHost } from '#lib/studio/auth/check-request.ts';
import { opensGateway } from '#lib/studio/gateway/gateway-token.ts';
import { serveGateway } from '#lib/studio/gateway/serve-gateway.ts';
import { getHost } from '#lib/studio/host.ts';
import { getStudio } from '#lib/studio/studio.ts';
import { answer, errorResponse } from '../../api/error-response.ts';

export const dynamic = 'force-dynamic';

type Context = { readonly params: Promise<{ prototype: string }> };

/**
 * The gateway of a prototype: MCP over Streamable HTTP for an outside agent. Only a bearer opens it; a browser's session
 * does not, and a request that carries any page's Origin but the studio's own is refused, so that no page can drive it.
 */
async function serve(request: Request, { params }: Context): Promise<Response> {
  try {
    const { port, accessKey } = getHost();
    const hosts = allowedHosts(port);
    const foreign = checkHost(hosts, { method: request.method, header: (name) => request.headers.get(name) });
    if (foreign) return answer(foreign.status, foreign.code, foreign.message);
    const origin = request.headers.get('origin');
    if (origin !== null && !hosts.some((host) => origin.toLowerCase() === `http://${host}`)) {
      return answer(403, 'foreign-origin', 'Requests from another origin are refused.');
    }
    const { prototype } = await params;
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (bearer === undefined || !opensGateway(bearer, { accessKey, prototypeId: prototype })) {
      const refused = answer(
        401,
        'unauthenticated',
        'The gateway needs the bearer token of this prototype.',
        'Copy the whole configuration from the prototype’s page into your agent.',
      );
      refused.headers.set('WWW-Authenticate', 'Bearer');
      return refused;
    }
    return await serveGateway(await getStudio(), { prototypeId: prototype, request });
  } catch (error) {
    return errorResponse(error);
  }
}

export const GET = serve;
export const POST = serve;
export const DELETE = serve;
