import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Server } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';

/**
 * What our gateway is measured against: a stdio server built with the SDK that hands every call on to one stdio server
 * and records nothing. Started as `node pass-through.ts <command> <args…>`.
 */
const [command = '', ...args] = process.argv.slice(2);
const client = new Client({ name: 'pass-through', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command, args, stderr: 'ignore' }));
const server = new Server({ name: 'pass-through', version: '1.0.0' }, { capabilities: { tools: {} } });
server.setRequestHandler('tools/list', () => client.listTools());
server.setRequestHandler('tools/call', (request) => client.callTool(request.params));
server.onclose = () => void client.close();
await server.connect(new StdioServerTransport());
