import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';
import type { KnownClient, Login, LoginVault } from './login.ts';
import { type Challenge, SignInNeeded } from './sign-in-needed.ts';

/** A client that was registered by hand at the server's authorization server. */
export interface GivenClient {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** One way to the authorization server and back. Held in memory only; it serves once. */
export interface Attempt {
  readonly state: string;
  readonly redirectUrl: string;
  /** Asked for; an authorization server need not repeat it when it grants just that. */
  scope: string | null;
  verifier: string | null;
  discovery: OAuthDiscoveryState | null;
  /** Where the user has to go. */
  authorizationUrl: URL | null;
}

export interface ProviderFacts {
  readonly alias: string;
  readonly serverUrl: string;
  readonly vault: LoginVault;
  readonly given: GivenClient | null;
  /** A document at a public address that describes this client (CIMD), for installations that have one. */
  readonly clientMetadataUrl?: string;
  readonly now: () => Date;
  /** `null` renews tokens only; where that is not possible it throws {@link SignInNeeded}. */
  readonly attempt: Attempt | null;
  readonly challenge: Challenge;
  readonly onTokens: (login: Login) => void;
}

/** The SDK's OAuth client over the vault: what it learns is kept per server and per issuer. */
export function createOAuthProvider(facts: ProviderFacts): OAuthClientProvider {
  const { alias, serverUrl, vault, given, attempt } = facts;
  const redirectUrl = attempt?.redirectUrl ?? 'http://127.0.0.1/oauth/callback';

  const load = async (): Promise<Login> => {
    const login = await vault.load(alias);
    return login?.serverUrl === serverUrl ? login : { serverUrl, clients: {} };
  };
  const change = async (edit: (login: Login) => Login) => {
    const login = edit(await load());
    await vault.save(alias, login);
    return login;
  };

  return {
    redirectUrl,
    ...(facts.clientMetadataUrl === undefined ? {} : { clientMetadataUrl: facts.clientMetadataUrl }),
    clientMetadata: clientMetadata(redirectUrl),
    state: () => attempt?.state ?? '',
    async clientInformation(context) {
      const issuer = context?.issuer;
      const login = await load();
      if (given) {
        if (login.givenAt !== undefined && issuer !== login.givenAt) {
          throw new Error(`The server now names ${issuer}, and its client is known to ${login.givenAt} only.`);
        }
        return {
          client_id: given.clientId,
          ...(given.clientSecret === undefined ? {} : { client_secret: given.clientSecret }),
          ...(issuer === undefined ? {} : { issuer }),
        };
      }
      const known = issuer === undefined ? undefined : login.clients[issuer];
      // Without an attempt there is nothing to come back from, so that the address does not matter.
      return known && (attempt === null || known.redirectUrl === redirectUrl) ? known.information : undefined;
    },
    // Without it the SDK registers nowhere.
    ...(attempt
      ? {
          async saveClientInformation(information, context) {
            const issuer = context?.issuer;
            if (given || issuer === undefined) return;
            const client: KnownClient = { redirectUrl, information };
            await change((login) => ({ ...login, clients: { ...login.clients, [issuer]: client } }));
          },
        }
      : {}),
    async tokens(context) {
      const { tokens } = await load();
      return context && tokens?.issuer !== undefined && tokens.issuer !== context.issuer ? undefined : tokens;
    },
    async saveTokens(tokens: StoredOAuthTokens) {
      const fresh = attempt ? { since: facts.now().toISOString() } : {};
      const givenAt = given && tokens.issuer !== undefined ? { givenAt: tokens.issuer } : {};
      const scope = tokens.scope ?? attempt?.scope ?? undefined;
      const kept = scope === undefined ? tokens : { ...tokens, scope };
      facts.onTokens(await change((login) => ({ ...login, tokens: kept, ...fresh, ...givenAt })));
    },
    redirectToAuthorization(url) {
      if (!attempt) throw new SignInNeeded(facts.challenge, false);
      attempt.authorizationUrl = url;
      attempt.scope = url.searchParams.get('scope');
    },
    saveCodeVerifier(verifier) {
      if (attempt) attempt.verifier = verifier;
    },
    codeVerifier() {
      if (!attempt?.verifier) throw new Error('There is no code verifier: the sign-in was not begun here.');
      return attempt.verifier;
    },
    saveDiscoveryState(state) {
      if (attempt) attempt.discovery = state;
    },
    discoveryState: () => attempt?.discovery ?? undefined,
    async invalidateCredentials(scope) {
      await change(({ tokens, clients, ...login }) => ({
        ...login,
        clients: scope === 'all' || scope === 'client' ? {} : clients,
        ...(scope === 'all' || scope === 'tokens' || !tokens ? {} : { tokens }),
      }));
      if (attempt && (scope === 'all' || scope === 'verifier')) attempt.verifier = null;
      if (attempt && (scope === 'all' || scope === 'discovery')) attempt.discovery = null;
    },
  };
}

/** How the studio introduces itself where it registers by itself (RFC 7591): a program on the user's own machine. */
function clientMetadata(redirectUrl: string): OAuthClientMetadata {
  return {
    client_name: 'Tracewright',
    redirect_uris: [redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'native',
  };
}
