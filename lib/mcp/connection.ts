import { computeScopeUnion } from '@modelcontextprotocol/client';
import type { JsonObject } from '#core/json/json.ts';
import type { ConnectionStatus, ServerConfig } from '#core/server/server-config.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { DialFailed, type Dialled, dialServer } from './dial-server.ts';
import { type Explanation, explainError } from './explain-failure.ts';
import { createSecretMask, type SecretMask } from './mask-secrets.ts';
import { type LoginVault, secretsOfLogin } from './oauth/login.ts';
import { createServerAuth } from './oauth/server-auth.ts';
import { type Challenge, signInNeededBy } from './oauth/sign-in-needed.ts';
import type { SignInFailed, SignInOrder } from './oauth/sign-ins.ts';
import { ConfigIncomplete, type ConfigSources, type ResolvedTransport, resolveTransport } from './resolve-config.ts';
import type { NoAnswer } from './server-request.ts';
import { createStderrTail } from './stderr-tail.ts';
import { jsonObject } from './untrusted-json.ts';

/** The connection to one server: comes up, stays up, and says at any time how it is and why. */
export interface Connection {
  readonly config: ServerConfig;
  status(): ConnectionStatus;
  mask(): SecretMask;
  /** Resolves when the present attempt to connect has settled in one way or another. */
  settled(): Promise<ConnectionStatus>;
  /** The connected client, or `null`. */
  dialled(): Dialled | null;
  /** What a sign-in at this server needs, while it is reached by a URL that is known. */
  signIn(): Omit<SignInOrder, 'alias' | 'redirectUrl'> | null;
  /** A sign-in that it waits for did not come to its end. */
  noteSignInFailed(failure: SignInFailed): void;
  /** A request had no answer: over HTTP this is how a lost server shows. */
  noteNoAnswer(failure: NoAnswer, dialled: Dialled): void;
  stop(): Promise<void>;
}

export interface ConnectionContext {
  readonly limits: ConnectionLimits;
  readonly sources: ConfigSources;
  readonly now: () => Date;
  /** Era found out earlier for exactly this command; servers that end on the probe are not probed again. */
  readonly knownEra: Map<string, 'legacy'>;
  readonly eraKey: string;
  readonly onStatus: () => void;
  readonly onListChanged: (what: 'tools' | 'resources' | 'prompts') => void;
  /** What else the server tells of its own accord. */
  readonly onNotification: (method: string, params: JsonObject) => void;
  /** MCP's `ClientCapabilities`, told to servers of the older eras. */
  readonly capabilities: JsonObject;
  /** Where sign-ins at servers are kept; `null` where nobody can sign in. */
  readonly logins: LoginVault | null;
}

type Phase = Pick<ConnectionStatus, 'state' | 'detail' | 'advice'>;

/** How often the status of a server that is still silent is renewed. */
const HEARTBEAT_MS = 1_000;
/** A connection that held for so long starts counting its attempts anew. */
const STEADY_MS = 30_000;

/** States with a reason that stopping does not take away. */
const SETTLED_BADLY: readonly ConnectionStatus['state'][] = ['failed', 'needs-config', 'needs-sign-in'];

