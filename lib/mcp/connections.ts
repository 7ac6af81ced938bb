import type { Client } from '@modelcontextprotocol/client';
import type { JsonObject } from '#core/json/json.ts';
import type { PromptSpec } from '#core/server/prompt-spec.ts';
import type { RawMessage } from '#core/server/raw-message.ts';
import type { ResourceSpec, ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import type { ConnectionStatus, ServerConfig } from '#core/server/server-config.ts';
import { ToolCallFailure, type ToolCallOptions, type ToolCallRequest } from '#core/tool/tool-caller.ts';
import { formatToolRef, GET_PROMPT, READ_RESOURCE } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { callServer, notConnected } from './call-server.ts';
import { consentHash } from './command-consent.ts';
import { completeArgument } from './complete-argument.ts';
import { type Connection, openConnection } from './connection.ts';
import { type ConnectionLimits, DEFAULT_LIMITS } from './connection-limits.ts';
import { listOffers } from './list-offers.ts';
import type { LoginVault } from './oauth/login.ts';
import { createSignIns, SignInFailed, type SignInPlace } from './oauth/sign-ins.ts';
import { createRawMessages } from './raw-messages.ts';
import { readPromptSpec, readResourceSpec, readResourceTemplate, readTool } from './read-offers.ts';
import { environmentVariable } from './resolve-config.ts';
import { watchResources } from './resource-watches.ts';
import { createSemaphore, type Semaphore } from './semaphore.ts';
import type { LiveCaller, LiveCallOptions } from './server-input.ts';
import { NoAnswer } from './server-request.ts';

/**
 * The live servers of this process, by alias. One per studio (or per command line run).
 *
 * Nothing is started but by `connect` and `restart`; a stdio server also needs the consent hash of its exact command
 * (`consentHash` of command-consent.ts). No method throws for what a server does: the state of a server is a
 * {@link ConnectionStatus}, and calls that get no answer reject with `ToolCallFailure`. Lists of a server that is not
 * connected reject with {@link ServerNotConnected}.
 */
export interface Connections {
  /**
   * Starts connecting, replacing any connection of the same alias, and returns at once with a promise of how it
   * settled: `connected`, `failed`, `needs-consent`, `needs-config`, `needs-sign-in` or `stopped`. While it tries, `status` tells why it
   * has not succeeded yet. Never rejects.
   */
  connect(config: ServerConfig, options?: ConnectOptions): Promise<ConnectionStatus>;
  /** `undefined` for an alias that was never connected here. */
  status(alias: string): ConnectionStatus | undefined;
  /** Aliases known here, in the order in which they were first connected. */
  aliases(): readonly string[];
  /** What the server says about itself for the model (MCP `instructions`), if anything. */
  instructions(alias: string): string | undefined;
  /** How often one of the server's lists has changed so far. */
  listsChanged(alias: string): number;
  /** Calls back after every change of a status or of a server's lists; returns the way to stop. */
  onChange(listener: (change: ConnectionChange) => void): () => void;
  /** Calls back with what servers tell of their own accord and that belongs to no call: log messages, changed resources. */
  onNotification(listener: (notification: ServerNotification) => void): () => void;
  /**
   * From now on, while it is connected, the server is asked to tell when the resource changes; returns the way to stop.
   * What it tells comes through `onNotification`. Servers without subscriptions are not asked.
   */
  watchResource(alias: string, uri: string): () => void;
  /** The server's tools, with the user's effect classes of its config. Cached until the server says they changed. */
  tools(alias: string): Promise<readonly ToolSpec[]>;
  /** The user changed the classes of a server's tools; holds from the next `tools` on. Nothing is connected anew. */
  setEffects(alias: string, effects: ServerConfig['effects']): void;
  /** Tools of every connected server, in the order of `aliases`. A server whose list fails is left out. */
  allTools(): Promise<readonly ToolSpec[]>;
  resources(alias: string): Promise<readonly ResourceSpec[]>;
  resourceTemplates(alias: string): Promise<readonly ResourceTemplateSpec[]>;
  prompts(alias: string): Promise<readonly PromptSpec[]>;
  /** Same as calling the reserved tool `resources/read`: the contents as resource blocks. */
  readResource(alias: string, uri: string, options?: ToolCallOptions): Promise<ToolResult>;
  /** Same as calling the reserved tool `prompts/get`: `structuredContent` is `{description?, messages}`. */
  getPrompt(
    alias: string,
    prompt: { readonly name: string; readonly arguments?: Readonly<Record<string, string>> },
    options?: ToolCallOptions,
  ): Promise<ToolResult>;
  /** Proposals for an argument of a prompt or of a resource template (`completion/complete`); none without support. */
  complete(alias: string, request: CompletionRequest): Promise<Completion>;
  /** Calls tools of every connected server; the reserved names `resources/read` and `prompts/get` work too. */
  caller(): LiveCaller;
  /** What went over the wire for the call that was made with `options.callId`; the last few hundred calls are kept. */
  rawMessages(callId: string): readonly RawMessage[];
  /**
   * Where the user can sign in at a server that was connected to before; the browser comes back to `redirectUrl`.
   * Rejects with `SignInFailed`.
   */
  beginSignIn(alias: string, redirectUrl: string): Promise<SignInPlace>;
  /** Takes what the browser brought back; resolves with the alias, to be connected again. Rejects with `SignInFailed`. */
  finishSignIn(brought: URLSearchParams): Promise<string>;
  /** Stops and connects again with the same config and consent. */
  restart(alias: string): Promise<ConnectionStatus>;
  /** Ends the connection and its process (stdin closed, then SIGTERM, then SIGKILL) and does not come back by itself. */
  stop(alias: string): Promise<void>;
  /** Stops and forgets. */
  remove(alias: string): Promise<void>;
  /** Stops everything. After it, nothing that this pool started is alive. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Hash of the command that the user consented to; needed for stdio. */
  readonly consentHash?: string;
}

export interface ConnectionChange {
  readonly alias: string;
  readonly what: 'status' | 'tools' | 'resources' | 'prompts';
}

export interface ServerNotification {
  readonly alias: string;
  readonly method: string;
  /** Secrets of the server's configuration are masked. */
  readonly params: JsonObject;
}

export interface Completion {
  readonly values: readonly string[];
  readonly total?: number;
  readonly hasMore?: boolean;
}

export interface CompletionRequest {
  readonly ref: { readonly prompt: string } | { readonly resourceTemplate: string };
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: Readonly<Record<string, string>>;
}

/** The list of a server was asked for while it is not connected. `message` holds the reason and the advice. */
export class ServerNotConnected extends Error {
  override readonly name = 'ServerNotConnected';
  readonly alias: string;
  readonly status: ConnectionStatus | undefined;

  constructor(alias: string, status: ConnectionStatus | undefined) {
    const reason = status?.detail ?? (status ? `it is ${status.state}` : 'no server of this name was connected');
    super(`Server "${alias}" is not connected: ${reason}${status?.advice ? ` ${status.advice}` : ''}`);
    this.alias = alias;
    this.status = status;
  }
}

export interface ConnectionsOptions {
  /** The secret of this name, or `null` where the vault has none. Called at the last moment. */
  readonly resolveSecret: (name: string) => Promise<string | null>;
  /** Value of `${NAME}` in a config; the default reads the environment, without the studio's own settings. */
  readonly resolveVariable?: (name: string) => string | undefined;
  /**
   * MCP's `ClientCapabilities`: what calls of this pool can answer (`LiveCallOptions.inputs`). Servers of the older eras
   * are told this once; nothing by default.
   */
  readonly capabilities?: JsonObject;
  /** Keeps sign-ins at servers; without it nobody can sign in. */
  readonly logins?: LoginVault;
  /** A document at a public address that describes this client to authorization servers (CIMD). */
  readonly clientMetadataUrl?: string;
  /** Waits and sizes that differ from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ConnectionLimits>;
  readonly now?: () => Date;
}

interface Entry {
  readonly config: ServerConfig;
  readonly options: ConnectOptions;
  /** `null` where the command waits for its consent. */
  readonly connection: Connection | null;
  readonly since: string;
  readonly calls: Semaphore;
  /** What was read of each list, with the client that it was read from; of one kind per method. */
  readonly lists: Map<ListMethod, { readonly client: Client; readonly offers: Promise<readonly unknown[]> }>;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const now = options.now ?? (() => new Date());
  const entries = new Map<string, Entry>();
  const listeners = new Set<(change: ConnectionChange) => void>();
  const notified = new Set<(notification: ServerNotification) => void>();
  const changes = new Map<string, number>();
  const raw = createRawMessages();
  const knownEra = new Map<string, 'legacy'>();
  const sources = {
    resolveSecret: options.resolveSecret,
    resolveVariable: options.resolveVariable ?? environmentVariable,
  };

  const tell = (change: ConnectionChange) => {
    for (const listener of listeners) listener(change);
  };
  const signIns = options.logins
    ? createSignIns({ vault: options.logins, clientMetadataUrl: options.clientMetadataUrl, now })
    : null;
  const watches = watchResources({
    dialled: (alias) => entries.get(alias)?.connection?.dialled() ?? null,
    limits,
  });
  listeners.add(({ alias, what }) => {
    if (what === 'status') watches.renew(alias);
  });

  const start = (config: ServerConfig, connectOptions: ConnectOptions): Promise<ConnectionStatus> => {
    const { alias } = config;
    const needed = consentHash(config.transport);
    const consented = needed === null || connectOptions.consentHash === needed;
    const lists: Entry['lists'] = new Map();
    const connection = consented
      ? openConnection(config, {
          limits,
          sources,
          now,
          knownEra,
          eraKey: needed ?? '',
          onStatus: () => {
            if (entries.get(alias)?.connection === connection) tell({ alias, what: 'status' });
          },
          onListChanged: (what) => {
            for (const method of METHODS[what]) lists.delete(method);
            changes.set(alias, (changes.get(alias) ?? 0) + 1);
            tell({ alias, what });
          },
          onNotification: (method, params) => {
            for (const listener of notified) listener({ alias, method, params });
          },
          capabilities: options.capabilities ?? {},
          logins: options.logins ?? null,
        })
      : null;
    const entry: Entry = {
      config,
      options: connectOptions,
      connection,
      since: now().toISOString(),
      calls: createSemaphore(limits.concurrency),
      lists,
    };
    entries.set(alias, entry);
    tell({ alias, what: 'status' });
    return connection ? connection.settled() : Promise.resolve(statusOf(entry));
  };

  /** The connection once it is up; waits a while for one that is still trying. */
  const ready = async (alias: string, signal?: AbortSignal): Promise<Connection> => {
    const entry = entries.get(alias);
    const connection = entry?.connection;
    if (!entry || !connection) throw new ServerNotConnected(alias, entry && statusOf(entry));
    if (!connection.dialled())
      await firstOf([connection.settled(), after(limits.waitForConnectionMs), aborted(signal)]);
    if (!connection.dialled()) throw new ServerNotConnected(alias, connection.status());
    return connection;
  };

  const list = async <Offer>(
    alias: string,
    method: ListMethod,
    read: (entry: unknown, config: ServerConfig) => Offer | undefined,
  ): Promise<readonly Offer[]> => {
    const connection = await ready(alias);
    const entry = entries.get(alias);
    const dialled = connection.dialled();
    if (!entry || !dialled) throw new ServerNotConnected(alias, connection.status());
    // Keyed by the client too: a server that came back may list other things.
    const cached = entry.lists.get(method);
    if (cached?.client === dialled.client) return cached.offers as Promise<readonly Offer[]>;
    const offers = listOffers(dialled, method, limits).then((all) =>
      all.flatMap((offer) => read(offer, entry.config) ?? []),
    );
    entry.lists.set(method, { client: dialled.client, offers });
    offers.catch((error: unknown) => {
      entry.lists.delete(method);
      if (error instanceof NoAnswer) connection.noteNoAnswer(error, dialled);
    });
    return offers;
  };

  const tools = (alias: string) => list(alias, 'tools/list', (tool, { effects }) => readTool(alias, tool, effects));

  const call = async (request: ToolCallRequest, callOptions: LiveCallOptions = {}): Promise<ToolResult> => {
    const { signal, callId } = callOptions;
    const entry = entries.get(request.server);
    if (signal?.aborted) throw cancelled(request);
    if (!entry?.connection) throw notConnected(request, entry && statusOf(entry));
    const connection = await ready(request.server, signal).catch((error: unknown) => {
      if (signal?.aborted) throw cancelled(request);
      throw error instanceof ServerNotConnected ? notConnected(request, error.status) : error;
    });
    const leave = await entry.calls.enter(signal).catch(() => {
      throw cancelled(request);
    });
    try {
      const listed = entry.lists.has('tools/list') ? await tools(request.server).catch(() => []) : [];
      return await callServer(request, callOptions, {
        connection,
        limits,
        spec: listed.find((tool) => tool.name === request.tool),
        onMessage:
          callId === undefined
            ? undefined
            : (direction, message) => {
                raw.add(callId, { direction, at: Date.now(), message, mask: connection.mask().text });
              },
      });
    } finally {
      leave();
    }
  };

  const stop = async (alias: string) => {
    const entry = entries.get(alias);
    await entry?.connection?.stop();
  };

  return {
    async connect(config, connectOptions = {}) {
      await stop(config.alias);
      return start(config, connectOptions);
    },
    status: (alias) => {
      const entry = entries.get(alias);
      return entry && statusOf(entry);
    },
    aliases: () => [...entries.keys()],
    instructions: (alias) => entries.get(alias)?.connection?.dialled()?.client.getInstructions(),
    listsChanged: (alias) => changes.get(alias) ?? 0,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onNotification(listener) {
      notified.add(listener);
      return () => notified.delete(listener);
    },
    watchResource: watches.add,
    tools,
    setEffects(alias, effects) {
      const entry = entries.get(alias);
      if (!entry) return;
      entries.set(alias, { ...entry, config: { ...entry.config, effects } });
      entry.lists.delete('tools/list');
      tell({ alias, what: 'tools' });
    },
    async allTools() {
      const connected = [...entries].filter(([, entry]) => entry.connection?.dialled());
      const lists = await Promise.all(connected.map(([alias]) => tools(alias).catch(() => [])));
      return lists.flat();
    },
    resources: (alias) => list(alias, 'resources/list', (entry) => readResourceSpec(alias, entry)),
    resourceTemplates: (alias) =>
      list(alias, 'resources/templates/list', (entry) => readResourceTemplate(alias, entry)),
    prompts: (alias) => list(alias, 'prompts/list', (entry) => readPromptSpec(alias, entry)),
    readResource: (alias, uri, callOptions) => call({ server: alias, tool: READ_RESOURCE, args: { uri } }, callOptions),
    getPrompt: (alias, prompt, callOptions) =>
      call(
        { server: alias, tool: GET_PROMPT, args: { name: prompt.name, arguments: { ...prompt.arguments } } },
        callOptions,
      ),
    async complete(alias, request) {
      const dialled = (await ready(alias)).dialled();
      if (!dialled?.client.getServerCapabilities()?.completions) return { values: [] };
      return completeArgument(dialled, request, limits);
    },
    caller: () => ({ call }),
    rawMessages: raw.of,
    async beginSignIn(alias, redirectUrl) {
      const order = entries.get(alias)?.connection?.signIn();
      if (!signIns || !order) throw new SignInFailed('Nobody can sign in at this server.', { alias });
      return signIns.begin({ ...order, alias, redirectUrl });
    },
    async finishSignIn(brought) {
      if (!signIns) throw new SignInFailed('Nobody can sign in here.', { alias: null });
      return signIns.finish(brought).catch((error: unknown) => {
        if (error instanceof SignInFailed && error.alias !== null) {
          entries.get(error.alias)?.connection?.noteSignInFailed(error);
        }
        throw error;
      });
    },
    async restart(alias) {
      const entry = entries.get(alias);
      if (!entry) throw new ServerNotConnected(alias, undefined);
      await stop(alias);
      return start(entry.config, entry.options);
    },
    stop,
    async remove(alias) {
      await stop(alias);
      entries.delete(alias);
      tell({ alias, what: 'status' });
    },
    async close() {
      await Promise.all([...entries.keys()].map(stop));
    },
  };
}

type ListMethod = Parameters<typeof listOffers>[1];

const METHODS: Readonly<Record<'tools' | 'resources' | 'prompts', readonly ListMethod[]>> = {
  tools: ['tools/list'],
  resources: ['resources/list', 'resources/templates/list'],
  prompts: ['prompts/list'],
};

function statusOf(entry: Entry): ConnectionStatus {
  if (entry.connection) return entry.connection.status();
  return {
    state: 'needs-consent',
    detail: 'Its command has not been allowed to run yet.',
    advice: 'Look at the whole command and allow it.',
    stderr: [],
    since: entry.since,
    attempts: 0,
  };
}

function cancelled(request: ToolCallRequest): ToolCallFailure {
  return new ToolCallFailure('cancelled', request, `${formatToolRef(request)}: Cancelled. It was not sent.`);
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
}

async function firstOf(promises: readonly Promise<unknown>[]): Promise<void> {
  await Promise.race(promises);
}
