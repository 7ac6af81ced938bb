import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';

// A tracker for tests whose client dies at the worst instant: the issue is stored, and then whoever asked for it is
// killed (its whole process group, named by the file `victim`) before the answer is on its way.
const [folder = '', ...deadly] = process.argv.slice(2);
const file = `${folder}/issues.txt`;
const issues = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);

const server = new McpServer({ name: 'deadly-tracker', version: '1.0.0' });
server.registerTool('find_issue', { inputSchema: { label: z.string() } }, ({ label }) => ({
  content: [{ type: 'text', text: JSON.stringify(issues().filter((issue) => issue === label)) }],
}));
server.registerTool('list_issues', { inputSchema: {} }, () => ({
  content: [{ type: 'text', text: JSON.stringify(issues().map((label) => ({ label }))) }],
}));
server.registerTool('create_issue', { inputSchema: { label: z.string() } }, ({ label }) => {
  appendFileSync(file, `${label}\n`);
  if (deadly.includes(String(issues().length)))
    process.kill(-Number(readFileSync(`${folder}/victim`, 'utf8')), 'SIGKILL');
  return { content: [{ type: 'text', text: JSON.stringify({ key: `OPS-${issues().length}` }) }] };
});
await server.connect(new StdioServerTransport());
