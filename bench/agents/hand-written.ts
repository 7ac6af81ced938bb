import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

/** What the agent is measured against: the same job, written by hand on the SDK, remembering nothing. */
const [url = ''] = process.argv.slice(2);
const [codeHost, tracker] = await Promise.all([connect('code-host'), connect('tracker')]);
const { pull_requests: pulls } = await call(codeHost, 'list_pull_requests', { owner: 'acme', repo: 'storefront' });
for (const pull of pulls) {
  if (!pull.title.toLowerCase().includes('memory leak')) continue;
  const issue = await call(tracker, 'create_issue', { project: 'WEB', summary: pull.title, description: pull.url });
  console.log(issue.key);
}
await Promise.all([codeHost.close(), tracker.close()]);

async function connect(alias: string): Promise<Client> {
  const client = new Client(
    { name: 'hand-written', version: '1.0.0' },
    { capabilities: {}, versionNegotiation: { mode: 'auto' } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/${alias}`)));
  return client;
}

async function call(client: Client, name: string, args: Record<string, string>) {
  const { content } = await client.callTool({ name, arguments: args });
  const [block] = content;
  return JSON.parse(block?.type === 'text' ? block.text : '');
}
