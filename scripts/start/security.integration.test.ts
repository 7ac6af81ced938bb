import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildIfNeeded } from '../build/build-if-needed.ts';
import { listRoutes } from './test/list-routes.ts';
import { type Answer, ask, enter, freePort, type StudioProcess, startStudioProcess } from './test/studio-process.ts';

// Whole studios start here; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

/** Exactly these answer without a session. Whoever adds one must be able to say why. */
const PUBLIC = ['/launch', '/oauth/callback'];
/** Built files, the same for everybody. */
const PUBLIC_FILES = ['/icon.svg'];

const routes = listRoutes();
const guarded = routes.filter((route) => !PUBLIC.includes(route.path));
const UNSAFE = ['POST', 'PUT', 'PATCH', 'DELETE'];

let home: string;
let port: number;
let studio: StudioProcess;
let cookie: string;
let launchToken: string;
/** A prototype that nobody without a session may see a trace of. */
let prototypeId: string;
const CANARY = 'canary-4b7e21';

beforeAll(async () => {
  await buildIfNeeded();
  home = mkdtempSync(join(tmpdir(), 'tracewright-security-'));
  port = await freePort();
  studio = await startStudioProcess({ home, port });
  launchToken = new URL(studio.launchUrl).searchParams.get('token') ?? '';
  cookie = await enter(port, studio.launchUrl);
  const made = await ask(port, '/api/prototypes', {
    method: 'POST',
    headers: { authorization: `Bearer ${studio.accessKey()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: CANARY }),
  });
  prototypeId = JSON.parse(made.body).id;
}, 600_000);
afterAll(async () => {
  await studio.end('SIGTERM');
  rmSync(home, { recursive: true, force: true });
});

/** The doors of callers refuse in the words of an exported agent, so that who calls them calls both alike (0417). */
const AS_AN_AGENT = /^\/endpoint\//;

/** Refused by us, in words, with nothing else in it. */
function expectRefusal(answer: Answer, status: 401 | 403, path: string): void {
  const words = status === 401 ? /^The gateway needs the bearer token/ : /^Requests from another origin /;
  const error = AS_AN_AGENT.test(path)
    ? expect.stringMatching(words)
    : expect.objectContaining({ code: expect.stringMatching(/^(unauthenticated|foreign-host|foreign-origin)$/) });
  expect([answer.status, JSON.parse(answer.body)]).toEqual([status, { error }]);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.headers['set-cookie']).toBeUndefined();
}

/** Pages show nothing but the way to the launch page; a page that streams says so inside of its shell. */
function expectTurnedAway(answer: Answer, path: string): void {
  if (answer.status === 200) expect(answer.body).toContain('NEXT_REDIRECT;replace;/launch;307');
  else expect(answer.status).toBeGreaterThanOrEqual(300);
  if (answer.headers.location !== undefined) {
    const location = new URL(answer.headers.location, 'http://x').pathname;
    // A slash too many is taken away before anything is looked at.
    expect(['/launch', path]).toContain(location.replace(prototypeId, 'x'));
  }
  for (const secret of [launchToken, studio.accessKey(), CANARY]) expect(answer.body).not.toContain(secret);
}

test('there are routes to check, and only these are public', async () => {
  expect(routes.length).toBeGreaterThan(10);
  for (const route of routes) expect([route.file, route.methods.length > 0]).toEqual([route.file, true]);
  const open: string[] = [];
  for (const route of routes) {
    const answer = await ask(port, route.path, { patience: 3_000 });
    // A page that sends the browser on to `/launch` is not public; neither is a method that does not exist.
    const turnedAway = [307, 401, 403, 405].includes(answer.status) && route.path !== '/launch';
    if (!turnedAway) open.push(route.path);
  }
  expect(open.sort()).toEqual(PUBLIC);
});

describe.each(guarded.filter((route) => route.kind === 'handler'))('$path', ({ path, methods }) => {
  test.each(methods)('%s without a session is refused', async (method) => {
    const own = { origin: `http://127.0.0.1:${port}` };
    const answer = await ask(port, path, { method, headers: own });
    if (method === 'HEAD' || method === 'OPTIONS') expect([401, 403]).toContain(answer.status);
    else expectRefusal(answer, 401, path);
    expectRefusal(
      await ask(port, path, {
        method: method === 'HEAD' ? 'GET' : method,
        headers: { ...own, cookie: `tracewright_${port}=guess` },
      }),
      401,
      path,
    );
    expectRefusal(
      await ask(port, path, {
        method: method === 'HEAD' ? 'GET' : method,
        headers: { ...own, authorization: 'Bearer guess' },
      }),
      401,
      path,
    );
  });

  test.each(methods)('%s for another host is refused, session or not', async (method) => {
    for (const host of [
      'evil.example',
      `127.0.0.1.nip.io:${port}`,
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port}.`,
    ]) {
      const answer = await ask(port, path, { method, headers: { host, cookie, origin: `http://${host}` } });
      expect(answer.status).toBe(403);
    }
  });

  test.each(methods)('%s from another origin is refused, session or not', async (method) => {
    for (const origin of [
      'https://evil.example',
      'null',
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
      `http://evil.example:${port}`,
    ]) {
      expectRefusal(await ask(port, path, { method, headers: { cookie, origin } }), 403, path);
    }
    // The gateway knows no session at all, so that it says 401 here.
    if (UNSAFE.includes(method)) {
      expect([401, 403]).toContain((await ask(port, path, { method, headers: { cookie } })).status);
    }
  });

  test('a preflight from another origin is given nothing', async () => {
    const answer = await ask(port, path, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    for (const name of Object.keys(answer.headers)) expect(name).not.toMatch(/^access-control-/);
  });
});

describe.each(guarded.filter((route) => route.kind === 'page'))('page $path', ({ path }) => {
  test('without a session shows nothing, however it is asked for', async () => {
    const tricks: readonly (readonly [string, Record<string, string>])[] = [
      [path, {}],
      [path, { rsc: '1' }],
      [`${path}?_rsc=abc`, { rsc: '1', 'next-router-prefetch': '1' }],
      [path, { rsc: '1', 'next-router-segment-prefetch': '/_tree' }],
      [path, { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' }],
      [path, { 'x-http-method-override': 'POST' }],
      [`${path}/`, {}],
      [`/%2e%2e${path}`, {}],
      [`/_next/data/x${path}.json`, {}],
      [`${path === '/' ? '/index' : path}.rsc`, {}],
    ];
    for (const [address, headers] of tricks) {
      expectTurnedAway(
        await ask(port, address.replace('/prototypes/x', `/prototypes/${prototypeId}`), { headers }),
        path,
      );
    }
    // With the session it is there: what was looked for above could have been found.
    const shown = await ask(port, `/prototypes/${prototypeId}`, { headers: { cookie } });
    expect(shown.body).toContain(CANARY);
  });

  test('a server action cannot be called from outside', async () => {
    const answer = await ask(port, path, {
      method: 'POST',
      headers: { 'next-action': '0'.repeat(42), origin: 'https://evil.example', 'content-type': 'text/plain' },
      body: '[]',
    });
    expect(answer.status).toBeGreaterThanOrEqual(300);
    expect(answer.body).not.toContain(CANARY);
  });
});

describe('every answer', () => {
  test.each(['/', '/launch', '/api/prototypes', '/no/such/page', ...PUBLIC_FILES])(
    '%s carries the policy',
    async (path) => {
      const { headers } = await ask(port, path);
      const policy = String(headers['content-security-policy']);
      for (const part of [`object-src 'none'`, `base-uri 'none'`, `frame-ancestors 'none'`, `default-src 'none'`]) {
        expect(policy).toContain(part);
      }
      const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? '';
      expect(scripts).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{24}'$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  test('a page has a fresh nonce, which is on each of its scripts, and a client cannot choose it', async () => {
    const chosen = { cookie, 'content-security-policy': `script-src 'nonce-chosen'`, 'x-nonce': 'chosen' };
    const [first, second] = [await ask(port, '/', { headers: chosen }), await ask(port, '/', { headers: { cookie } })];
    const nonceOf = (answer: Answer) => /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1];
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    expect(first.body).not.toContain('chosen');
    const scripts = first.body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(first)}"`);
  });

  test('an unauthenticated page never holds a token, and its errors no path or stack', async () => {
    for (const path of ['/', '/launch', '/launch?token=wrong', '/no/such/page']) {
      const { body } = await ask(port, path);
      expect(body).not.toContain(launchToken);
      expect(body).not.toContain(studio.accessKey());
    }
    const broken = await ask(port, '/api/prototypes', {
      method: 'POST',
      headers: { cookie, origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
      body: '{"name":',
    });
    expect(broken.status).toBe(400);
    expect(broken.body).not.toMatch(/node_modules|\.ts:|at /);
  });
});

describe('a body', () => {
  const send = (body: string, type = 'application/json') =>
    ask(port, '/api/prototypes', {
      method: 'POST',
      headers: { cookie, origin: `http://127.0.0.1:${port}`, 'content-type': type },
      body,
    });

  test('over the limit is refused', async () => {
    const answer = await send(JSON.stringify({ name: 'x'.repeat(2_000_000) }));
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([413, 'too-large']);
  });

  test('that is a form is refused', async () => {
    expect((await send('name=x', 'application/x-www-form-urlencoded')).status).toBe(400);
  });

  test('with a __proto__ changes no prototype', async () => {
    const answer = await send('{"name":"fine","__proto__":{"sample":true},"constructor":{"prototype":{"x":1}}}');
    expect([answer.status, JSON.parse(answer.body).sample]).toEqual([200, false]);
  });
});
