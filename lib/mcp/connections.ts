import type { PromptSpec } from '#core/server/prompt-spec.ts';
import type { RawMessage } from '#core/server/raw-message.ts';
import type { ResourceSpec, ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import type { ConnectionStatus, ServerConfig } from '#core/server/server-config.ts';
import type { ToolCallOptions, ToolCaller } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';

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
   * settled: `connected`, `failed`, `needs-consent`, `needs-config` or `stopped`. While it tries, `status` tells why it
   * has not succeeded yet. Never rejects.
   */
  connect(config: ServerConfig, options?: ConnectOptions): Promise<ConnectionStatus>;
  /** `undefined` for an alias that was never connected here. */
  status(alias: string): ConnectionStatus | undefined;
  /** Aliases known here, in the order in which they were first connected. */
  aliases(): readonly string[];
  /** What the server says about itself for the model (MCP `instructions`), if anything. */
  instructions(alias: string): string | undefined;
  /** Calls back after every change of a status or of a server's lists; returns the way to stop. */
  onChange(listener: (change: ConnectionChange) => void): () => void;
  /** The server's tools, with the user's effect classes of its config. Cached until the server says they changed. */
  tools(alias: string): Promise<readonly ToolSpec[]>;
  /** Tools of every connected server, in the order of `aliases`. A server whose list fails is left out. */
  allTools(): Promise<readonly ToolSpec[]>;
  resources(alias: string): Promise<readonly ResourceSpec[]>;
  resourceTemplates(alias: string): Promise<readonly ResourceTemplateSpec[]>;
  prompts(alias: string): Promise<readonly PromptSpec[]>;
  /** Same as calling the reserved tool `resources/read`: the contents as resource blocks. */
  readResource(alias: string, uri: string, options?: ToolCallOptions): Promise<ToolResult>;
  /** Same as calling the reserved tool `prompts/get`: `structuredContent` is the server's result. */
  getPrompt(
    alias: string,
    prompt: { readonly name: string; readonly arguments?: Readonly<Record<string, string>> },
    options?: ToolCallOptions,
  ): Promise<ToolResult>;
  /** Completion values for an argument of a prompt or of a resource template (`completion/complete`); `[]` without support. */
  complete(alias: string, request: CompletionRequest): Promise<readonly string[]>;
  /** Calls tools of every connected server; the reserved names `resources/read` and `prompts/get` work too. */
  caller(): ToolCaller;
  /** What went over the wire for the call that was made with `options.callId`; the last few hundred calls are kept. */
  rawMessages(callId: string): readonly RawMessage[];
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

/** Limits and waits; every one has a default (see `connection-limits.ts`). */
export interface ConnectionsOptions {
  /** The secret of this name, or `null` where the vault has none. Called at the last moment, never kept longer than the connection. */
  readonly resolveSecret: (name: string) => Promise<string | null>;
  /** Value of `${NAME}` in a config; the default reads the environment, without the studio's own settings. */
  readonly resolveVariable?: (name: string) => string | undefined;
}
