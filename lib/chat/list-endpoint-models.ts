import * as z from 'zod';
import { DEFAULT_BASE, type ModelEndpoint } from './language-model.ts';

export type ListedModels =
  | { readonly kind: 'listed'; readonly models: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string };

const listSchema = z.object({ data: z.array(z.looseObject({ id: z.string() })) });

/** Asks an endpoint which models it has (`GET /models`, the same in all protocols). Waits at most `timeoutMs`. */
export async function listEndpointModels(endpoint: ModelEndpoint, timeoutMs: number): Promise<ListedModels> {
  const base = endpoint.baseUrl ?? (endpoint.protocol === 'compatible' ? undefined : DEFAULT_BASE[endpoint.protocol]);
  if (base === undefined) return { kind: 'failed', reason: 'It has no base URL.' };
  try {
    const response = await fetch(`${base.replace(/\/+$/, '')}/models`, {
      headers: authorization(endpoint),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) return { kind: 'failed', reason: `It answered ${response.status} ${response.statusText}.` };
    const parsed = listSchema.safeParse(await response.json());
    if (!parsed.success) return { kind: 'failed', reason: 'Its list of models is not one.' };
    return { kind: 'listed', models: parsed.data.data.map((model) => model.id) };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error, timeoutMs) };
  }
}

function authorization(endpoint: ModelEndpoint): Record<string, string> {
  if (endpoint.protocol === 'anthropic') {
    return { 'anthropic-version': '2023-06-01', ...(endpoint.apiKey ? { 'x-api-key': endpoint.apiKey } : {}) };
  }
  return endpoint.apiKey ? { authorization: `Bearer ${endpoint.apiKey}` } : {};
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer within ${timeoutMs / 1000} s.`;
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : '';
  return code === 'ECONNREFUSED'
    ? 'Nothing answers at this address.'
    : [error.message, code].filter(Boolean).join(': ');
}
