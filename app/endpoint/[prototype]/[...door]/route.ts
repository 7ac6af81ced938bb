import { serveEndpoint } from '#lib/studio/endpoint/serve-endpoint.ts';
import { getHost } from '#lib/studio/host.ts';
import { getStudio } from '#lib/studio/studio.ts';
import { errorResponse } from '../../../api/error-response.ts';

export const dynamic = 'force-dynamic';

type Context = { readonly params: Promise<{ prototype: string; door: string[] }> };

/** The workflow of a prototype for whoever calls it, with the doors of an exported agent: invoke, runs, openapi.json. */
async function serve(request: Request, { params }: Context): Promise<Response> {
  try {
    const { prototype, door } = await params;
    const path = `/${door.join('/')}`;
    return await serveEndpoint(await getStudio(), { prototypeId: prototype, path, host: getHost(), request });
  } catch (error) {
    return errorResponse(error);
  }
}

export const GET = serve;
export const POST = serve;