/** Starts connecting at once. The caller has seen to the consent. */
export function openConnection(config: ServerConfig, context: ConnectionContext): Connection {
  const { limits } = context;
  const stopped = new AbortController();
  let phase: Phase = { state: 'connecting', detail: 'Starting.' };
  let since = context.now();
  let attempts = 0;
  let current: Dialled | null = null;
  let mask = createSecretMask([]);
  let lastStray: string | null = null;
  let address: (ResolvedTransport & { readonly kind: 'http' | 'sse' }) | null = null;
  let challenge: Challenge = {};
  let signedIn: string | undefined;
  let granted: string | undefined;
  let hidden = '';
  let settle: (status: ConnectionStatus) => void = () => {};
  let settled = new Promise<ConnectionStatus>(() => {});
  const stderr = createStderrTail(limits.stderrLines, (line) => mask.text(line));
  const changed = throttle(context.onStatus, 100);

  const status = (): ConnectionStatus => {
    const server = current?.client.getServerVersion();
    const protocolVersion = current?.client.getNegotiatedProtocolVersion();
    return {
      ...phase,
      ...(protocolVersion === undefined ? {} : { protocolVersion }),
      ...(signedIn === undefined ? {} : { signedIn }),
      ...(server === undefined ? {} : { serverName: server.title ?? server.name, serverVersion: server.version }),
      stderr: stderr.lines(),
      since: since.toISOString(),
      attempts,
    };
  };
  const enter = (next: Phase) => {
    if (next.state !== phase.state) since = context.now();
    phase = {
      state: next.state,
      ...(next.detail === undefined ? {} : { detail: mask.text(next.detail) }),
      ...(next.advice === undefined ? {} : { advice: next.advice }),
    };
    changed();
    if (next.state !== 'connecting') settle(status());
  };
  const begin = () => {
    settled = new Promise((resolve) => {
      settle = resolve;
    });
  };

  const resolve = async (): Promise<ResolvedTransport | null> => {
    try {
      const resolved = await resolveTransport(config.transport, context.sources);
      mask = createSecretMask(resolved.secrets);
      if (resolved.kind !== 'stdio') address = resolved;
      return resolved;
    } catch (error) {
      if (error instanceof ConfigIncomplete) {
        enter({ state: 'needs-config', detail: error.message, advice: adviceFor(error) });
      } else {
        const detail = config.transport.kind === 'stdio' ? String(error) : `"${config.transport.url}" is not a URL.`;
        enter({ state: 'failed', detail, advice: 'Correct the server’s settings.' });
      }
      return null;
    }
  };

  /** A header of the user's own goes before any sign-in. */
  const authOf = (resolved: ResolvedTransport) => {
    const { logins } = context;
    if (!logins || resolved.kind === 'stdio') return null;
    if (Object.keys(resolved.headers).some((name) => name.toLowerCase() === 'authorization')) return null;
    return createServerAuth({
      alias: config.alias,
      serverUrl: resolved.url.href,
      vault: logins,
      given: resolved.oauth,
      now: context.now,
      onLogin: (login) => {
        signedIn = login.tokens?.issuer;
        granted = login.tokens?.scope;
        const secrets = [...resolved.secrets, ...secretsOfLogin(login)];
        if (secrets.join('\n') === hidden) return;
        hidden = secrets.join('\n');
        mask = createSecretMask(secrets);
      },
    });
  };

  const attempt = async (resolved: ResolvedTransport): Promise<Explanation | null> => {
    attempts += 1;
    lastStray = null;
    let transports = 0;
    const started = Date.now();
    let processId: () => number | null = () => null;
    const doing = describeAttempt(resolved);
    enter({ state: 'connecting', detail: `${doing}.`, advice: phase.advice });
    const heartbeat = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1_000);
      const pid = processId();
      const who = pid === null ? doing : `Started (process ${pid})`;
      const stray = lastStray === null ? '' : ` It printed something that is not MCP: "${lastStray.slice(0, 200)}"`;
      enter({
        state: 'connecting',
        detail: `${who}; no answer to the greeting after ${seconds} s.${stray}`,
        advice: lastStray === null ? silenceAdvice(resolved, seconds) : 'Is this an MCP server in its stdio mode?',
      });
    }, HEARTBEAT_MS);
    try {
      const known = context.knownEra.get(context.eraKey);
      const dialled = await dialServer({
        resolved,
        era: config.era === 'auto' && known ? known : config.era,
        limits,
        capabilities: context.capabilities,
        auth: authOf(resolved),
        signal: stopped.signal,
        listeners: {
          onStderr: (chunk) => {
            stderr.add(chunk);
            changed();
          },
          stderr: stderr.lines,
          onStrayOutput: (line) => {
            lastStray = line;
            changed();
          },
          onTransport: (pid) => {
            // A second start within one attempt repeats what the first one said.
            if (transports > 0) stderr.clear();
            transports += 1;
            processId = pid;
          },
          onClose: (closed) =>
            lost(closed, closed.end() ?? { detail: 'The connection was closed.', notSent: false, retry: true }),
          onListChanged: context.onListChanged,
          onNotification(method, params, tap) {
            const told = mask.json(jsonObject(params) ?? {});
            if (method !== 'notifications/message') return context.onNotification(method, told);
            stderr.add(`${logLine(told)}\n`);
            changed();
            const call = tap.owner((exchange) => exchange.onLog !== undefined);
            if (call) call.onLog?.(told);
            else context.onNotification(method, told);
          },
        },
      });
      if (stopped.signal.aborted) {
        await dialled.client.close();
        return null;
      }
      if (dialled.client.getProtocolEra() === 'legacy' && resolved.kind === 'stdio') {
        context.knownEra.set(context.eraKey, 'legacy');
      }
      current = dialled;
      enter({ state: 'connected' });
      setTimeout(() => {
        if (current === dialled) attempts = 0;
      }, STEADY_MS).unref();
      return null;
    } catch (error) {
      return error instanceof DialFailed
        ? error.explanation
        : { detail: error instanceof Error ? error.message : String(error), notSent: true, retry: false };
    } finally {
      clearInterval(heartbeat);
    }
  };

  /** Tries until it is connected, hopeless, stopped, or tried often enough. */
  const come = async (first: { readonly wait: Explanation | null }) => {
    begin();
    const resolved = await resolve();
    if (!resolved) return;
    let reason = first.wait;
    for (let tries = 0; !stopped.signal.aborted; tries += 1) {
      if (reason) {
        if (reason.signIn) return wantSignIn(reason);
        if (!reason.retry || attempts >= limits.attempts || (resolved.kind === 'stdio' && first.wait === null)) {
          enter({ state: 'failed', detail: reason.detail, advice: reason.advice });
          return;
        }
        const waitMs = Math.min(limits.firstRetryMs * 2 ** tries, limits.longestRetryMs);
        enter({
          state: 'connecting',
          detail: `${reason.detail} Trying again in ${(waitMs / 1_000).toFixed(1)} s.`,
          advice: reason.advice,
        });
        await sleep(waitMs, stopped.signal);
        if (stopped.signal.aborted) return;
      }
      reason = await attempt(resolved);
      if (reason === null) return;
    }
  };

  const wantSignIn = ({ detail, advice, signIn }: Explanation) => {
    const asked = signIn?.challenge ?? {};
    // More rights are asked for beside those that were given before, or they would be lost.
    challenge = { ...asked, scope: computeScopeUnion(granted, asked.scope) };
    enter({ state: 'needs-sign-in', detail, advice });
  };

  const lost = (dialled: Dialled, reason: Explanation) => {
    if (current !== dialled || stopped.signal.aborted) return;
    current = null;
    coming = come({ wait: { ...reason, retry: true } });
  };

  let coming = come({ wait: null });

  return {
    config,
    status,
    mask: () => mask,
    settled: () => (phase.state === 'connecting' ? settled : Promise.resolve(status())),
    dialled: () => current,
    noteSignInFailed({ message, advice }) {
      if (phase.state === 'needs-sign-in') enter({ state: 'needs-sign-in', detail: message, advice });
    },
    signIn: () => address && { serverUrl: address.url.href, given: address.oauth, challenge },
    noteNoAnswer(failure, dialled) {
      const signIn = signInNeededBy(failure.cause);
      if (signIn && current === dialled && !stopped.signal.aborted) {
        current = null;
        wantSignIn(explainError(signIn));
        void dialled.client.close().catch(() => {});
        return;
      }
      if (config.transport.kind === 'stdio' || failure.by !== 'connection') return;
      const sessionGone = failure.httpStatus === 404;
      if (failure.sent || !(failure.httpStatus === null || sessionGone)) return;
      // In this order: the closing itself is no news.
      lost(dialled, { detail: failure.message, advice: failure.advice, notSent: true, retry: true });
      void dialled.client.close().catch(() => {});
    },
    async stop() {
      stopped.abort(new Error('Stopped.'));
      const dialled = current;
      current = null;
      if (!SETTLED_BADLY.includes(phase.state)) enter({ state: 'stopped' });
      else settle(status());
      await dialled?.client.close().catch(() => {});
      await coming;
    },
  };
}

