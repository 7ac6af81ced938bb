import { createHash, timingSafeEqual } from 'node:crypto';
import type { SessionStore } from '#lib/storage/sessions.ts';

/** Why a request is refused; `null` in its place means it may pass. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly code: 'unauthenticated' | 'foreign-host' | 'foreign-origin';
  readonly message: string;
  readonly advice?: string;
}

export interface RequestFacts {
  readonly method: string;
  readonly header: (name: string) => string | null;
}

export interface Gate {
  readonly port: number;
  readonly accessKey: string;
  readonly sessions: SessionStore;
}

/** The names under which this studio answers, exactly. */
export function allowedHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

/** Cookies know no ports: two studios on one machine must not overwrite each other's. */
export function sessionCookieName(port: number): string {
  return `tracewright_${port}`;
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * The one check of every request, made inside every handler and page: exact Host, exact Origin, and a session or the
 * access key. An absent Origin passes on reads only (browsers send none there), or with the access key.
 */
export async function checkRequest(gate: Gate, request: RequestFacts): Promise<Refusal | null> {
  const hosts = allowedHosts(gate.port);
  const refusal = checkHost(hosts, request);
  if (refusal) return refusal;
  const bearer = bearerOf(request);
  const origin = checkOrigin(hosts, request, bearer !== null);
  if (origin) return origin;
  if (bearer !== null) return sameSecret(bearer, gate.accessKey) ? null : UNAUTHENTICATED;
  const token = cookieOf(request, sessionCookieName(gate.port));
  return token !== null && (await gate.sessions.seen(hashToken(token))) ? null : UNAUTHENTICATED;
}

const UNAUTHENTICATED: Refusal = {
  status: 401,
  code: 'unauthenticated',
  message: 'This browser has not been let into the studio.',
  advice: 'Open the launch URL that `npm start` printed, or get a new one with `npm start -- --link`.',
};

export function checkHost(hosts: readonly string[], request: RequestFacts): Refusal | null {
  const host = request.header('host')?.toLowerCase() ?? '';
  if (hosts.includes(host)) return null;
  return {
    status: 403,
    code: 'foreign-host',
    message: `The studio does not answer as this host. It is at http://${hosts[0]}.`,
  };
}

function checkOrigin(hosts: readonly string[], request: RequestFacts, hasBearer: boolean): Refusal | null {
  const origin = request.header('origin');
  const allowed =
    origin === null
      ? hasBearer || request.method === 'GET' || request.method === 'HEAD'
      : hosts.some((host) => origin.toLowerCase() === `http://${host}`);
  // `Sec-Fetch-Site` cannot be set by scripts; where a browser sends it, another site's request is refused by it too.
  const site = request.header('sec-fetch-site');
  const navigation = request.header('sec-fetch-mode') === 'navigate' && request.method === 'GET';
  const foreignSite = site !== null && site !== 'same-origin' && site !== 'none' && !navigation;
  if (allowed && !foreignSite) return null;
  return { status: 403, code: 'foreign-origin', message: 'Requests from another origin are refused.' };
}

function bearerOf(request: RequestFacts): string | null {
  return /^Bearer ([^\s]+)$/i.exec(request.header('authorization') ?? '')?.[1] ?? null;
}

export function cookieOf(request: RequestFacts, name: string): string | null {
  for (const part of (request.header('cookie') ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

function sameSecret(given: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(right)));
}
