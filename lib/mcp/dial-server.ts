import {
  type AuthProvider,
  Client,
  type ClientOptions,
  ProtocolError,
  ProtocolErrorCode,
  SdkHttpError,
  SseError,
  type Transport,
} from '@modelcontextprotocol/client';
import type { JsonObject } from '#core/json/json.ts';
import type { ProtocolEra } from '#core/server/server-config.ts';
import { answerQuestions } from './answer-questions.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { type Explanation, explainChildEnd, explainError } from './explain-failure.ts';
import { createHttpTransport } from './http-transport.ts';
import type { LogLevel } from './log-levels.ts';
import type { ResolvedTransport } from './resolve-config.ts';
import { StdioTransport } from './stdio-transport.ts';
import { type TransportTap, tapTransport } from './transport-tap.ts';

/** A connected client and what belongs to its one transport. */
export interface Dialled {
  readonly client: Client;
  readonly transport: Transport;
  readonly tap: TransportTap;
  /** Why the transport ended, where it tells. */
  end(): Explanation | null;
  /** The least severe log messages that a server of an older era was asked for. */
  logLevel?: LogLevel;
}

/** The server could not be connected to; `explanation` is for people. */
export class DialFailed extends Error {
  override readonly name = 'DialFailed';
  readonly explanation: Explanation;
  /** A process was started and ended by itself. */
  readonly childEnded: boolean;

  constructor(explanation: Explanation, facts: { readonly childEnded: boolean; readonly cause: unknown }) {
    super(explanation.detail, { cause: facts.cause });
    this.explanation = explanation;
    this.childEnded = facts.childEnded;
  }
}

export interface DialListeners {
  onStderr(chunk: string): void;
  stderr(): readonly string[];
  onStrayOutput(line: string): void;
  /** A transport was made; the one before, if any, is closed. `processId` is known a moment later. */
  onTransport(processId: () => number | null): void;
  onClose(dialled: Dialled): void;
  onListChanged(what: 'tools' | 'resources' | 'prompts'): void;
  /** What else the server tells of its own accord: log messages, changed resources. `tap` says to which call it belongs. */
  onNotification(method: string, params: unknown, tap: TransportTap): void;
}

const CLIENT_INFO = { name: 'tracewright', title: 'Tracewright', version: '0.1.0' };

/**
 * Connects in the era asked for. `auto` on stdio asks `server/discover` on the very process that will be used: servers
 * of today answer at once in either era. Only a server that ends on the unknown question is started a second time, and
 * greeted with `initialize`; so is one that turns out to speak only the new era, which is then pinned; the era of the client lets the caller remember that. `auto` over HTTP probes, falls back to
 * `initialize`, and last to the SSE transport of 2024-11-05. Throws {@link DialFailed}.
 */
export async function dialServer(facts: {
  readonly resolved: ResolvedTransport;
  readonly era: ProtocolEra;
  readonly limits: ConnectionLimits;
  readonly listeners: DialListeners;
  /** MCP's `ClientCapabilities`: what servers of older eras are told that they may ask, once and for all calls. */
  readonly capabilities: JsonObject;
  /** Presents the token of a sign-in to an HTTP server. */
  readonly auth: AuthProvider | null;
  readonly signal: AbortSignal;
}): Promise<Dialled> {
  const { resolved, era } = facts;
  if (resolved.kind === 'sse') return dialOnce(facts, 'sse', 'legacy');
  try {
    return await dialOnce(facts, resolved.kind, era);
  } catch (error) {
    if (era !== 'auto' || facts.signal.aborted || !(error instanceof DialFailed)) throw error;
    if (resolved.kind === 'stdio' && wantsModern(error.cause)) return dialOnce(facts, 'stdio', 'modern');
    if (resolved.kind === 'stdio' && error.childEnded) return dialOnce(facts, 'stdio', 'legacy');
    if (resolved.kind === 'http' && mayBeSse(error.cause)) {
      // Where that fails too, the first answer is the more telling one.
      return dialOnce(facts, 'sse', 'legacy').catch(() => Promise.reject(error));
    }
    throw error;
  }
}

