import { createServer } from 'node:http';

/** One answer of a model that speaks OpenAI's Responses API: text, then maybe one tool call. */
export interface ResponsesTurn {
  readonly text?: string;
  readonly call?: { readonly name: string; readonly input: object };
}

export interface ResponsesBody {
  readonly model: string;
  readonly store?: boolean;
  readonly instructions?: string;
  readonly input: readonly Readonly<Record<string, unknown>>[];
  readonly tools?: readonly { readonly type: string; readonly name?: string; readonly parameters?: unknown }[];
}

/** A tiny server for tests: OpenAI's streamed `POST /v1/responses`, answering in order, and nothing else. */
export async function startResponsesServer(turns: readonly ResponsesTurn[]): Promise<{
  readonly url: string;
  readonly requests: readonly { readonly authorization: string | undefined; readonly body: ResponsesBody }[];
  close(): Promise<void>;
}> {
  const requests: { authorization: string | undefined; body: ResponsesBody }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += String(part);
    if (request.method !== 'POST' || request.url !== '/v1/responses') {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `There is nothing at ${request.url}.` } }));
      return;
    }
    const body: ResponsesBody = JSON.parse(text);
    const turn = turns[requests.length] ?? { text: 'The end.' };
    requests.push({ authorization: request.headers.authorization, body });
    const at = requests.length;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let sequence = 0;
    const send = (type: string, fields: object) => {
      response.write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...fields })}\n\n`);
    };
    const about = { id: `resp_${at}`, object: 'response', created_at: 1_780_000_000, model: body.model };
    send('response.created', { response: { ...about, status: 'in_progress', output: [] } });
    let output_index = 0;
    if (turn.text) {
      const item = { type: 'message', id: `msg_${at}`, role: 'assistant', status: 'in_progress', content: [] };
      send('response.output_item.added', { output_index, item });
      for (const delta of turn.text.split(/(?<= )/)) {
        send('response.output_text.delta', { item_id: item.id, output_index, content_index: 0, delta });
      }
      const content = [{ type: 'output_text', text: turn.text, annotations: [] }];
      send('response.output_item.done', { output_index, item: { ...item, status: 'completed', content } });
      output_index += 1;
    }
    if (turn.call) {
      const item = { type: 'function_call', id: `fc_${at}`, call_id: `call_${at}`, name: turn.call.name };
      const written = JSON.stringify(turn.call.input);
      send('response.output_item.added', { output_index, item: { ...item, arguments: '', status: 'in_progress' } });
      send('response.function_call_arguments.delta', { item_id: item.id, output_index, delta: written });
      send('response.function_call_arguments.done', { item_id: item.id, output_index, arguments: written });
      send('response.output_item.done', {
        output_index,
        item: { ...item, arguments: written, status: 'completed' },
      });
    }
    const usage = {
      input_tokens: 1_200,
      input_tokens_details: { cached_tokens: 200 },
      output_tokens: 50,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 1_250,
    };
    send('response.completed', { response: { ...about, status: 'completed', output: [], usage } });
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
