// biome-ignore-all lint/suspicious/noTemplateCurlyInString: configurations refer to variables like this
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePasted } from './import-config.ts';

const stdio = (command: string, args: string[] = [], env: Record<string, unknown> = {}) => ({
  kind: 'stdio',
  command,
  args,
  env,
});
const http = (url: string, headers: Record<string, unknown> = {}) => ({ kind: 'http', url, headers });

/** What people paste, and the servers that are in it: alias → how it is reached. */
const PASTED: readonly { readonly what: string; readonly text: string; readonly servers: Record<string, unknown> }[] = [
  {
    what: 'Claude Desktop settings',
    text: `{
  "mcpServers": {
    "filesystem": {
      "command": "npx",
      "args": ["-y", "@modelcontextprotocol/server-filesystem", "/Users/username/Desktop"]
    },
    "Brave Search": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-brave-search"], "env": { "SAFE": 1 } }
  }
}`,
    servers: {
      filesystem: stdio('npx', ['-y', '@modelcontextprotocol/server-filesystem', '/Users/username/Desktop']),
      'brave-search': stdio('npx', ['-y', '@modelcontextprotocol/server-brave-search'], { SAFE: '1' }),
    },
  },
  {
    what: 'Claude Code settings with a variable, a default and a header',
    text: '{"mcpServers":{"api":{"type":"http","url":"${API_BASE:-https://api.example.com}/mcp","headers":{"Authorization":"Bearer ${API_KEY}"}}}}',
    servers: { api: http('${API_BASE:-https://api.example.com}/mcp', { Authorization: 'Bearer ${API_KEY}' }) },
  },
  {
    what: 'Cursor settings with a URL only, comments and trailing commas',
    text: '{ // mine\n "mcpServers": { "linear": { "url": "https://mcp.linear.app/mcp", }, /* old */ }, }',
    servers: { linear: http('https://mcp.linear.app/mcp') },
  },
  {
    what: 'an SSE server by its type and one by its path',
    text: '{"mcpServers":{"a":{"type":"sse","url":"https://x.example/events"},"b":{"url":"https://y.example/sse"}}}',
    servers: {
      a: { kind: 'sse', url: 'https://x.example/events', headers: {} },
      b: { kind: 'sse', url: 'https://y.example/sse', headers: {} },
    },
  },
  {
    what: 'Windsurf settings',
    text: '{"mcpServers":{"figma":{"serverUrl":"https://mcp.figma.com/mcp"}}}',
    servers: { figma: http('https://mcp.figma.com/mcp') },
  },
  {
    what: 'Gemini CLI settings with httpUrl and $NAME',
    text: '{"theme":"x","mcpServers":{"gh":{"httpUrl":"https://api.githubcopilot.com/mcp/","headers":{"X-Org":"$GH_ORG"},"timeout":5000}}}',
    servers: { gh: http('https://api.githubcopilot.com/mcp/', { 'X-Org': '${GH_ORG}' }) },
  },
  {
    what: 'Cline settings with a switched-off server',
    text: '{"mcpServers":{"remote":{"type":"streamableHttp","url":"https://r.example/mcp","disabled":true,"autoApprove":["x"]}}}',
    servers: { remote: http('https://r.example/mcp') },
  },
  {
    what: 'VS Code mcp.json',
    text: '{"servers":{"fetch":{"type":"stdio","command":"uvx","args":["mcp-server-fetch"]},"gh":{"type":"http","url":"https://api.githubcopilot.com/mcp"}}}',
    servers: { fetch: stdio('uvx', ['mcp-server-fetch']), gh: http('https://api.githubcopilot.com/mcp') },
  },
  {
    what: 'VS Code user settings',
    text: '{"editor.fontSize": 12, "mcp": {"servers": {"time": {"command": "python", "args": ["-m", "mcp_server_time"]}}}}',
    servers: { time: stdio('python', ['-m', 'mcp_server_time']) },
  },
  {
    what: 'Zed settings, new and old',
    text: '{"context_servers":{"new":{"command":"a","args":["1"]},"old":{"command":{"path":"b","args":["2"],"env":{"K":"v"}}}}}',
    servers: { new: stdio('a', ['1']), old: stdio('b', ['2'], { K: 'v' }) },
  },
  {
    what: 'opencode settings',
    text: '{"$schema":"x","mcp":{"pg":{"type":"local","command":["npx","-y","pg-mcp"],"environment":{"A":"b"},"enabled":true}}}',
    servers: { pg: stdio('npx', ['-y', 'pg-mcp'], { A: 'b' }) },
  },
  {
    what: 'Codex settings',
    text: '[mcp_servers.docs]\ncommand = "npx"\nargs = ["-y", "docs-mcp"]\n\n[mcp_servers.docs.env]\nA = "b"\n\n[mcp_servers.fig]\nurl = "https://mcp.figma.com/mcp"\nbearer_token_env_var = "FIGMA_TOKEN"\nhttp_headers = { "X-Region" = "us" }\nenv_http_headers = { "X-T" = "TT" }\n',
    servers: {
      docs: stdio('npx', ['-y', 'docs-mcp'], { A: 'b' }),
      fig: http('https://mcp.figma.com/mcp', {
        'X-Region': 'us',
        'X-T': '${TT}',
        Authorization: 'Bearer ${FIGMA_TOKEN}',
      }),
    },
  },
  {
    what: 'one bare server',
    text: '{"command": "npx", "args": ["-y", "@upstash/context7-mcp@latest"]}',
    servers: { context7: stdio('npx', ['-y', '@upstash/context7-mcp@latest']) },
  },
  {
    what: 'the inner part of a file',
    text: '"memory": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-memory"]},',
    servers: { memory: stdio('npx', ['-y', '@modelcontextprotocol/server-memory']) },
  },
  {
    what: 'a block from a chat',
    text: '```json\n{"mcpServers": {"x": {"command": "x-mcp"}}}\n```',
    servers: { x: stdio('x-mcp') },
  },
  { what: 'a URL', text: ' https://mcp.sentry.dev/mcp\n', servers: { sentry: http('https://mcp.sentry.dev/mcp') } },
  {
    what: 'a local URL',
    text: 'http://localhost:3001/mcp',
    servers: { 'local-3001': http('http://localhost:3001/mcp') },
  },
  {
    what: 'a command line',
    text: 'npx -y @modelcontextprotocol/server-everything stdio',
    servers: { everything: stdio('npx', ['-y', '@modelcontextprotocol/server-everything', 'stdio']) },
  },
  {
    what: 'a command line with variables, quotes and a prompt sign',
    text: '$ LOG=\'a b\' uvx --from git+https://x.example/y mcp-server-git --repository "$HOME/my repo"',
    servers: {
      y: stdio('uvx', ['--from', 'git+https://x.example/y', 'mcp-server-git', '--repository', '${HOME}/my repo'], {
        LOG: 'a b',
      }),
    },
  },
  {
    what: 'a docker command over several lines',
    text: 'docker run -i --rm \\\n  -e LOG_LEVEL \\\n  ghcr.io/github/github-mcp-server:1.2',
    servers: {
      github: stdio('docker', ['run', '-i', '--rm', '-e', 'LOG_LEVEL', 'ghcr.io/github/github-mcp-server:1.2']),
    },
  },
  {
    what: 'claude mcp add for stdio',
    text: 'claude mcp add --scope user airtable --env BASE=b1 -- npx -y airtable-mcp-server --read-only',
    servers: { airtable: stdio('npx', ['-y', 'airtable-mcp-server', '--read-only'], { BASE: 'b1' }) },
  },
  {
    what: 'claude mcp add for HTTP',
    text: 'claude mcp add --transport http notion https://mcp.notion.com/mcp --header "X-Team: a b"',
    servers: { notion: http('https://mcp.notion.com/mcp', { 'X-Team': 'a b' }) },
  },
  {
    what: 'claude mcp add for SSE with the header before the name',
    text: 'claude mcp add -t sse -H "X-Team: a b" asana https://mcp.asana.com/sse',
    servers: { asana: { kind: 'sse', url: 'https://mcp.asana.com/sse', headers: { 'X-Team': 'a b' } } },
  },
  {
    what: 'claude mcp add-json',
    text: `claude mcp add-json weather '{"type":"stdio","command":"/usr/bin/weather","args":["--city","Bern"]}'`,
    servers: { weather: stdio('/usr/bin/weather', ['--city', 'Bern']) },
  },
  {
    what: 'codex mcp add',
    text: 'codex mcp add context7 -- npx -y @upstash/context7-mcp',
    servers: { context7: stdio('npx', ['-y', '@upstash/context7-mcp']) },
  },
  {
    what: 'code --add-mcp',
    text: `code --add-mcp '{"name":"play wright","command":"npx","args":["@playwright/mcp@latest"]}'`,
    servers: { 'play-wright': stdio('npx', ['@playwright/mcp@latest']) },
  },
  {
    what: 'a Cursor link',
    text: `cursor://anysphere.cursor-deeplink/mcp/install?name=pg&config=${Buffer.from('{"command":"pg-mcp"}').toString('base64')}`,
    servers: { pg: stdio('pg-mcp') },
  },
  {
    what: 'a VS Code link',
    text: `vscode:mcp/install?${encodeURIComponent('{"name":"pg","url":"https://pg.example/mcp"}')}`,
    servers: { pg: http('https://pg.example/mcp') },
  },
];

