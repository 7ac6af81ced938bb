import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { CompletionRequest } from './read-request.ts';
import type { ScriptTurn } from './script.ts';

type SpokenTurn = Extract<ScriptTurn, { text?: string }>;

/** Writes one turn onto the wire: as server-sent chunks where the request asks for a stream, else as one body. */
export async function sendTurn(response: ServerResponse, request: CompletionRequest, turn: ScriptTurn): Promise<void> {
  if ('fail' in turn) return sendError(response, turn.fail);
  if ('cut' in turn) return cutTurn(response, request, turn.cut.after);
  if (request.stream === true) return streamTurn(response, request, turn);
  sendJson(response, 200, {
    ...envelope(request, 'chat.completion'),
    choices: [{ index: 0, message: wholeMessage(request, turn), finish_reason: finishReason(turn) }],
    usage: usageOf(request, turn),
  });
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function sendError(
  response: ServerResponse,
  error: { readonly status: number; readonly message: string; readonly retryAfter?: number },
): void {
  if (error.retryAfter !== undefined) response.setHeader('retry-after', String(error.retryAfter));
  sendJson(response, error.status, { error: { message: error.message, type: 'scripted', code: error.status } });
}

async function streamTurn(response: ServerResponse, request: CompletionRequest, turn: SpokenTurn): Promise<void> {
  const send = openStream(response, request);
  await pause(turn.delay ?? 0);
  if (turn.reasoning) send({ reasoning_content: turn.reasoning });
  for (const piece of pieces(turn.text ?? '')) {
    // The client may have gone; then there is nobody to pace for.
    if (response.destroyed) return;
    send({ content: piece });
    if (turn.pace) await pause(turn.pace);
  }
  for (const [index, call] of (turn.calls ?? []).entries()) {
    const args = JSON.stringify(call.args);
    const half = Math.ceil(args.length / 2);
    const id = callId(request, index);
    const begin = { index, id, type: 'function', function: { name: call.tool, arguments: args.slice(0, half) } };
    send({ tool_calls: [begin] });
    send({ tool_calls: [{ index, function: { arguments: args.slice(half) } }] });
  }
  send({}, finishReason(turn));
  const last = { ...envelope(request, 'chat.completion.chunk'), choices: [], usage: usageOf(request, turn) };
  response.write(`data: ${JSON.stringify(last)}\n\n`);
  response.end('data: [DONE]\n\n');
}

async function cutTurn(response: ServerResponse, request: CompletionRequest, after: string): Promise<void> {
  openStream(response, request)({ content: after });
  // Long enough for the piece to leave before the connection goes.
  await pause(20);
  response.destroy();
}

function openStream(response: ServerResponse, request: CompletionRequest) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const send = (delta: object, finish: string | null = null) => {
    const chunk = {
      ...envelope(request, 'chat.completion.chunk'),
      choices: [{ index: 0, delta, finish_reason: finish }],
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  send({ role: 'assistant', content: '' });
  return send;
}

function wholeMessage(request: CompletionRequest, turn: SpokenTurn) {
  const calls = (turn.calls ?? []).map((call, index) => ({
    id: callId(request, index),
    type: 'function',
    function: { name: call.tool, arguments: JSON.stringify(call.args) },
  }));
  return { role: 'assistant', content: turn.text ?? null, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
}

function finishReason(turn: SpokenTurn): string {
  return turn.calls?.length ? 'tool_calls' : 'stop';
}

function envelope(request: CompletionRequest, object: string) {
  return { id: `chatcmpl-${request.messages.length}`, object, created: 0, model: request.model };
}

/** Unique in a conversation, and the same when the same request comes again. */
function callId(request: CompletionRequest, index: number): string {
  return `call_${request.messages.length}_${index}`;
}

/** Four characters a token: the wire wants figures, and these are honest about size. */
function usageOf(request: CompletionRequest, turn: SpokenTurn) {
  const prompt = Math.ceil(JSON.stringify([request.messages, request.tools ?? []]).length / 4);
  const completion = Math.ceil(JSON.stringify([turn.text ?? '', turn.calls ?? []]).length / 4);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** Words with the space that follows them, as models stream. */
function pieces(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
