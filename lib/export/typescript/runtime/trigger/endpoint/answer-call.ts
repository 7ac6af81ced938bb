import { isJsonObject } from '#core/json/json.ts';
import { traceContextIn } from '../../observe/tracing.ts';
import { checkBearer } from '../check-signature.ts';
import type { EndpointRequest, EndpointResponse } from '../http-endpoint.ts';
import { parseBody } from '../parse-body.ts';
import type { InvocationResult, Invocations } from './invocations.ts';
import type { RunReport } from './run-report.ts';

export interface CallDoors {
  readonly invocations: Invocations;
  /** `RUN_TOKEN`, read at each request. */
  readonly token: () => string | undefined;
  /** How long a caller waits for the end at most. */
  readonly longestWaitMs: number;
  readonly openApi: () => Record<string, unknown>;
  /** Speaks MCP. */
  readonly mcp: (request: EndpointRequest) => Promise<Response>;
}

/** What an agent answers that can be called: null where the path is not one of these. Nothing is told without the token. */
export async function answerCall(
  request: EndpointRequest,
  doors: CallDoors,
): Promise<EndpointResponse | Response | null> {
  const { method, path } = request;
  const [, run] = /^\/runs\/([^/]+)$/.exec(path) ?? [];
  const answer =
    path === '/mcp'
      ? () => doors.mcp(request)
      : method === 'POST' && path === '/invoke'
        ? () => invoke(request, doors)
        : method === 'GET' && path === '/openapi.json'
          ? async () => ({ status: 200, body: { text: JSON.stringify(doors.openApi()), type: 'application/json' } })
          : method === 'GET' && run !== undefined
            ? () => tellRun(run, doors)
            : null;
  return answer && (tokenProblem(request, doors.token()) ?? answer());
}

function tokenProblem({ headers }: EndpointRequest, token: string | undefined): EndpointResponse | null {
  if (!token) return { status: 503, body: { error: 'RUN_TOKEN is not set, so nobody may call this agent.' } };
  if (checkBearer(headers.authorization, token)) return null;
  return { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: { error: 'The token does not fit.' } };
}

/** RFC 7240: a caller may say how long it waits, up to what the agent allows; `respond-async` does not wait at all. */
function waitOf(prefer: string | undefined, longestMs: number): number {
  if (/(?:^|,)\s*respond-async\s*(?:,|$)/.test(prefer ?? '')) return 0;
  const [, seconds] = /(?:^|,)\s*wait=(\d{1,6})\s*(?:,|$)/.exec(prefer ?? '') ?? [];
  return seconds === undefined ? longestMs : Math.min(Number(seconds) * 1000, longestMs);
}

const KEY = /^[\x21-\x7e]{1,200}$/;

async function invoke({ headers, body }: EndpointRequest, doors: CallDoors): Promise<EndpointResponse> {
  const inputs = parseBody(body);
  if (!isJsonObject(inputs)) return { status: 400, body: { error: 'The body must be a JSON object of inputs.' } };
  const key = headers['idempotency-key'];
  if (key !== undefined && !KEY.test(key)) {
    return { status: 400, body: { error: 'An Idempotency-Key is 1 to 200 visible ASCII characters.' } };
  }
  const waitMs = waitOf(headers.prefer, doors.longestWaitMs);
  return responseOf(await doors.invocations.invoke(inputs, { key, waitMs, trace: traceContextIn(headers) }));
}

function responseOf(result: InvocationResult): EndpointResponse {
  if ('report' in result) return reportResponse(result.report);
  const body = { error: result.reason };
  return result.refused === 'busy' ? { status: 503, headers: { 'retry-after': '30' }, body } : { status: 422, body };
}

function reportResponse(report: RunReport): EndpointResponse {
  const status = report.status === 'succeeded' ? 200 : report.status === 'failed' ? 500 : 202;
  return { status, headers: { location: `/runs/${encodeURIComponent(report.run)}` }, body: report };
}

async function tellRun(path: string, { invocations }: CallDoors): Promise<EndpointResponse> {
  const report = await invocations.report(decoded(path));
  return report ? { status: 200, body: report } : { status: 404, body: { error: 'There is no such run.' } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
