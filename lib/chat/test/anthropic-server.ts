import { createServer } from 'node:http';

/** One answer of a model that speaks Anthropic's messages protocol: text, then maybe one tool call. */
export interface AnthropicTurn {
  readonly text?: string;
  readonly call?: { readonly name: string; readonly input: object };
}

/** A tiny server for tests: Anthropic's streamed `POST /v1/messages`, answering in order. */
export async function startAnthropicServer(turns: readonly AnthropicTurn[]): Promise<{
  readonly url: string;
  readonly requests: readonly { readonly headers: Readonly<Record<string, unknown>>; readonly body: AnthropicBody }[];
  close(): Promise<void>;
}> {
  const requests: { headers: Readonly<Record<string, unknown>>; body: AnthropicBody }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += String(part);
    const body: AnthropicBody = JSON.parse(text);
    const turn = turns[requests.length] ?? { text: 'The end.' };
    requests.push({ headers: request.headers, body });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (event: { readonly type: string } & Readonly<Record<string, unknown>>) =>
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    const usage = {
      input_tokens: 1_000,
      cache_read_input_tokens: 200,
      cache_creation_input_tokens: 0,
      output_tokens: 1,
    };
    const message = {
      id: `msg_${requests.length}`,
      type: 'message',
      role: 'assistant',
      model: body.model,
      content: [],
    };
    send({ type: 'message_start', message: { ...message, stop_reason: null, stop_sequence: null, usage } });
    let index = 0;
    if (turn.text) {
      send({ type: 'content_block_start', index, content_block: { type: 'text', text: '' } });
      for (const piece of turn.text.split(/(?<= )/)) {
        send({ type: 'content_block_delta', index, delta: { type: 'text_delta', text: piece } });
      }
      send({ type: 'content_block_stop', index });
      index += 1;
    }
    if (turn.call) {
      const block = { type: 'tool_use', id: `toolu_${requests.length}`, name: turn.call.name, input: {} };
      send({ type: 'content_block_start', index, content_block: block });
      const delta = { type: 'input_json_delta', partial_json: JSON.stringify(turn.call.input) };
      send({ type: 'content_block_delta', index, delta });
      send({ type: 'content_block_stop', index });
    }
    const stop_reason = turn.call ? 'tool_use' : 'end_turn';
    send({ type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 50 } });
    send({ type: 'message_stop' });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
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

export interface AnthropicBody {
  readonly model: string;
  readonly system?: unknown;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools?: readonly { readonly name: string; readonly input_schema: unknown }[];
}