describe('reading what people paste', () => {
  test.each(PASTED)('$what', ({ text, servers }) => {
    const result = parsePasted(text);
    const found = Object.fromEntries(result.servers.map(({ config }) => [config.alias, config.transport]));
    expect({ found, errors: result.findings.filter(({ level }) => level === 'error') }).toEqual({
      found: servers,
      errors: [],
    });
  });

  test.each([
    ['', 'nothing here'],
    ['{"mcpServers": {', 'not valid JSON'],
    ['{"name": "my-app", "version": "1.0.0"}', 'no MCP servers'],
    ['{"mcpServers": {}}', 'no server'],
    ['curl https://x.example | sh', 'without a shell'],
    ['npx a && npx b', 'without a shell'],
    ['[mcp_servers.x\ncommand=', 'not valid TOML'],
    ['cursor://anysphere.cursor-deeplink/mcp/install?config=!!', 'cannot be read'],
    ['Dear team,\nhere is the server.\nBye', 'neither JSON'],
  ])('%j is refused in words', (text, reason) => {
    const result = parsePasted(text);
    expect(result.servers).toEqual([]);
    expect(result.findings).toEqual([{ level: 'error', message: expect.stringContaining(reason) }]);
  });

  test('one entry that cannot be read costs only itself', () => {
    const result = parsePasted(
      '{"mcpServers":{"bad":7,"ws":{"type":"ws","url":"wss://x"},"file":{"url":"file:///etc"},"ok":{"command":"x"}}}',
    );
    expect(result.servers.map(({ name }) => name)).toEqual(['ok']);
    expect(result.findings.map(({ message }) => message)).toEqual([
      '"bad" is not an object.',
      expect.stringContaining('WebSocket'),
      expect.stringContaining('file:///etc'),
    ]);
  });

  test('members that are not used are kept to be seen, and switched-off servers stay off', () => {
    const [server] = parsePasted(
      '{"mcpServers":{"x":{"command":"x","disabled":true,"timeout":60,"alwaysAllow":["a"]}}}',
    ).servers;
    expect(server?.unknown).toEqual({ timeout: 60, alwaysAllow: ['a'] });
    expect(server?.disabled).toBe(true);
  });

  test('names that differ only in what an alias cannot hold become different aliases', () => {
    const { servers } = parsePasted(
      '{"mcpServers":{"My Server":{"command":"a"},"my-server":{"command":"b"},"日本":{"command":"c"}}}',
    );
    expect(servers.map(({ config }) => config.alias)).toEqual(['my-server', 'my-server-2', 'server']);
  });

  test('an own member called __proto__ is a name like any other and pollutes nothing', () => {
    const { servers } = parsePasted(
      '{"mcpServers":{"constructor":{"command":"a"},"x":{"command":"b","__proto__":{"polluted":1}}}}',
    );
    expect(servers.map(({ config }) => config.alias)).toEqual(['constructor', 'x']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('a variable that is left open is no command', () => {
    expect(parsePasted('npx some-server ${').servers).toEqual([]);
  });

  test('never throws and always gives usable aliases, whatever is pasted', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((x) => JSON.stringify({ mcpServers: x })),
        ),
        (text) => {
          for (const { config } of parsePasted(text).servers) expect(config.alias).toMatch(/^[a-z0-9_-]{1,20}$/);
        },
      ),
    );
  });
});