/** A log message of MCP as a line among the others that the server wrote. */
function logLine({ level, logger, data }: JsonObject): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data ?? null);
  const source = typeof logger === 'string' ? ` ${logger}` : '';
  return `[${typeof level === 'string' ? level : 'info'}${source}] ${text}`;
}

function describeAttempt(resolved: ResolvedTransport): string {
  return resolved.kind === 'stdio'
    ? `Starting ${resolved.command.command}`
    : `Asking ${resolved.url.origin}${resolved.url.pathname}`;
}

function silenceAdvice(resolved: ResolvedTransport, seconds: number): string | undefined {
  if (seconds < 5) return undefined;
  if (resolved.kind !== 'stdio') return 'Check that the address is that of an MCP server.';
  return /(^|[\\/])(npx|uvx|bunx|pipx|docker)$/.test(resolved.command.command)
    ? 'The first start may have to download packages; see its output.'
    : 'See its output; some servers wait for an argument or a login.';
}

function adviceFor(error: ConfigIncomplete): string {
  if (error.variables.length === 0) return 'Give the value in the server’s settings; it is stored encrypted.';
  return 'Set the variable before starting Tracewright, or replace it in the server’s settings.';
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

/** Calls at once, and then at most once per `ms`, the last time included. */
function throttle(action: () => void, ms: number): () => void {
  let timer: NodeJS.Timeout | null = null;
  let again = false;
  return function run() {
    if (timer) {
      again = true;
      return;
    }
    action();
    timer = setTimeout(() => {
      timer = null;
      if (again) {
        again = false;
        run();
      }
    }, ms);
    timer.unref();
  };
}
