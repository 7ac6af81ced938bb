import { appendFileSync } from 'node:fs';

/**
 * An MCP server over stdio that misbehaves on request, written without any SDK. The first argument says how it starts;
 * once it is up, each of its tools breaks in its own way. Tools that "did" something append their name to EFFECTS.
 */
const start = process.argv[2] ?? 'well';
const send = (message: object) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const text = (value: string) => ({ content: [{ type: 'text', text: value }] });
const did = (tool: string) => {
  if (process.env.EFFECTS) appendFileSync(process.env.EFFECTS, `${tool}\n`);
};

did('started');

const TOOLS = ['env', 'grow', 'pid', 'dies', 'numbers', 'twice', 'rpc-error', 'unknown-content'];
let grown = false;

if (start === 'exits') {
  console.error('Error: the variable API_KEY is missing');
  process.exit(3);
}
if (start === 'prints-first') process.stdout.write('Welcome to my server!\n{"level":"info","msg":"listening"}\n[1,2\n');
if (start === 'only-prints') {
  setInterval(() => process.stdout.write('Listening on port 3000\n'), 100);
}
if (start === 'ignores-everything' || start === 'survivor') {
  process.on('SIGTERM', () => {});
  setInterval(() => {}, 1_000);
}
if (start === 'floods-stderr') {
  const line = `${'x'.repeat(1_000)}\n`;
  setInterval(() => process.stderr.write(line.repeat(1_000)), 5);
}

interface Request {
  readonly id?: string | number;
  readonly method: string;
  readonly params?: {
    readonly name?: string;
    readonly cursor?: string;
    readonly _meta?: { readonly progressToken?: string | number };
    readonly arguments?: Record<string, unknown>;
  };
}

function handle({ id, method, params }: Request): void {
  if (start === 'silent' || start === 'only-prints' || start === 'ignores-everything') return;
  if (method === 'server/discover') {
    if (start === 'exits-on-probe') process.exit(1);
    if (start === 'silent-on-probe') return;
    send({ id, error: { code: -32601, message: 'Method not found' } });
  } else if (method === 'initialize') {
    const protocolVersion = start === 'of-2024' ? '2024-11-05' : '2025-06-18';
    send({
      id,
      result: {
        protocolVersion,
        capabilities: { tools: { listChanged: true } },
        serverInfo: { name: 'hostile', version: '0' },
      },
    });
    if (start === 'crashes-after-start') setTimeout(() => process.exit(7), 50);
  } else if (method === 'tools/list') listTools(id, params?.cursor);
  else if (method === 'tools/call') callTool(id, params ?? {});
  else if (method === 'ping') send({ id, result: {} });
  else if (id !== undefined) send({ id, error: { code: -32601, message: 'Method not found' } });
}

function listTools(id: Request['id'], cursor: string | undefined): void {
  const tool = (name: string) => ({ name, inputSchema: { type: 'object' } });
  if (start === 'endless-pages') {
    const page = Number(cursor ?? 0);
    send({ id, result: { tools: [tool(`tool-${page}`)], nextCursor: String(page + 1) } });
  } else if (start === 'same-cursor') send({ id, result: { tools: [tool('a')], nextCursor: 'again' } });
  else if (start === 'broken-tools') {
    const tools = [
      tool('good'),
      { name: 7 },
      null,
      { name: 'no-schema' },
      { ...tool('odd'), description: 5, annotations: 'x' },
    ];
    send({ id, result: { tools } });
  } else send({ id, result: { tools: [...TOOLS, ...(grown ? ['grown'] : [])].map(tool) } });
}

function callTool(id: Request['id'], params: NonNullable<Request['params']>): void {
  const name = params.name ?? '';
  const size = Number(params.arguments?.bytes ?? 0);
  did(name);
  switch (name) {
    case 'dies':
      process.stderr.write('segfault at 0x0\n', () => process.kill(process.pid, 'SIGKILL'));
      return;
    case 'half-a-line':
      process.stdout.write(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"conte`, () => process.exit(0));
      return;
    case 'hangs':
      return;
    case 'pid':
      send({ id, result: text(String(process.pid)) });
      return;
    case 'huge':
      send({ id, result: text('x'.repeat(size)) });
      return;
    case 'huge-id-last':
      process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', result: text('x'.repeat(size)), id })}\n`);
      return;
    case 'endless-line':
      process.stdout.write('x'.repeat(size));
      return;
    case 'deep':
      process.stdout.write(
        `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"content":[],"structuredContent":${'[['.repeat(50_000)}${']]'.repeat(50_000)}}}\n`,
      );
      return;
    case 'twice':
      send({ id, result: text('first') });
      send({ id, result: text('second') });
      return;
    case 'wrong-id':
      send({ id: 987_654, result: text('for somebody else') });
      send({ id: null, result: text('for nobody') });
      return;
    case 'garbage-between':
      process.stdout.write(`\u0000\u0001 not json\n{"jsonrpc":"1.0"}\n[]\n{"jsonrpc":"2.0","id":1,"result":5}\n\uFEFF`);
      send({ id, result: text('still here') });
      return;
    case 'no-content':
      send({ id, result: { structuredContent: { a: 1 }, extra: true } });
      return;
    case 'unknown-content':
      send({ id, result: { content: [{ type: 'hologram', data: 1 }, 'text', null], isError: 'yes' } });
      return;
    case 'rpc-error':
      send({ id, error: { code: -32050, message: 'Quota used up', data: { retryAfter: 5 } } });
      return;
    case 'progress-with-answer': {
      const progressToken = params._meta?.progressToken;
      const lines = [1, 2, 3].map((progress) => ({
        jsonrpc: '2.0',
        method: 'notifications/progress',
        params: { progressToken, progress, message: `step ${progress}` },
      }));
      const answer = { jsonrpc: '2.0', id, result: text('done') };
      process.stdout.write([...lines, answer].map((line) => `${JSON.stringify(line)}\n`).join(''));
      return;
    }
    case 'endless-progress': {
      const progressToken = params._meta?.progressToken;
      let progress = 0;
      setInterval(
        () => send({ method: 'notifications/progress', params: { progressToken, progress: ++progress } }),
        30,
      );
      return;
    }
    case 'env':
      send({ id, result: { ...text(JSON.stringify(process.env)), structuredContent: { ...process.env } } });
      return;
    case 'numbers':
      process.stdout.write(
        `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"content":[{"type":"text","text":"\\u00e9"}], "structuredContent":{"price":1.0,"id":12345678901234567890}}}\n`,
      );
      return;
    case 'grow':
      grown = true;
      send({ method: 'notifications/tools/list_changed' });
      send({ id, result: text('grown') });
      return;
    default:
      send({ id, error: { code: -32602, message: `Unknown tool: ${name}` } });
  }
}

let buffer = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  buffer += chunk;
  for (let at = buffer.indexOf('\n'); at >= 0; at = buffer.indexOf('\n')) {
    const line = buffer.slice(0, at);
    buffer = buffer.slice(at + 1);
    // What arrives here was written by the client under test.
    handle(JSON.parse(line) as Request);
  }
});
process.stdin.on('end', () => {
  if (start !== 'survivor' && start !== 'ignores-everything') process.exit(0);
});
