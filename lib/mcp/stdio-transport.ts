import type { Readable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { createLineSplitter, type StreamLine } from './line-splitter.ts';
import { nestsDeeperThan } from './nesting-depth.ts';
import { type ChildCommand, type ChildEnd, type SupervisedChild, superviseChild } from './supervised-child.ts';

/** Deeper messages are refused; nothing real comes near. */
const MAX_DEPTH = 1_000;
const MAX_STRAY_LINES = 20;

/** What the connection wants to know beside the messages themselves. */
export interface StdioTransportObserver {
  onStderr(chunk: string): void;
  /** A line on stdout that is not an MCP message; people print there by mistake. */
  onStrayOutput(line: string): void;
  /** An answer to the request `id` came and could not be used; `reason` says why. */
  onUnusableAnswer(id: string | number, reason: string): void;
}

/**
 * An MCP client transport over the stdin and stdout of a supervised child. Unlike the SDK's it survives messages that
 * are too large, stray output and deep nesting, says how the child ended, and gives the text of every message.
 */
export class StdioTransport implements Transport {
  onmessage?: Transport['onmessage'];
  onclose?: () => void;
  onerror?: (error: Error) => void;

  /** The text of each message that is being handed on. */
  readonly #texts = new WeakMap<object, string>();
  /** Lines on stdout that were no messages. */
  readonly stray: string[] = [];
  /** How the child ended, once it did so by itself. */
  end: ChildEnd | null = null;

  readonly #command: ChildCommand;
  readonly #maxBytes: number;
  readonly #graceMs: number;
  readonly #observer: StdioTransportObserver;
  #child: SupervisedChild | null = null;
  #closing = false;

  constructor(
    command: ChildCommand,
    limits: { readonly messageBytes: number; readonly stopGraceMs: number },
    observer: StdioTransportObserver,
  ) {
    this.#command = command;
    this.#maxBytes = limits.messageBytes;
    this.#graceMs = limits.stopGraceMs;
    this.#observer = observer;
  }

  /** `stderr` and `pid` are what the SDK recognizes a stdio transport by (its rules for probing differ from HTTP's). */
  get stderr(): Readable | null {
    return this.#child?.stderr ?? null;
  }

  get pid(): number | null {
    return this.#child?.pid() ?? null;
  }

  async start(): Promise<void> {
    if (this.#child) throw new Error('The transport was started already.');
    const child = superviseChild(this.#command);
    this.#child = child;
    const split = createLineSplitter(this.#maxBytes);
    child.stdout.on('data', (chunk: Buffer) => {
      for (const line of split(chunk)) this.#receive(line);
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (chunk: string) => this.#observer.onStderr(chunk));
    for (const stream of [child.stdout, child.stderr]) stream.on('error', (error) => this.onerror?.(error));
    void child.ended.then((end) => {
      if (!this.#closing) this.end = end;
      this.onclose?.();
    });
  }

  /** The text of a message, while it is being handed on. */
  textOf(message: object): string | undefined {
    return this.#texts.get(message);
  }

  send(message: JSONRPCMessage): Promise<void> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      if (!child || this.#closing || this.end || !child.stdin.writable) {
        reject(new Error('The server has ended.'));
        return;
      }
      child.stdin.write(`${JSON.stringify(message)}\n`, (error) => {
        if (!error) resolve();
        // A broken pipe is only a sign; the child's end, which is the reason, comes a moment later.
        else void Promise.race([child.ended, after(1_000)]).then(() => reject(error));
      });
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#child?.stop(this.#graceMs);
  }

  #receive(line: StreamLine): void {
    if (line.kind === 'too-large') {
      const size = `The answer has ${megabytes(line.bytes)} MB, more than the ${megabytes(this.#maxBytes)} MB allowed.`;
      this.#refuse(idInEdges(line.head, line.tail), `${size} Ask the tool for less at once.`);
      return;
    }
    const text = line.text.replace(/^\uFEFF/, '').trim();
    if (text === '') return;
    if (nestsDeeperThan(text, MAX_DEPTH)) {
      this.#refuse(
        idInEdges(text.slice(0, 2_048), text.slice(-2_048)),
        `The answer is nested deeper than ${MAX_DEPTH} levels.`,
      );
      return;
    }
    const parsed = parseMessages(text);
    if (parsed === null) {
      if (this.stray.length < MAX_STRAY_LINES) this.stray.push(text.slice(0, 500));
      this.#observer.onStrayOutput(text.slice(0, 500));
      return;
    }
    for (const message of parsed) {
      if (parsed.length === 1) this.#texts.set(message, text);
      try {
        this.onmessage?.(message);
      } catch (error) {
        this.onerror?.(error instanceof Error ? error : new Error(String(error)));
      }
      // A large map of weak keys is a burden for the garbage collector; nobody asks later.
      this.#texts.delete(message);
    }
  }

  #refuse(id: string | number | null, reason: string): void {
    if (id === null) this.onerror?.(new Error(reason));
    else this.#observer.onUnusableAnswer(id, reason);
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** The JSON-RPC messages of one line (a batch in 2025-03-26 holds several), or `null` where it is something else. */
function parseMessages(text: string): JSONRPCMessage[] | null {
  if (text[0] !== '{' && text[0] !== '[') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const messages = Array.isArray(value) ? value : [value];
  return messages.length > 0 && messages.every(isMessage) ? messages : null;
}

function isMessage(value: unknown): value is JSONRPCMessage {
  if (typeof value !== 'object' || value === null || !('jsonrpc' in value) || value.jsonrpc !== '2.0') return false;
  if ('method' in value) return typeof value.method === 'string';
  if (!('id' in value) || (typeof value.id !== 'string' && typeof value.id !== 'number')) return false;
  if ('error' in value) return isError(value.error);
  return 'result' in value && typeof value.result === 'object' && value.result !== null;
}

function isError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('message' in value)) return false;
  return Number.isSafeInteger(value.code) && typeof value.message === 'string';
}

/** The id stands at one end of a message, before or after the large member. */
function idInEdges(head: string, tail: string): string | number | null {
  const match =
    /^\s*\{[^{}[\]]*?"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)/.exec(head) ??
    /,\s*"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*(?:,\s*"jsonrpc"\s*:\s*"2\.0"\s*)?\}\s*$/.exec(tail);
  if (!match?.[1]) return null;
  const id: unknown = JSON.parse(match[1]);
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '');
}
