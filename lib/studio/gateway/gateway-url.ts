import type { Studio } from '../studio.ts';

/** Where the gateway of a prototype is, over MCP. */
export function gatewayUrl({ address }: Pick<Studio, 'address'>, prototypeId: string): string {
  return `${address}/mcp/${encodeURIComponent(prototypeId)}`;
}
