import type { Client } from '@modelcontextprotocol/client';
import type { JsonSchema } from '#core/json/json.ts';
import type { DescribedServer } from '#core/tool/tool-lock.ts';
import type { TraceContext } from '../observe/tracing.ts';

const LIST_MS = 30_000;
/** More pages than this are no list of tools any more. */
const MOST_PAGES = 64;

/** What a connected server says of itself and of its tools now. Throws where it does not list them. */
export async function describeServer(
  client: Client,
  { signal, trace }: { readonly signal?: AbortSignal; readonly trace?: TraceContext } = {},
): Promise<DescribedServer> {
  const tools: DescribedServer['tools'][number][] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // Not `listTools`: after that, the SDK checks answers against the listed schemas and throws an answer to a write away.
    const params = { ...(cursor === undefined ? {} : { cursor }), ...(trace ? { _meta: { ...trace } } : {}) };
    const listed = await client.request({ method: 'tools/list', params }, { timeout: LIST_MS, signal });
    for (const { name, description, inputSchema, outputSchema, annotations } of listed.tools) {
      tools.push({
        name,
        inputSchema: inputSchema as JsonSchema,
        ...(description === undefined ? {} : { description }),
        ...(outputSchema === undefined ? {} : { outputSchema: outputSchema as JsonSchema }),
        ...(annotations === undefined ? {} : { annotations }),
      });
    }
    if (listed.nextCursor === undefined || listed.nextCursor === cursor) break;
    cursor = listed.nextCursor;
  }
  const server = client.getServerVersion();
  // Recordings name a server by its title, where it has one.
  return { ...(server ? { name: server.title ?? server.name, version: server.version } : {}), tools };
}