async function dialOnce(
  facts: Parameters<typeof dialServer>[0],
  kind: 'stdio' | 'http' | 'sse',
  era: ProtocolEra,
): Promise<Dialled> {
  const { resolved, limits, listeners, capabilities, signal } = facts;
  let tap: TransportTap | null = null;
  const stdio =
    resolved.kind === 'stdio'
      ? new StdioTransport(resolved.command, limits, {
          onStderr: listeners.onStderr,
          onStrayOutput: listeners.onStrayOutput,
          onUnusableAnswer: (id, reason) => tap?.refuse(id, reason),
        })
      : null;
  const transport: Transport =
    stdio ??
    (resolved.kind === 'stdio'
      ? unreachable()
      : createHttpTransport({
          ...resolved,
          kind: kind === 'sse' ? 'sse' : 'http',
          messageBytes: limits.messageBytes,
          auth: facts.auth,
        }));
  tap = tapTransport(transport, {
    textOf: (message) => stdio?.textOf(message),
    answersElsewhere: kind === 'sse',
    onNotification: (method, params) => {
      if (tap) listeners.onNotification(method, params, tap);
    },
  });
  listeners.onTransport(() => stdio?.pid ?? null);

  const end = (): Explanation | null =>
    stdio?.end && resolved.kind === 'stdio'
      ? explainChildEnd({
          end: stdio.end,
          command: resolved.command.command,
          cwd: resolved.command.cwd,
          stray: stdio.stray,
          stderr: listeners.stderr(),
        })
      : null;
  const timeout = kind === 'stdio' ? limits.connectStdioMs : limits.connectHttpMs;
  // Only on stdio does silence tell the era; otherwise the question may take as long as the whole greeting.
  const probeMs = kind === 'stdio' && era === 'auto' ? limits.probeMs : timeout;
  const client = new Client(CLIENT_INFO, clientOptions({ era, probeMs, limits, listeners, capabilities }));
  answerQuestions(client, tap);
  const dialled: Dialled = { client, transport, tap, end };
  // The SDK's probe heeds no signal; closing the transport ends it.
  const abandon = () => void transport.close().catch(() => {});
  signal.addEventListener('abort', abandon, { once: true });
  try {
    await client.connect(transport, { timeout, signal });
  } catch (error) {
    const childEnded = stdio?.end?.kind === 'exited';
    const explanation = end() ?? explainSilence(stdio) ?? explainError(error);
    await transport.close().catch(() => {});
    throw new DialFailed(explanation, { childEnded, cause: error });
  } finally {
    signal.removeEventListener('abort', abandon);
  }
  client.onclose = () => listeners.onClose(dialled);
  client.onerror = (error) => {
    if (!(error instanceof SseError)) return;
    // The stream comes back by itself, but as another session: what was asked on the old one is lost.
    dialled.tap.loseAll('The server’s event stream was cut.');
    void client.close().catch(() => {});
  };
  return dialled;
}

function clientOptions({
  era,
  probeMs,
  limits,
  listeners,
  capabilities,
}: {
  readonly era: ProtocolEra;
  readonly probeMs: number;
  readonly limits: ConnectionLimits;
  readonly listeners: DialListeners;
  readonly capabilities: JsonObject;
}): ClientOptions {
  const changed = (what: 'tools' | 'resources' | 'prompts') => ({
    autoRefresh: false,
    debounceMs: 20,
    onChanged: () => listeners.onListChanged(what),
  });
  return {
    capabilities,
    listMaxPages: limits.listPages,
    versionNegotiation: {
      mode: era === 'modern' ? { pin: '2026-07-28' } : era,
      probe: { timeoutMs: probeMs, maxRetries: 0 },
    },
    listChanged: { tools: changed('tools'), resources: changed('resources'), prompts: changed('prompts') },
  };
}

/** A server that runs and says nothing, or says something else than MCP. */
function explainSilence(stdio: StdioTransport | null): Explanation | null {
  const line = stdio?.stray[0];
  if (line === undefined) return null;
  return {
    detail: `The server writes to its standard output what is not MCP: "${line.slice(0, 200)}"`,
    advice: 'Its log must go to standard error. Is this the command of an MCP server, in its stdio mode?',
    notSent: false,
    retry: false,
  };
}

/** A server of the new era that started so slowly that it was greeted in the old way before it answered. */
function wantsModern(error: unknown): boolean {
  return error instanceof ProtocolError && error.code === ProtocolErrorCode.UnsupportedProtocolVersion;
}

function mayBeSse(error: unknown): boolean {
  return error instanceof SdkHttpError && [400, 404, 405].includes(error.status);
}

function unreachable(): never {
  throw new Error('A stdio transport was made already.');
}
