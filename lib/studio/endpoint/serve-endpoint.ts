import { answerCall } from '#lib/export/typescript/runtime/trigger/endpoint/answer-call.ts';
import type { EndpointResponse } from '#lib/export/typescript/runtime/trigger/http-endpoint.ts';
import { checkCaller } from '../gateway/check-caller.ts';
import { gatewayUrl } from '../gateway/gateway-url.ts';
import type { StudioHost } from '../host.ts';
import type { Studio } from '../studio.ts';
import { isStudioError, type StudioErrorCode } from '../studio-error.ts';
import { endpointDocument } from './endpoint-document.ts';
import { endpointUrl } from './endpoint-url.ts';
import { findInvoked, invokeWorkflow, LONGEST_WAIT_MS } from './invoke-workflow.ts';
import { type OpenEndpoint, openEndpoint } from './open-endpoint.ts';
import { reportRun } from './report-run.ts';

const LARGEST_BODY = 1024 * 1024;

/** What an exported agent has no word for; its own statuses are those of `answerCall`. */
const STATUS: Partial<Readonly<Record<StudioErrorCode, number>>> = {
  conflict: 409,
  'not-found': 404,
  unavailable: 503,
};

interface EndpointCall {
  readonly prototypeId: string;
  /** Below the endpoint's address: `/invoke`, `/runs/<run>`, `/openapi.json`. */
  readonly path: string;
  /** What decides who is let in. */
  readonly host: Pick<StudioHost, 'port' | 'accessKey'>;
  readonly request: Request;
}

/** Answers one HTTP request to a workflow that can be called, as an agent exported from it would. */
export async function serveEndpoint(studio: Studio, call: EndpointCall): Promise<Response> {
  const { prototypeId, host, request } = call;
  const header = (name: string) => request.headers.get(name);
  const caller = checkCaller(host, { method: request.method, header, prototypeId });
  if (!('bearer' in caller)) {
    const { status, message } = caller;
    return send({
      ...{ status, body: { error: message } },
      ...(status === 401 && { headers: { 'www-authenticate': 'Bearer' } }),
    });
  }
  const endpoint = await openEndpoint(studio, prototypeId);
  if (!endpoint) return send({ status: 404, body: { error: 'Nobody can call this workflow: its endpoint is off.' } });
  const body = await readBody(request);
  if (!body) return send({ status: 413, body: { error: 'The body is larger than 1 MiB.' } });
  try {
    return await answerOpen(studio, endpoint, { ...call, ...caller, body });
  } catch (error) {
    const status = isStudioError(error) ? STATUS[error.code] : undefined;
    if (!isStudioError(error) || status === undefined) throw error;
    return send({ status, body: { error: [error.message, error.advice].filter(Boolean).join(' ') } });
  }
}

async function answerOpen(
  studio: Studio,
  endpoint: OpenEndpoint,
  { prototypeId, path, bearer, request, body }: EndpointCall & { readonly bearer: string; readonly body: Buffer },
): Promise<Response> {
  const url = endpointUrl(studio, prototypeId);
  const { signal } = request;
  const answered = await answerCall(
    {
      ...{ method: request.method, path, body },
      // Compared letter by letter there, and the scheme is not case-sensitive.
      headers: { ...Object.fromEntries(request.headers), authorization: `Bearer ${bearer}` },
    },
    {
      token: () => bearer,
      longestWaitMs: LONGEST_WAIT_MS,
      openApi: () => endpointDocument(endpoint, url),
      mcp: async () =>
        Response.json({ error: `Over MCP it is a tool of ${gatewayUrl(studio, prototypeId)}.` }, { status: 404 }),
      invocations: {
        invoke: (inputs, options) => invokeWorkflow(studio, endpoint, { inputs, ...options, signal }),
        async report(runId) {
          const run = await findInvoked(studio, prototypeId, runId);
          return run && reportRun(studio, run);
        },
      },
    },
  );
  if (answered instanceof Response) return answered;
  const nothing = {
    status: 404,
    body: { error: 'There is only POST /invoke, GET /runs/<run> and GET /openapi.json.' },
  };
  return send(answered ?? nothing, new URL(url).pathname);
}

/** @param base Stands before a `Location`: an exported agent is alone at its address. */
function send({ status, headers = {}, body }: EndpointResponse, base = ''): Response {
  const { location, ...others } = headers;
  const isText = typeof body === 'object' && body !== null && 'text' in body && 'type' in body;
  return new Response(isText ? String(body.text) : JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...others,
      ...(location === undefined ? {} : { location: base + location }),
    },
  });
}

/** Null where it is too large; no more than the limit is ever in memory. */
async function readBody(request: Request): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
