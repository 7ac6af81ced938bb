import { z } from 'zod';
import { checkRequest } from '#lib/studio/auth/check-request.ts';
import { getHost } from '#lib/studio/host.ts';
import { getStudio, type Studio } from '#lib/studio/studio.ts';
import { StudioError } from '#lib/studio/studio-error.ts';
import { answer, errorResponse } from './error-response.ts';

const DEFAULT_BODY_BYTES = 1_000_000;
const DRAINED_BYTES = 50_000_000;

/** Schemas of what a route takes; what is not described is not there. */
export interface RouteShape<Params, Query, Body> {
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Bytes; 1 MB unless said otherwise. */
  readonly maxBody?: number;
}

export interface RouteCall<Params, Query, Body> {
  readonly studio: Studio;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: Request;
}

type RouteContext = { readonly params: Promise<Record<string, string | string[] | undefined>> };

/**
 * Wraps a route handler: lets the request in or refuses it, parses what it brings, calls `run`, and answers with the
 * value as JSON (a `Response` as it is, `undefined` as 204). Every route of the API goes through here.
 */
export function handle<Params = unknown, Query = unknown, Body = unknown>(
  shape: RouteShape<Params, Query, Body>,
  run: (call: RouteCall<Params, Query, Body>) => Promise<unknown>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    try {
      const studio = await getStudio();
      const host = getHost();
      const refusal = await checkRequest(
        { port: host.port, accessKey: host.accessKey, sessions: studio.store.sessions },
        { method: request.method, header: (name) => request.headers.get(name) },
      );
      if (refusal) return answer(refusal.status, refusal.code, refusal.message, refusal.advice);
      const url = new URL(request.url);
      const value = await run({
        studio,
        request,
        params: (shape.params ?? z.any()).parse(await context.params) as Params,
        query: (shape.query ?? z.any()).parse(Object.fromEntries(url.searchParams)) as Query,
        body: shape.body
          ? shape.body.parse(await readJson(request, shape.maxBody ?? DEFAULT_BODY_BYTES))
          : (undefined as Body),
      });
      if (value instanceof Response) return value;
      const headers = { 'Cache-Control': 'no-store' };
      return value === undefined ? new Response(null, { status: 204, headers }) : Response.json(value, { headers });
    } catch (error) {
      return errorResponse(error);
    }
  };
}

/** The body as JSON, never more than `limit` bytes of it in memory. An absent body is `undefined`. */
async function readJson(request: Request, limit: number): Promise<unknown> {
  if (request.body === null) return undefined;
  const kind = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    // What is over the limit is read and dropped, so that the connection can be used again; but not for ever.
    else if (size > limit + DRAINED_BYTES) break;
  }
  if (size > limit) {
    throw new StudioError('too-large', `The request is larger than ${limit.toLocaleString('en')} bytes.`);
  }
  if (size === 0) return undefined;
  if (kind !== 'application/json') throw new StudioError('invalid', 'The body must be sent as application/json.');
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw new StudioError('invalid', `The body is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}
