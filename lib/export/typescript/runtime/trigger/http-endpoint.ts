import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Json } from '#core/json/json.ts';
import type { Log } from '../agent-setup.ts';
import type { Headers } from './check-signature.ts';

export interface EndpointRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: Buffer;
}

export interface EndpointResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json | { readonly text: string; readonly type: string };
}

export interface HttpEndpoint {
  readonly port: number;
  /** Takes no new connection and ends when the open ones are answered. */
  close(): Promise<void>;
}

const LARGEST_BODY = 1024 * 1024;

/** Listens. Bodies over 1 MiB are refused; an answer that throws is 500 without a word of why, and is logged. */
export async function openHttpEndpoint(options: {
  readonly host: string;
  readonly port: number;
  /** A `Response` may be a stream; it is passed on as it comes. */
  readonly answer: (request: EndpointRequest) => Promise<EndpointResponse | Response>;
  readonly log: Log;
}): Promise<HttpEndpoint> {
  const { host, port, answer, log } = options;
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, async (request, response) => {
    const send = ({ status, headers = {}, body }: EndpointResponse) => {
      const text = isText(body) ? body.text : `${JSON.stringify(body)}\n`;
      response.writeHead(status, {
        'content-type': isText(body) ? body.type : 'application/json',
        'x-content-type-options': 'nosniff',
        ...headers,
      });
      response.end(text);
    };
    try {
      const body = await readBody(request);
      if (body === null) return send({ status: 413, body: { error: 'The body is larger than 1 MiB.' } });
      const { pathname } = new URL(request.url ?? '/', 'http://agent');
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
      );
      const answered = await answer({ method: request.method ?? 'GET', path: pathname, headers, body });
      if (!(answered instanceof Response)) return send(answered);
      response.writeHead(answered.status, Object.fromEntries(answered.headers));
      if (answered.body === null) response.end();
      else await pipeline(Readable.fromWeb(answered.body as ReadableStream<Uint8Array>), response);
    } catch (error) {
      log.error({ error: error instanceof Error ? error.message : String(error) }, 'request failed');
      if (!response.headersSent) send({ status: 500, body: { error: 'It did not work; the log says why.' } });
    }
  });
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isText(body: EndpointResponse['body']): body is { readonly text: string; readonly type: string } {
  return typeof body === 'object' && body !== null && 'text' in body && 'type' in body;
}
