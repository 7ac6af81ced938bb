import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '#core/json/json.ts';
import { isJsonObject } from '#core/json/json.ts';
import { valueAt } from '#core/json/path.ts';
import type { AgentTrigger } from '../command/agent-program.ts';
import { traceContextIn } from '../observe/tracing.ts';
import { type DeclaredInput, resolveInputs } from '../resolve-inputs.ts';
import { checkBearer, checkSignature } from './check-signature.ts';
import type { Deliveries } from './delivery-queue.ts';
import { answerCall, type CallDoors } from './endpoint/answer-call.ts';
import type { EndpointRequest, EndpointResponse } from './http-endpoint.ts';
import { parseBody } from './parse-body.ts';

export interface Doors {
  readonly trigger: AgentTrigger;
  readonly inputs: readonly DeclaredInput[];
  readonly queue: Pick<Deliveries, 'add'>;
  /** Of an agent that can be called; null for others. */
  readonly calls: CallDoors | null;
  /** Why this delivery cannot be taken now, where it is new; null: it can. Absent where any number may wait. */
  readonly turnAway?: (id: string) => Promise<string | null>;
  /** A delivery was added; its sender is answered afterwards. */
  readonly onDelivery: (id: string) => void | Promise<void>;
  /** Read at each request, so that a rotated secret holds at once. */
  readonly secret: (name: 'WEBHOOK_SECRET' | 'RUN_TOKEN') => string | undefined;
  /** Why the agent cannot do its work now; none: it can. */
  readonly notReady: () => Promise<readonly string[]>;
  readonly metrics: () => Promise<string>;
  readonly now: () => Date;
  /** How the control loop stands; absent where there is none. */
  readonly status?: () => Promise<Json>;
}

/** What the agent's endpoint answers. A delivery is answered 202 only after it is committed. */
export async function answerRequest(request: EndpointRequest, doors: Doors): Promise<EndpointResponse | Response> {
  const { method, path } = request;
  if (method === 'GET' && path === '/healthz') return { status: 200, body: { status: 'alive' } };
  if (method === 'GET' && path === '/readyz') {
    const reasons = await doors.notReady();
    return reasons.length === 0
      ? { status: 200, body: { status: 'ready' } }
      : { status: 503, body: { status: 'not ready', reasons } };
  }
  if (method === 'GET' && path === '/metrics') {
    return { status: 200, body: { text: await doors.metrics(), type: 'text/plain; version=0.0.4; charset=utf-8' } };
  }
  if (method === 'GET' && path === '/status' && doors.status) return { status: 200, body: await doors.status() };
  if (method === 'POST' && path === '/run') return startByHand(request, doors);
  if (method === 'POST' && doors.trigger.on === 'webhook' && path === webhookPath(doors.trigger.path)) {
    return takeWebhook(request, doors, doors.trigger);
  }
  const called = doors.calls && (await answerCall(request, doors.calls));
  return called ?? { status: 404, body: { error: 'There is nothing here.' } };
}

export function webhookPath(path: string): string {
  return `/webhooks/${path.replace(/^\/+/, '')}`;
}

async function startByHand(request: EndpointRequest, doors: Doors): Promise<EndpointResponse> {
  const token = doors.secret('RUN_TOKEN');
  if (!token) return { status: 503, body: { error: 'RUN_TOKEN is not set, so nobody may start a run.' } };
  if (!checkBearer(request.headers.authorization, token))
    return { status: 401, body: { error: 'The token does not fit.' } };
  const given = parseBody(request.body);
  if (!isJsonObject(given)) return { status: 400, body: { error: 'The body must be a JSON object of inputs.' } };
  return take(`run:${request.headers['webhook-id'] ?? randomUUID()}`, given, { doors, request });
}

async function takeWebhook(
  request: EndpointRequest,
  doors: Doors,
  trigger: Extract<AgentTrigger, { on: 'webhook' }>,
): Promise<EndpointResponse> {
  const secret = doors.secret('WEBHOOK_SECRET');
  if (!secret) return { status: 503, body: { error: 'WEBHOOK_SECRET is not set, so no delivery can be trusted.' } };
  const check = checkSignature({ body: request.body, headers: request.headers, secret, now: doors.now() });
  if (!check.valid) return { status: 401, body: { error: check.reason } };
  const body = parseBody(request.body);
  if (body === undefined) return { status: 400, body: { error: 'The body is not JSON.' } };
  const given = Object.entries(trigger.inputs).flatMap(([name, path]) => {
    const value = valueAt(body, path);
    return value === undefined ? [] : [[name, value] as const];
  });
  return take(`webhook:${check.deliveryId}`, Object.fromEntries(given), { doors, request });
}

async function take(
  id: string,
  given: JsonObject,
  { doors, request }: { readonly doors: Doors; readonly request: EndpointRequest },
): Promise<EndpointResponse> {
  try {
    resolveInputs(doors.inputs, given, 'input');
  } catch (error) {
    return { status: 422, body: { error: error instanceof Error ? error.message : String(error) } };
  }
  const kept = id.slice(0, 300);
  const busy = await doors.turnAway?.(kept);
  if (busy) return { status: 503, headers: { 'retry-after': '30' }, body: { error: busy } };
  const isNew = await doors.queue.add(kept, given, traceContextIn(request.headers));
  if (isNew) await doors.onDelivery(kept);
  return { status: 202, body: { delivery: id, taken: isNew ? 'now' : 'before' } };
}
