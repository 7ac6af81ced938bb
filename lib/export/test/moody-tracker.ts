import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

// A tracker for tests. Issues are lines of `issues.txt`. Its moods stand in `mood.json`, read at every call:
// `slowMs` answers so much later than it stores; `busy` turns so many calls away first; `deadly` kills whoever started
// this server once an issue of that title is stored, before the answer is on its way. Read when it starts: `tools` says
// whether `create_issue` wants a project too (`strict`) or takes one and is described in other words (`chatty`).
// What comes along with a call besides its arguments is appended to `meta.txt`, line by line.
const [folder = ''] = process.argv.slice(2);
const file = join(folder, 'issues.txt');
let calls = 0;

interface Mood {
  readonly slowMs?: number;
  readonly busy?: number;
  readonly deadly?: string;
  readonly tools?: 'strict' | 'chatty';
}

function mood(): Mood {
  const path = join(folder, 'mood.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Mood) : {};
}

function issues(): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

const note = (tool: string, meta: object = {}) =>
  appendFileSync(join(folder, 'meta.txt'), `${JSON.stringify({ tool, ...meta })}\n`);
const text = (value: unknown) => ({ content: [{ type: 'text' as const, text: JSON.stringify(value) }] });

serveStdio(() => {
  const server = new McpServer({ name: 'moody-tracker', version: '1.0.0' });
  server.registerTool('list_wishes', { inputSchema: z.object({}) }, (_, { mcpReq }) => {
    note('list_wishes', mcpReq._meta);
    return text(['one', 'two', 'three']);
  });
  server.registerTool('find_issues', { inputSchema: z.object({ title: z.string() }) }, ({ title }) =>
    text(issues().filter((each) => each === title)),
  );
  server.registerTool('list_issues', { inputSchema: z.object({}) }, () =>
    text({ issues: issues().map((title) => ({ title })) }),
  );
  const { tools } = mood();
  const project =
    tools === 'strict' ? { project: z.string() } : tools === 'chatty' ? { project: z.string().optional() } : {};
  const described = tools === 'chatty' ? { description: 'Raises an issue' } : {};
  const inputSchema = z.object({ title: z.string(), ...project });
  server.registerTool('create_issue', { ...described, inputSchema }, async ({ title }, { mcpReq }) => {
    note('create_issue', mcpReq._meta);
    const { slowMs = 0, busy = 0, deadly } = mood();
    calls += 1;
    if (calls <= busy) {
      const refused = { type: 'text' as const, text: `429 Too Many Requests, retry after 1 s: ${title}` };
      return { isError: true, content: [refused] };
    }
    appendFileSync(file, `${title}\n`);
    if (deadly === title) process.kill(process.ppid, 'SIGKILL');
    await new Promise((done) => setTimeout(done, slowMs));
    return text({ key: `OPS-${issues().length}` });
  });
  return server;
});
