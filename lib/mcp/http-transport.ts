import {
  type AuthProvider,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { currentExchange } from './exchange.ts';

/** A message of the server was larger than allowed; the stream that carried it was cut. */
export class MessageTooLarge extends Error {
  override readonly name = 'MessageTooLarge';
}

export interface HttpTransportSettings {
  readonly kind: 'http' | 'sse';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly messageBytes: number;
  /** Presents the token of a sign-in. */
  readonly auth: AuthProvider | null;
}

/** The SDK's own HTTP transports over a `fetch` that caps what a server may send and tells the exchange what it saw. */
export function createHttpTransport(settings: HttpTransportSettings): Transport {
  const options = {
    fetch: observedFetch(settings.messageBytes),
    requestInit: { headers: { ...settings.headers } },
    ...(settings.auth ? { authProvider: settings.auth } : {}),
  };
  return settings.kind === 'http'
    ? new StreamableHTTPClientTransport(settings.url, options)
    : new SSEClientTransport(settings.url, { ...options, eventSourceInit: { fetch: withHeaders(options) } });
}

/** The event source of the SSE transport does not use `requestInit` by itself. */
function withHeaders(options: {
  readonly fetch: typeof fetch;
  readonly requestInit: { headers: Record<string, string> };
}) {
  return (url: string | URL | Request, init?: RequestInit) => {
    const headers = new Headers(options.requestInit.headers);
    new Headers(init?.headers).forEach((value, key) => {
      headers.set(key, value);
    });
    return options.fetch(url, { ...init, headers });
  };
}

function observedFetch(messageBytes: number): typeof fetch {
  return async (input, init) => {
    const exchange = currentExchange.getStore();
    let response: Response;
    try {
      response = await fetch(input, { ...init, cache: 'no-store' });
    } catch (error) {
      if (exchange) exchange.fetchError = error;
      throw error;
    }
    if (exchange) {
      exchange.httpStatus = response.status;
      exchange.httpContentType = response.headers.get('content-type');
      exchange.onActivity?.();
    }
    return capped(response, messageBytes, (reason) => exchange?.onLost?.(reason));
  };
}

/** Cuts the body where one message (an event of a stream, or the whole of any other body) exceeds the bound. */
function capped(response: Response, maxBytes: number, onTooLarge: (reason: string) => void): Response {
  if (!response.body) return response;
  const isStream = response.headers.get('content-type')?.toLowerCase().startsWith('text/event-stream') ?? false;
  const megabytes = Math.round(maxBytes / 1024 / 1024);
  const reason = `The answer is larger than the ${megabytes} MB allowed. Ask the tool for less at once.`;
  let bytes = 0;
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes = isStream ? bytesOfLastEvent(chunk, bytes) : bytes + chunk.length;
        if (bytes > maxBytes) {
          onTooLarge(reason);
          controller.error(new MessageTooLarge(reason));
        } else controller.enqueue(chunk);
      },
    }),
  );
  const copy = new Response(body, response);
  // The constructor leaves the URL empty; the SDK resolves redirects against it.
  Object.defineProperty(copy, 'url', { value: response.url });
  return copy;
}

/** Bytes since the last empty line, given how many there were before this chunk. */
function bytesOfLastEvent(chunk: Uint8Array, before: number): number {
  for (let index = chunk.length - 1; index > 0; index -= 1) {
    if (chunk[index] !== 10) continue;
    if (chunk[index - 1] === 10 || (chunk[index - 1] === 13 && index > 1 && chunk[index - 2] === 10)) {
      return chunk.length - index - 1;
    }
  }
  return before + chunk.length;
}
