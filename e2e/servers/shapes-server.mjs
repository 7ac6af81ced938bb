// A tiny MCP server for browser tests: one tool whose arguments have every shape a form must draw.
import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';

const inputSchema = {
  type: 'object',
  properties: {
    customer: {
      type: 'object',
      description: 'Who books',
      properties: { name: { type: 'string', minLength: 1 }, vip: { type: 'boolean' } },
      required: ['name'],
    },
    seats: {
      type: 'array',
      items: { type: 'object', properties: { row: { type: 'integer', minimum: 1 } }, required: ['row'] },
    },
    class: { type: 'string', enum: ['economy', 'business'] },
    payment: {
      oneOf: [
        { title: 'Card', type: 'object', properties: { card: { type: 'string' } }, required: ['card'] },
        { title: 'Invoice', type: 'object', properties: { invoice: { type: 'string' } }, required: ['invoice'] },
      ],
    },
  },
  required: ['customer', 'class'],
};

const server = new McpServer({ name: 'shapes', version: '1.0.0' });
server.registerTool(
  'book_seats',
  {
    title: 'Book seats',
    description: process.env.SHAPES_DESCRIPTION ?? 'Gives back what it was told.',
    inputSchema: fromJsonSchema(inputSchema),
  },
  async (args) => ({ content: [{ type: 'text', text: JSON.stringify(args) }] }),
);
await server.connect(new StdioServerTransport());
