import type { JSONRPCMessage, Transport, TransportSendOptions } from '@modelcontextprotocol/client';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import { currentExchange, type Exchange } from './exchange.ts';

export interface TransportTap {
  /** Tells that the answer to request `id` came and cannot be used. */
  refuse(id: string | number, reason: string): void;
  /** The exchange is over for its owner; whatever still comes for it is dropped. */
  forget(exchange: Exchange): void;
  /** No answer that is still awaited can come any more. */
  loseAll(reason: string): void;
  /**
   * The exchange that what the server says of its own accord belongs to: the one on whose stream it came, or else the
   * one that was begun last of those that are under way and fit, because stdio tells nothing. `null` where there is none.
   */
  owner(fits: (exchange: Exchange) => boolean): Exchange | null;
}

export interface TapListeners {
  /** Answers come over another stream than the one a request is sent on (the SSE transport of 2024-11-05). */
  readonly answersElsewhere?: boolean;
  /** Every notification of the server but progress. */
  onNotification?(method: string, params: unknown): void;
  /** The text of a message, where the transport keeps it. */
  textOf?(message: object): string | undefined;
}

/**
 * Watches a transport in place and fills the {@link Exchange}s. The SDK loses progress that arrives with the answer and
 * keeps quiet about a response stream that ended without one; here both are seen. The instance is patched, not wrapped,
 * because the SDK recognizes transports by their own members.
 */
export function tapTransport(transport: Transport, listeners: TapListeners = {}): TransportTap {
  const exchanges = new Map<string | number, Exchange>();
  const seen = (message: object) => listeners.textOf?.(message) ?? message;

  const settle = (id: string | number) => {
    const exchange = exchanges.get(id);
    exchanges.delete(id);
    return exchange;
  };
  const lose = (id: string | number, reason: string) => settle(id)?.onLost?.(reason);

  const send = transport.send.bind(transport);
  transport.send = async (message: JSONRPCMessage, options?: TransportSendOptions) => {
    const exchange = currentExchange.getStore();
    if (exchange && 'method' in message) exchange.onMessage?.('sent', message);
    const id = 'method' in message && 'id' in message ? message.id : undefined;
    if (!exchange || id === undefined) return send(message, options);

    exchange.ids.add(id);
    exchanges.set(id, exchange);
    exchange.httpStatus = null;
    const streamEnded = () => {
      options?.onRequestStreamEnd?.();
      lose(id, 'The server ended the response stream without an answer.');
    };
    try {
      await send(message, { ...options, onRequestStreamEnd: streamEnded });
    } catch (error) {
      exchange.sendFailed = true;
      throw error;
    }
    const answersHere = !listeners.answersElsewhere && !isEventStream(exchange.httpContentType);
    if (exchange.httpStatus !== null && answersHere) {
      lose(id, `The server answered HTTP ${exchange.httpStatus} without an answer to the request.`);
    }
  };

  const receive = (message: JSONRPCMessage) => {
    if ('method' in message) {
      if ('id' in message) return;
      const owner = message.method === 'notifications/progress' ? exchanges.get(progressToken(message.params)) : null;
      if (owner) {
        owner.onMessage?.('received', seen(message));
        owner.onActivity?.();
        const progress = readProgress(message.params);
        if (progress) owner.onProgress?.(progress);
      } else listeners.onNotification?.(message.method, message.params);
      return;
    }
    if (message.id === undefined) return;
    // An answer comes once: a second one for the same id finds nobody.
    const exchange = settle(message.id);
    if (!exchange) return;
    exchange.onActivity?.();
    exchange.onMessage?.('received', seen(message));
    if ('result' in message) exchange.answers.push({ result: message.result, text: listeners.textOf?.(message) });
    else exchange.error = message.error;
  };

  let handler = transport.onmessage;
  Object.defineProperty(transport, 'onmessage', {
    configurable: true,
    get: () =>
      handler &&
      ((message: JSONRPCMessage, extra: Parameters<NonNullable<Transport['onmessage']>>[1]) => {
        receive(message);
        handler?.(message, extra);
      }),
    set: (next: Transport['onmessage']) => {
      handler = next;
    },
  });

  return {
    owner(fits) {
      const here = currentExchange.getStore();
      if (here) return fits(here) ? here : null;
      return [...new Set(exchanges.values())].findLast(fits) ?? null;
    },
    refuse: lose,
    loseAll: (reason) => {
      for (const id of [...exchanges.keys()]) lose(id, reason);
    },
    forget: (exchange) => {
      for (const id of exchange.ids) exchanges.delete(id);
    },
  };
}

function isEventStream(contentType: string | null): boolean {
  return contentType?.toLowerCase().startsWith('text/event-stream') ?? false;
}

function progressToken(params: unknown): string | number {
  const token = typeof params === 'object' && params !== null && 'progressToken' in params ? params.progressToken : '';
  return typeof token === 'string' || typeof token === 'number' ? token : '';
}

function readProgress(params: unknown): ToolProgress | null {
  if (typeof params !== 'object' || params === null || !('progress' in params)) return null;
  const { progress } = params;
  const total = 'total' in params ? params.total : undefined;
  const message = 'message' in params ? params.message : undefined;
  if (typeof progress !== 'number') return null;
  return {
    progress,
    ...(typeof total === 'number' ? { total } : {}),
    ...(typeof message === 'string' ? { message } : {}),
  };
}
