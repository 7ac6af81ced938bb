import { checkCaller } from '#lib/studio/gateway/check-caller.ts';
import { serveGateway } from '#lib/studio/gateway/serve-gateway.ts';
import { getHost } from '#lib/studio/host.ts';
import { getStudio } from '#lib/studio/studio.ts';
import { answer, errorResponse } from '../../api/error-response.ts';

export const dynamic = 'force-dynamic';

type Context = { readonly params: Promise<{ prototype: string }> };

/** The gateway of a prototype: MCP over Streamable HTTP for an outside agent. */
async function serve(request: Request, { params }: Context): Promise<Response> {
  try {
    const { prototype } = await params;
    const { method, headers } = request;
    const caller = checkCaller(getHost(), { method, header: (name) => headers.get(name), prototypeId: prototype });
    if (!('bearer' in caller)) {
      const refused = answer(caller.status, caller.code, caller.message, caller.advice);
      if (caller.status === 401) refused.headers.set('WWW-Authenticate', 'Bearer');
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
