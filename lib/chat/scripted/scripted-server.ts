import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type CompletionRequest, parseCompletionRequest, viewRequest } from './read-request.ts';
import type { Script } from './script.ts';
import { sendError, sendJson, sendTurn } from './send-turn.ts';

/** A running scripted model. */
export interface ScriptedServer {
  /** Base URL for an OpenAI-compatible client, e.g. `http://127.0.0.1:40123/v1`. */
  readonly url: string;
  /** The last chat completion requests, as they were sent; newest last. */
  readonly requests: readonly CompletionRequest[];
  close(): Promise<void>;
}

const KEPT_REQUESTS = 200;
const MAX_BODY = 20_000_000;

/**
 * Starts an HTTP server on the loopback interface that speaks the OpenAI chat completions protocol (`/v1/models`,
 * `/v1/chat/completions`, streamed or not) and answers by scripts, chosen by the `model` of the request. It is a server
 * like any other: a client cannot tell it from a model but by what it says.
 */
export async function startScriptedServer(scripts: readonly Script[]): Promise<ScriptedServer> {
  const requests: CompletionRequest[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET' && request.url === '/v1/models') {
      const data = scripts.map((script) => ({ id: script.model, object: 'model', owned_by: 'script' }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      return sendError(response, { status: 404, message: `There is nothing at ${request.url}.` });
    }
    let completion: CompletionRequest;
    try {
      completion = parseCompletionRequest(JSON.parse(await readBody(request)));
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The body is not a request.';
      return sendError(response, { status: 400, message });
    }
    requests.push(completion);
    if (requests.length > KEPT_REQUESTS) requests.shift();
    const script = scripts.find((candidate) => candidate.model === completion.model);
    if (!script) return sendError(response, { status: 404, message: `There is no model "${completion.model}".` });
    await sendTurn(response, completion, script.next(viewRequest(completion)));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // It must not keep the process alive: whoever started it may end at any time.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted model got no port.');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MAX_BODY) throw new Error('The request is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
