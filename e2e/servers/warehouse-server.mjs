import { existsSync, writeFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';

// A server for tests of runs: many orders, a large report, and notes that can be refused or lost. A note for an order
// named `lost…` is kept, and then the server ends before it answers; once, as the file it is started with remembers.
const [folder = '.'] = process.argv.slice(2);
const say = (value) => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
const server = new McpServer({ name: 'warehouse', version: '1.0.0' });

server.registerTool('list_orders', { inputSchema: { count: z.number() } }, ({ count }) =>
  say(Array.from({ length: count }, (_, index) => ({ id: `order-${index + 1}` }))),
);
server.registerTool('get_order', { inputSchema: { id: z.string() } }, ({ id }) => say({ id, lines: 4 }));
server.registerTool('get_report', { inputSchema: { rows: z.number() } }, ({ rows }) =>
  say(Array.from({ length: rows }, (_, row) => ({ row, text: 'a line of the report '.repeat(4) }))),
);
server.registerTool('get_dump', { inputSchema: { megabytes: z.number() } }, ({ megabytes }) => ({
  content: [
    { type: 'text', text: 'one line of a dump, and so on.\n'.repeat(Math.floor((megabytes * 1_000_000) / 31)) },
  ],
}));
server.registerTool('create_note', { inputSchema: { order: z.string() } }, ({ order }) => {
  if (order.startsWith('locked')) return { isError: true, content: [{ type: 'text', text: `${order} is locked.` }] };
  const mark = `${folder}/${order}`;
  if (order.startsWith('lost') && !existsSync(mark)) {
    writeFileSync(mark, '');
    process.exit(1);
  }
  return say({ note: `note for ${order}` });
});
await server.connect(new StdioServerTransport());
