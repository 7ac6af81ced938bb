import type { EffectClass } from '../tool/effect-class.ts';

/** A value that is given as text, or taken from the secret store at the last moment by the secret's name. */
export type ConfigValue = string | { readonly secret: string };

/** How a registered MCP server is reached. */
export type ServerTransport =
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly cwd?: string;
      /** The child gets these and a small fixed set (PATH, HOME, locale), never the studio's own environment. */
      readonly env: Readonly<Record<string, ConfigValue>>;
    }
  | {
      /** `http` is Streamable HTTP; `sse` the transport of 2024-11-05. */
      readonly kind: 'http' | 'sse';
      readonly url: string;
      readonly headers: Readonly<Record<string, ConfigValue>>;
      /** For servers where a person signs in and only clients that were registered by hand are taken. */
      readonly oauth?: OAuthClient;
    };

export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret?: ConfigValue;
}

/** `auto` tries 2026-07-28 first and falls back to `initialize`. */
export type ProtocolEra = 'auto' | 'modern' | 'legacy';

export interface ServerConfig {
  /** Unique, `[a-z0-9_-]{1,20}`; prefixes tool names in the chat and in the gateway. */
  readonly alias: string;
  readonly transport: ServerTransport;
  readonly era: ProtocolEra;
  /** The user's classes by tool name; tools not named here are classified from their description. */
  readonly effects: Readonly<Record<string, EffectClass>>;
}

/** What a page shows of a connection. `detail` is the real reason, also while it is still trying. */
export interface ConnectionStatus {
  readonly state:
    | 'needs-consent'
    | 'needs-config'
    | 'needs-sign-in'
    | 'stopped'
    | 'connecting'
    | 'connected'
    | 'failed';
  readonly detail?: string;
  /** What the user can do about it, as one sentence. */
  readonly advice?: string;
  readonly protocolVersion?: string;
  /** The authorization server (issuer) at which the user signed in for this server. */
  readonly signedIn?: string;
  readonly serverName?: string;
  readonly serverVersion?: string;
  /** Last lines of the server's stderr, oldest first, secrets masked. */
  readonly stderr: readonly string[];
  readonly since: string;
  readonly attempts: number;
}
