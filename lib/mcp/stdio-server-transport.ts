import type { Readable, Writable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { createLineSplitter } from './line-splitter.ts';
import { takeResultText } from './result-text.ts';

/** Of one request; its arguments may hold a file. */
const MAX_REQUEST_BYTES = 64 * 1024 * 1024;

/** An MCP server transport over a pair of streams that passes results on byte for byte (see result-text.ts). */
export class StdioServerTransport implements Transport {
  onmessage?: Transport['onmessage'];
  onclose?: () => void;
  onerror?: (error: Error) => void;

  /** Resolves when the input has ended or the output has broken. */
  readonly ended: Promise<void>;
  readonly #input: Readable;
  readonly #output: Writable;
  #end: () => void = () => {};

  readonly #onRequest: (message: unknown) => void;

  /** `onRequest` sees every message of the client before the SDK does. */
  constructor(
    input: Readable,
    output: Writable,
    { onRequest }: { readonly onRequest?: (message: unknown) => void } = {},
  ) {
    this.#onRequest = onRequest ?? (() => {});
    this.#input = input;
    this.#output = output;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async start(): Promise<void> {
    const split = createLineSplitter(MAX_REQUEST_BYTES);
    this.#input.on('data', (chunk: Buffer) => {
      for (const line of split(chunk)) {
        if (line.kind === 'too-large') this.onerror?.(new Error('A request was larger than 64 MB.'));
        else if (line.text.trim() !== '') this.#receive(line.text);
      }
    });
    const close = () => void this.close();
    for (const event of ['end', 'close', 'error']) this.#input.on(event, close);
    for (const event of ['close', 'error']) this.#output.on(event, close);
  }

  #receive(text: string): void {
    let message: JSONRPCMessage;
    try {
      // Whether it is a message is for the SDK to say.
      message = JSON.parse(text) as JSONRPCMessage;
    } catch {
      // The answer that JSON-RPC 2.0 asks for; the SDK's own writer knows no message without an id.
      const error = { code: -32700, message: 'Parse error: the line is not JSON.' };
      this.#output.write(`${JSON.stringify({ jsonrpc: '2.0', id: null, error })}\n`);
      return;
    }
    this.#onRequest(message);
    this.onmessage?.(message);
  }

  send(message: JSONRPCMessage): Promise<void> {
    // Told of by the write itself: forty answers at once would be forty listeners for one `drain`.
    return new Promise((resolve) => this.#output.write(`${writeMessage(message)}\n`, () => resolve()));
  }

  async close(): Promise<void> {
    this.#end();
    this.onclose?.();
  }
}

function writeMessage(message: JSONRPCMessage): string {
  const text = 'result' in message ? takeResultText(message.result) : undefined;
  if (text === undefined || !('id' in message)) return JSON.stringify(message);
  return `{"jsonrpc":"2.0","id":${JSON.stringify(message.id)},"result":${text}}`;
}
