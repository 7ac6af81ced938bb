import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resultText } from '#core/tool/tool-result.ts';
import { createConnections } from '../connections.ts';
import { fromRoot, httpConfig, until } from '../testing/pool.ts';
import type { Login, LoginVault } from './login.ts';

/** The official SDK's authorization server and resource server, in a process of their own. */
let child: ChildProcess;
let place: { readonly mcp: string; readonly base: string };
let logins: Map<string, Login>;
let connections: ReturnType<typeof createConnections>;

const vault: LoginVault = {
  load: async (alias) => logins.get(alias) ?? null,
  save: async (alias, login) => void logins.set(alias, login),
  remove: async (alias) => void logins.delete(alias),
};
const CALLBACK = 'http://127.0.0.1:4317/oauth/callback';

async function serve(variables: Record<string, string> = {}): Promise<void> {
  let said = '';
  child = spawn(process.execPath, [fromRoot('e2e/servers/oauth-server.mjs')], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  await until('the server', () => said.includes('\n'), 20_000);
  place = JSON.parse(said);
}

const counted = async (): Promise<Record<string, number>> => (await fetch(new URL('counted', place.base))).json();

/** What a browser does: follows the page of the authorization server, and comes back with what it was given. */
async function decide(url: string, answer: 'yes' | 'no'): Promise<URLSearchParams> {
  const page = await (await fetch(url)).text();
  const link = new RegExp(`/decide\\?ticket=[^"]*allow=${answer}`).exec(page)?.[0].replaceAll('&amp;', '&');
  if (!link) throw new Error(`No such choice on the page: ${page}`);
  const back = await fetch(new URL(link, place.base), { redirect: 'manual' });
  return new URL(back.headers.get('location') ?? '').searchParams;
}

async function signIn(): Promise<void> {
  const { url } = await connections.beginSignIn('notes', CALLBACK);
  expect(await connections.finishSignIn(await decide(url, 'yes'))).toBe('notes');
  expect((await connections.restart('notes')).state).toBe('connected');
}

const call = (tool: string) => connections.caller().call({ server: 'notes', tool, args: {} });

beforeEach(() => {
  logins = new Map();
  connections = createConnections({
    resolveSecret: async (name) => (name === 's' ? 'open sesame' : null),
    logins: vault,
  });
});
afterEach(async () => {
  await connections.close();
  child.kill();
});

describe('a server that wants a sign-in', () => {
  test('says so, registers nothing by itself, and works after the user has signed in', async () => {
    await serve();
    const status = await connections.connect(httpConfig('notes', place.mcp));
    expect(status).toMatchObject({ state: 'needs-sign-in', advice: expect.stringContaining('Sign in') });
    expect(await counted()).toMatchObject({ registrations: 0 });
    await expect(call('who')).rejects.toMatchObject({ kind: 'not-sent' });

    const { url, host, scope } = await connections.beginSignIn('notes', CALLBACK);
    const asked = new URL(url).searchParams;
    expect(host).toBe(new URL(place.base).host);
    expect(scope).toContain('notes:read');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('resource')).toBe(place.mcp);
    expect(asked.get('redirect_uri')).toBe(CALLBACK);
    expect(await connections.finishSignIn(await decide(url, 'yes'))).toBe('notes');
    expect(await connections.restart('notes')).toMatchObject({ state: 'connected', signedIn: place.base });
    expect(resultText(await call('who'))).toBe('notes:read notes:write');
    expect(await counted()).toMatchObject({ registrations: 1, exchanges: 1 });
  });

  test('is remembered: another connection of the same studio needs no other sign-in', async () => {
    await serve();
    await connections.connect(httpConfig('notes', place.mcp));
    await signIn();
    await connections.close();
    const again = createConnections({ resolveSecret: async () => null, logins: vault });
    expect((await again.connect(httpConfig('notes', place.mcp))).state).toBe('connected');
    await again.close();
    // The same login is worth nothing at another address.
    const moved = createConnections({ resolveSecret: async () => null, logins: vault });
    const elsewhere = place.mcp.replace('127.0.0.1', 'localhost');
    expect((await moved.connect(httpConfig('notes', elsewhere))).state).toBe('needs-sign-in');
    await moved.close();
  });

  test('no token is in a result or a raw message that the studio keeps', async () => {
    await serve();
    await connections.connect(httpConfig('notes', place.mcp));
    await signIn();
    const result = await connections.caller().call({ server: 'notes', tool: 'list_notes', args: {} }, { callId: 'c1' });
    const token = logins.get('notes')?.tokens?.access_token ?? '';
    expect(token).toMatch(/^access-/);
    expect(resultText(result)).toBe('notes for ••••••');
    expect(JSON.stringify(connections.rawMessages('c1'))).not.toContain(token);
  });

  test('an expired token is renewed once for all calls that meet it, and no call is made twice', async () => {
    await serve({ TOKEN_SECONDS: '4' });
    await connections.connect(httpConfig('notes', place.mcp));
    await signIn();
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const before = await counted();
    await Promise.all(Array.from({ length: 10 }, () => call('list_notes')));
    const after = await counted();
    expect(after.calls).toBe((before.calls ?? 0) + 10);
    expect(after.refreshes).toBe((before.refreshes ?? 0) + 1);
    expect(after.registrations).toBe(1);
  });

  test('where the token can no longer be renewed the user is asked to sign in again', async () => {
    await serve();
    await connections.connect(httpConfig('notes', place.mcp));
    await signIn();
    await fetch(new URL('forget', place.base), { method: 'POST' });
    await expect(call('list_notes')).rejects.toMatchObject({ kind: 'not-sent' });
    expect(connections.status('notes')).toMatchObject({ state: 'needs-sign-in' });
    await signIn();
    expect(resultText(await call('who'))).toContain('notes:read');
  });

  test('a refusal, a foreign state and a second use end without a token', async () => {
    await serve();
    await connections.connect(httpConfig('notes', place.mcp));
    const refused = await connections.beginSignIn('notes', CALLBACK);
    await expect(connections.finishSignIn(await decide(refused.url, 'no'))).rejects.toMatchObject({
      name: 'SignInFailed',
      alias: 'notes',
      message: expect.stringContaining('refused'),
    });
    expect(connections.status('notes')?.detail).toContain('refused');
    await expect(connections.finishSignIn(new URLSearchParams({ code: 'x', state: 'guessed' }))).rejects.toMatchObject({
      name: 'SignInFailed',
      alias: null,
    });

    const { url } = await connections.beginSignIn('notes', CALLBACK);
    const brought = await decide(url, 'yes');
    await connections.finishSignIn(brought);
    await expect(connections.finishSignIn(brought)).rejects.toMatchObject({ name: 'SignInFailed' });
  });

  test('an answer in the name of another authorization server is refused', async () => {
    await serve();
    await connections.connect(httpConfig('notes', place.mcp));
    const { url } = await connections.beginSignIn('notes', CALLBACK);
    const brought = await decide(url, 'yes');
    brought.set('iss', 'https://evil.example');
    await expect(connections.finishSignIn(brought)).rejects.toMatchObject({ name: 'SignInFailed' });
    expect(logins.get('notes')?.tokens).toBeUndefined();
  });

  test('one that takes known clients only takes the one from the settings', async () => {
    await serve({ REGISTRATION: 'off', REDIRECT_URIS: CALLBACK });
    await connections.connect(httpConfig('notes', place.mcp));
    await expect(connections.beginSignIn('notes', CALLBACK)).rejects.toMatchObject({
      name: 'SignInFailed',
      advice: expect.stringContaining('client id'),
    });
    const config = httpConfig('notes', place.mcp);
    await connections.connect({
      ...config,
      transport: {
        kind: 'http',
        url: place.mcp,
        headers: {},
        oauth: { clientId: 'known', clientSecret: { secret: 's' } },
      },
    });
    await signIn();
    expect(resultText(await call('who'))).toContain('notes');
  });

  test('a header of the user’s own goes before any sign-in', async () => {
    await serve();
    const headers = { Authorization: 'Bearer wrong' };
    expect(await connections.connect(httpConfig('notes', place.mcp, { headers }))).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('HTTP 401'),
    });
  });
});