describe('secrets in what people paste', () => {
  const secretsOf = (text: string) => parsePasted(text).servers[0]?.secrets;

  test('are found by the name of the variable, header or flag, and by their looks', () => {
    expect(
      secretsOf(
        '{"mcpServers":{"gh":{"command":"x","args":["--api-key=abc123def","--token","t0ps3cret!","--verbose"],"env":{"GITHUB_PERSONAL_ACCESS_TOKEN":"abcdef","LOG_LEVEL":"debug","ODD":"ghp_0123456789012345678901234567"}}}}',
      ),
    ).toEqual([
      { place: 'env', key: 'GITHUB_PERSONAL_ACCESS_TOKEN', name: 'GITHUB_PERSONAL_ACCESS_TOKEN', value: 'abcdef' },
      { place: 'env', key: 'ODD', name: 'ODD', value: 'ghp_0123456789012345678901234567' },
      { place: 'args', key: '0', name: 'gh-api-key', value: 'abc123def' },
      { place: 'args', key: '2', name: 'gh-token', value: 't0ps3cret!' },
    ]);
    expect(secretsOf('https://x.example/mcp?api_key=k3y&lang=en')).toEqual([
      { place: 'url', key: 'api_key', name: 'x-api_key', value: 'k3y' },
    ]);
    expect(secretsOf('{"url":"https://x.example/mcp","headers":{"Authorization":"Bearer abc.def"}}')).toEqual([
      { place: 'headers', key: 'Authorization', name: 'x-authorization', value: 'Bearer abc.def' },
    ]);
  });

  test('are not seen in references, numbers, paths and switches', () => {
    expect(
      secretsOf(
        '{"command":"x","env":{"API_KEY":"${API_KEY}","MAX_TOKENS":"4096","SECRETS_DIR":"./secrets","USE_TOKEN":"true"}}',
      ),
    ).toEqual([]);
  });

  test('an example in place of a value is asked for, not stored', () => {
    const [server] = parsePasted(
      '{"command":"x","env":{"API_KEY":"<YOUR_API_KEY>","T_TOKEN":"your-token-here"}}',
    ).servers;
    expect(server?.secrets.map(({ value }) => value)).toEqual([undefined, undefined]);
    expect(server?.findings.map(({ level }) => level)).toEqual(['warning', 'warning']);
  });

  test('inputs of VS Code become references to the vault, defaults become text', () => {
    const [server] = parsePasted(`{
      "inputs": [
        {"type":"promptString","id":"gh_token","description":"GitHub token","password":true},
        {"type":"promptString","id":"region","default":"eu"}
      ],
      "servers": {"x": {"type":"http","url":"https://\${input:region}.example/mcp",
        "headers":{"Authorization":"Bearer \${input:gh_token}","X-Token":"\${input:gh_token}"}}}
    }`).servers;
    expect(server?.config.transport).toEqual(
      http('https://eu.example/mcp', { Authorization: 'Bearer ${secret:gh_token}', 'X-Token': { secret: 'gh_token' } }),
    );
    expect(server?.secrets).toEqual([
      { place: 'headers', key: 'X-Token', name: 'gh_token', description: 'GitHub token' },
    ]);
    expect(server?.findings).toMatchObject([{ level: 'info', message: expect.stringContaining('GitHub token') }]);
  });
});
