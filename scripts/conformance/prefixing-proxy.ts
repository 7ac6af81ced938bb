import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';

/**
 * Stands between the conformance suite and a gateway, because the suite's names are fixed and cannot hold a credential:
 * puts `<alias>__` before the names of tools and prompts, takes it away in lists, and adds the bearer. All else passes as
 * it came: bytes of other answers, Host and Origin (where they are not the proxy's own), status and headers.
 */
export async function startPrefixingProxy(target: {
  readonly port: number;
  readonly path: string;
  readonly alias: string;
  readonly bearer: string;
}): Promise<{ readonly url: string; close(): void }> {
  const prefix = `${target.alias}__`;
  let own = '';
  const server: Server = createServer(async (incoming, outgoing) => {
    const sent = await read(incoming);
    const message = parse(sent);
    const body = message ? Buffer.from(JSON.stringify(withPrefix(message, prefix))) : sent;
    const headers: Record<string, string | string[] | undefined> = { ...incoming.headers };
    const there = `127.0.0.1:${target.port}`;
    if (headers.host === own) headers.host = there;
    if (headers.origin === `http://${own}`) headers.origin = `http://${there}`;
    if (typeof headers['mcp-name'] === 'string' && isNamed(message)) headers['mcp-name'] = prefix + headers['mcp-name'];
    headers.authorization = `Bearer ${target.bearer}`;
    delete headers['transfer-encoding'];
    headers['content-length'] = String(body.length);
    const call = request(
      { host: '127.0.0.1', port: target.port, path: target.path, method: incoming.method, headers },
      (answer) => forward(answer, outgoing, isList(message) ? prefix : null),
    );
    call.on('error', () => outgoing.destroy());
    outgoing.on('close', () => call.destroy());
    call.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  own = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url: `http://${own}/mcp`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Message {
  readonly method?: string;
  readonly params?: { readonly name?: unknown; readonly ref?: { readonly type?: unknown; readonly name?: unknown } };
}

function isNamed(message: Message | null): boolean {
  return message?.method === 'tools/call' || message?.method === 'prompts/get';
}

function isList(message: Message | null): boolean {
  return message?.method === 'tools/list' || message?.method === 'prompts/list';
}

function withPrefix(message: Message, prefix: string): Message {
  const { params } = message;
  if (isNamed(message) && typeof params?.name === 'string') {
    return { ...message, params: { ...params, name: prefix + params.name } };
  }
  if (message.method === 'completion/complete' && params?.ref?.type === 'ref/prompt') {
    return { ...message, params: { ...params, ref: { ...params.ref, name: `${prefix}${params.ref.name}` } } };
  }
  return message;
}

/** Names of lists lose the prefix; it is too odd to stand anywhere else. */
function forward(answer: IncomingMessage, outgoing: ServerResponse, prefix: string | null): void {
  if (prefix === null) {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    return;
  }
  void read(answer).then((body) => {
    const text = body.toString('utf8').replaceAll(`"name":"${prefix}`, '"name":"');
    const { 'content-length': _, ...headers } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, headers);
    outgoing.end(text);
  });
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parse(body: Buffer): Message | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
