import type { ConnectionLimits } from './connection-limits.ts';
import type { Dialled } from './dial-server.ts';
import { hasValidHeaderAnnotations } from './header-annotations.ts';
import { requestServer, ServerSaidError } from './server-request.ts';
import { StdioTransport } from './stdio-transport.ts';
import { isRecord } from './untrusted-json.ts';

type ListMethod = 'tools/list' | 'resources/list' | 'resources/templates/list' | 'prompts/list';

const MEMBER = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
} as const;

/**
 * All entries that a server lists, over all its pages, as they came over the wire. Bounded: stops at a repeated cursor,
 * at `listPages` pages and at `listItems` entries. A server without the capability lists nothing. Throws what
 * `requestServer` throws.
 */
export async function listOffers(
  dialled: Dialled,
  method: ListMethod,
  limits: ConnectionLimits,
): Promise<readonly unknown[]> {
  if (!offers(dialled, method)) return [];
  const entries: unknown[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < limits.listPages && entries.length < limits.listItems; page += 1) {
    const params = cursor === undefined ? {} : { cursor };
    const answers = await requestServer(dialled.tap, {
      idleMs: limits.listMs,
      totalMs: limits.listMs,
      connectionEnd: () => dialled.end()?.detail,
      run: (options) => dialled.client.request({ method, params }, options),
    }).catch(nothingWhereUnknown);
    const result = answers.at(-1)?.result ?? {};
    const items = result[MEMBER[method]];
    if (Array.isArray(items)) entries.push(...items.slice(0, limits.listItems - entries.length));
    const next = result.nextCursor;
    if (typeof next !== 'string' || seen.has(next)) break;
    seen.add(next);
    cursor = next;
  }
  return method === 'tools/list' && mustCheckHeaders(dialled) ? entries.filter(hasUsableHeaders) : entries;
}

/** Arguments are mirrored into HTTP headers in the new era only. */
function mustCheckHeaders({ client, transport }: Dialled): boolean {
  return client.getProtocolEra() === 'modern' && !(transport instanceof StdioTransport);
}

function hasUsableHeaders(tool: unknown): boolean {
  return !isRecord(tool) || hasValidHeaderAnnotations(tool.inputSchema);
}

/** A server may offer resources and know no templates: then it has none. */
function nothingWhereUnknown(error: unknown): [] {
  if (error instanceof ServerSaidError && error.answer.code === -32601) return [];
  throw error;
}

function offers({ client }: Dialled, method: ListMethod): boolean {
  const capabilities = client.getServerCapabilities();
  if (method === 'tools/list') return capabilities?.tools !== undefined;
  if (method === 'prompts/list') return capabilities?.prompts !== undefined;
  return capabilities?.resources !== undefined;
}
