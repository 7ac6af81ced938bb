import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { addressFacts } from '../observe/address-facts.ts';
import type { SpanFacts } from '../observe/tracing.ts';
import type { ConnectedServer } from './connect-server.ts';

/** What the semantic conventions for MCP clients want to know of a connection. */
export function connectionFacts({ client, address }: ConnectedServer): SpanFacts {
  const { transport } = client;
  return {
    'mcp.protocol.version': client.getNegotiatedProtocolVersion(),
    // Revisions since 2026-07-28 know no sessions.
    'mcp.session.id': transport instanceof StreamableHTTPClientTransport ? transport.sessionId : undefined,
    'network.transport': address === undefined ? 'pipe' : 'tcp',
    ...(address ? { 'network.protocol.name': 'http', ...addressFacts(address) } : {}),
  };
}
