import { SdkError, SdkErrorCode, SdkHttpError, UnauthorizedError } from '@modelcontextprotocol/client';
import { type SignInNeeded, signInNeededBy } from './oauth/sign-in-needed.ts';
import type { ChildEnd } from './supervised-child.ts';

/** A failure in words for people. */
export interface Explanation {
  /** What happened and why, as one or two sentences. */
  readonly detail: string;
  readonly advice?: string;
  /** Proven that no request reached the server's tools. */
  readonly notSent: boolean;
  /** Waiting and trying again may help by itself. */
  readonly retry: boolean;
  /** A person can come in by signing in. */
  readonly signIn?: SignInNeeded;
}

/** Reasons of the network by the code of the error at the root of `fetch failed`. */
const NETWORK: Readonly<Record<string, Omit<Explanation, 'notSent'> & { readonly notSent?: boolean }>> = {
  ECONNREFUSED: {
    detail: 'Nothing listens at this address (connection refused).',
    advice: 'Start the server, or correct the port in the URL.',
    notSent: true,
    retry: true,
  },
  ENOTFOUND: {
    detail: 'The host name is not known (DNS).',
    advice: 'Check the spelling of the host, and the network or VPN.',
    notSent: true,
    retry: false,
  },
  EAI_AGAIN: {
    detail: 'The name server did not answer (DNS).',
    advice: 'Check the network connection.',
    notSent: true,
    retry: true,
  },
  EHOSTUNREACH: {
    detail: 'The host cannot be reached.',
    advice: 'Check the network or VPN.',
    notSent: true,
    retry: true,
  },
  ENETUNREACH: { detail: 'The network cannot be reached.', advice: 'Check the network.', notSent: true, retry: true },
  ETIMEDOUT: { detail: 'The host did not answer in time.', advice: 'Check the address and the network.', retry: true },
  UND_ERR_CONNECT_TIMEOUT: {
    detail: 'The host did not accept the connection in time.',
    advice: 'Check the address, the port and the firewall.',
    notSent: true,
    retry: true,
  },
  ECONNRESET: { detail: 'The server cut the connection.', retry: true },
  UND_ERR_SOCKET: { detail: 'The server cut the connection.', retry: true },
  UND_ERR_HEADERS_TIMEOUT: { detail: 'The server took the request and never answered.', retry: true },
  UND_ERR_BODY_TIMEOUT: { detail: 'The server stopped in the middle of its answer.', retry: true },
  DEPTH_ZERO_SELF_SIGNED_CERT: tls('The server uses a self-signed certificate.'),
  SELF_SIGNED_CERT_IN_CHAIN: tls('A certificate in the chain of the server is self-signed.'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: tls('The certificate of the server cannot be verified.'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: tls('The issuer of the server’s certificate is not known here.'),
  CERT_HAS_EXPIRED: tls('The certificate of the server has expired.'),
  ERR_TLS_CERT_ALTNAME_INVALID: tls('The certificate of the server is for another host name.'),
  ERR_SSL_WRONG_VERSION_NUMBER: {
    detail: 'The server does not speak TLS at this address.',
    advice: 'Use http:// instead of https://, or the right port.',
    notSent: true,
    retry: false,
  },
  ERR_SSL_PACKET_LENGTH_TOO_LONG: {
    detail: 'The server does not speak TLS at this address.',
    advice: 'Use http:// instead of https://, or the right port.',
    notSent: true,
    retry: false,
  },
};

function tls(detail: string) {
  return {
    detail: `${detail} (TLS)`,
    advice: 'Repair the certificate, or start Tracewright with NODE_EXTRA_CA_CERTS naming the right authority.',
    notSent: true,
    retry: false,
  };
}

/** Explains what `fetch`, the SDK or the operating system threw. Never throws. */
export function explainError(error: unknown): Explanation {
  for (const code of codesOf(error)) {
    const known = NETWORK[code];
    if (known) return { notSent: false, ...known };
  }
  const signIn = signInNeededBy(error);
  if (signIn) return explainSignIn(signIn);
  if (error instanceof UnauthorizedError) return explainStatus(401, '');
  if (error instanceof SdkHttpError) {
    const { text } = error.data;
    return explainStatus(error.status, typeof text === 'string' ? text : error.message);
  }
  const status = statusOf(error);
  if (status !== null) return explainStatus(status, messageOf(error));
  if (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout) {
    return {
      detail: 'The server did not answer in time.',
      advice: 'See its log; a first start that downloads packages can take long.',
      notSent: false,
      retry: true,
    };
  }
  if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpUnexpectedContent) {
    return {
      detail: `The address answers, but not with MCP (${messageOf(error)}).`,
      advice: 'Give the URL of the MCP endpoint; it often ends in /mcp or /sse.',
      notSent: false,
      retry: false,
    };
  }
  if (error instanceof SyntaxError || (error instanceof Error && error.name === 'SyntaxError')) {
    return {
      detail: `The answer is not valid JSON (${messageOf(error)}).`,
      advice: 'Is this the URL of the MCP endpoint?',
      notSent: false,
      retry: false,
    };
  }
  return { detail: sentence(messageOf(error)), notSent: false, retry: false };
}

function explainSignIn(signIn: SignInNeeded): Explanation {
  return {
    detail: signIn.wantsMore ? signIn.message : 'The server wants to know who you are.',
    advice: signIn.wantsMore ? 'Sign in again to give it these rights.' : 'Sign in, or add an Authorization header.',
    notSent: true,
    retry: false,
    signIn,
  };
}

/** Statuses with which a server turns a request away before any tool sees it. */
const TURNED_AWAY = new Set([400, 401, 403, 404, 405, 406, 411, 413, 415, 421, 422, 426, 429, 431]);

function explainStatus(status: number, body: string): Explanation {
  const notSent = TURNED_AWAY.has(status);
  const said = plainExcerpt(body);
  const tail = said === '' ? '' : ` It says: ${said}`;
  switch (status) {
    case 401:
      return {
        detail: `The server wants to know who you are (HTTP 401).${tail}`,
        advice: 'Add an Authorization header, with its token in the secret store.',
        notSent,
        retry: false,
      };
    case 403:
      return {
        detail: `The server refuses this access (HTTP 403).${tail}`,
        advice: 'Check that the token is right and allows this.',
        notSent,
        retry: false,
      };
    case 404:
      return {
        detail: `There is nothing at this path (HTTP 404).${tail}`,
        advice: 'Check the path of the URL; it often ends in /mcp or /sse.',
        notSent,
        retry: false,
      };
    case 405:
      return {
        detail: `The address does not take MCP requests (HTTP 405).${tail}`,
        advice: 'Check the path of the URL, or choose SSE as transport.',
        notSent,
        retry: false,
      };
    case 429:
      return {
        detail: `The server asks to slow down (HTTP 429).${tail}`,
        advice: 'Wait a little.',
        notSent,
        retry: true,
      };
    default:
      return {
        detail: `The server answered HTTP ${status}.${tail}`,
        ...(status >= 500 ? { advice: 'The fault is on its side; see its log.' } : {}),
        notSent,
        retry: status >= 500,
      };
  }
}

/** Explains why a stdio server ended before it was wanted to. `stray` is what it printed on stdout that is not MCP. */
export function explainChildEnd(facts: {
  readonly end: ChildEnd;
  readonly command: string;
  readonly cwd: string;
  readonly stray: readonly string[];
  readonly stderr: readonly string[];
}): Explanation {
  const { end, command } = facts;
  if (end.kind === 'not-started') return explainNotStarted(end, command, facts.cwd);
  const how = end.signal === null ? `exit code ${end.code}` : `signal ${end.signal}`;
  const lastWords = tellingLine(facts.stderr) ?? facts.stray.at(-1);
  const said = lastWords === undefined ? '' : ` Its last words: ${plainExcerpt(lastWords)}`;
  return {
    detail: `The server ended by itself (${how}).${said}`,
    advice:
      lastWords === undefined
        ? 'It said nothing; try the command in a terminal, and check its arguments and environment.'
        : 'See its output; arguments or environment variables are often missing.',
    notSent: false,
    retry: true,
  };
}

/** The line of an output that says most about why it ended: the last one of an error, else the last one at all. */
function tellingLine(lines: readonly string[]): string | undefined {
  const words = lines.filter((line) => line.trim() !== '' && !FRAME.test(line));
  return words.findLast((line) => COMPLAINT.test(line)) ?? words.at(-1);
}

/** Lines of a stack trace and what Node and Python print around one. */
const FRAME =
  /^\s+at |^Node\.js v\d|^\s*[~^]+\s*$|^\s*[{}]+\s*$|^\s+(code|errno|syscall|path): |^\s+File "|^npm (warn|notice)/i;
const COMPLAINT =
  /error\b|exception|fatal|panic|cannot|can't|could not|failed|missing|required|denied|not found|no such|invalid|usage:/i;

function explainNotStarted(
  end: { readonly code: string; readonly message: string },
  command: string,
  cwd: string,
): Explanation {
  const facts = { notSent: true, retry: false } as const;
  if (end.code === 'ENOENT') {
    return {
      ...facts,
      detail: `The command "${command}" was not found, or the folder "${cwd}" does not exist.`,
      advice: 'Install it, or give its full path. The folders searched are those of PATH when Tracewright was started.',
    };
  }
  if (end.code === 'EACCES') {
    return { ...facts, detail: `"${command}" may not be executed (permission denied).`, advice: 'Make it executable.' };
  }
  if (end.code === 'E2BIG') return { ...facts, detail: 'The arguments are too long for the operating system.' };
  return { ...facts, detail: `"${command}" could not be started: ${end.message}` };
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value) || seen.size > 20) return;
    seen.add(value);
    if ('code' in value && typeof value.code === 'string') codes.push(value.code);
    if ('errors' in value && Array.isArray(value.errors)) value.errors.forEach(visit);
    if ('cause' in value) visit(value.cause);
    if ('error' in value) visit(value.error);
    if ('event' in value) visit(value.event);
  };
  visit(error);
  return codes;
}

/** The HTTP status where the SSE transport hides it. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'number' && error.code >= 300 && error.code < 600 ? error.code : null;
}

/** The error's own message and that of its deepest cause, which is the telling one. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  let root: Error = error;
  for (let depth = 0; depth < 10; depth += 1) {
    const { cause } = root;
    const data = 'data' in root && typeof root.data === 'object' && root.data !== null ? root.data : {};
    const next = cause ?? ('cause' in data ? data.cause : undefined);
    if (!(next instanceof Error)) break;
    root = next;
  }
  return root === error || error.message.includes(root.message) ? error.message : `${error.message}: ${root.message}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The first words of foreign text: no markup, one line, at most 300 characters. */
export function plainExcerpt(text: string): string {
  const plain = text
    .replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
}
