import type { StoredOAuthClientInformation, StoredOAuthTokens } from '@modelcontextprotocol/client';

/** What is kept of a sign-in at one server. All of it is secret. */
export interface Login {
  /** The server that it is for; a login is never used at another address. */
  readonly serverUrl: string;
  /** How this studio is known to each authorization server, by issuer (SEP-2352: never used at another). */
  readonly clients: Readonly<Record<string, KnownClient>>;
  /**
   * The issuer at which the client from the settings was taken first. It is presented nowhere else: a server that was
   * changed could name an authorization server that collects client secrets.
   */
  readonly givenAt?: string;
  readonly tokens?: StoredOAuthTokens;
  /** ISO instant of the last sign-in. */
  readonly since?: string;
}

export interface KnownClient {
  /** Registered for; with another port the studio has to register again. */
  readonly redirectUrl: string;
  readonly information: StoredOAuthClientInformation;
}

/** Keeps logins by alias, encrypted. */
export interface LoginVault {
  load(alias: string): Promise<Login | null>;
  save(alias: string, login: Login): Promise<void>;
  remove(alias: string): Promise<void>;
}

/** Values of a login that must never be shown or recorded. */
export function secretsOfLogin({ tokens, clients }: Login): readonly string[] {
  const of = [tokens?.access_token, tokens?.refresh_token, tokens?.id_token];
  const secrets = Object.values(clients).map(({ information }) => information.client_secret);
  return [...of, ...secrets].flatMap((value) => (value ? [value] : []));
}
