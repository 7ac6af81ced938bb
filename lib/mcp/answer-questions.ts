import { type Client, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/client';
import type { JsonObject } from '#core/json/json.ts';
import { type InputRequest, isInputMethod, isInputRefused, NOBODY } from './server-input.ts';
import type { TransportTap } from './transport-tap.ts';
import { jsonObject } from './untrusted-json.ts';

/**
 * Lets a server of an older era (up to 2025-11-25) ask in the middle of a call: each question goes to whoever made the
 * call. Questions outside of any call are dismissed. In the new era questions come as results; see call-server.ts.
 */
export function answerQuestions(client: Client, tap: TransportTap): void {
  client.fallbackRequestHandler = async (request, { mcpReq }) => {
    if (!isInputMethod(request.method)) {
      throw new ProtocolError(ProtocolErrorCode.MethodNotFound, `Method not found: ${request.method}`);
    }
    const question: InputRequest = { method: request.method, params: jsonObject(request.params) ?? {} };
    const call = tap.owner((exchange) => exchange.onInput !== undefined);
    call?.onMessage?.('received', request);
    try {
      const answer = await (call?.onInput ?? dismiss)(question, mcpReq.signal);
      call?.onMessage?.('sent', { jsonrpc: '2.0', id: request.id, result: answer });
      return answer;
    } catch (error) {
      if (!isInputRefused(error)) throw error;
      const { code, message, data } = error;
      call?.onMessage?.('sent', { jsonrpc: '2.0', id: request.id, error: { code, message, ...(data && { data }) } });
      throw new ProtocolError(code, message, data);
    }
  };
}

async function dismiss(question: InputRequest, signal: AbortSignal): Promise<JsonObject> {
  const { answer } = await NOBODY.answer({ answer: question }, { signal });
  return answer ?? {};
}
