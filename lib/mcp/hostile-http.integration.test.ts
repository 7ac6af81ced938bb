import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { autoData } from '#core/tool/result-data.ts';
import { type HostileHttp, startHostileHttp } from './testing/hostile-http.ts';
import { httpConfig, type TestPool, testPool, until } from './testing/pool.ts';

let pool: TestPool;
let server: HostileHttp;

beforeEach(async () => {
  pool = testPool({
    limits: { messageBytes: 2_000_000, callIdleMs: 8_000, callTotalMs: 10_000, connectHttpMs: 5_000 },
  });
  server = await startHostileHttp();
});

afterEach(async () => {
  await pool.connections.close();
  await server.close();
});

const call = (tool: string) => pool.call({ server: 'h', tool, args: {} });
const failure = async (tool: string) => {
  const before = performance.now();
  const failed = await call(tool).then(
    (result) => ({ answered: result }),
    (error: Error & { kind: string }) => ({ kind: error.kind, message: error.message }),
  );
  return { ...failed, promptly: performance.now() - before < 6_000 };
};

describe('a call over HTTP whose answer is lost', () => {
  test.each([
    ['stream-cut', 'without an answer'],
    ['stream-ends', 'without an answer'],
    ['reset', 'cut the connection'],
    ['bad-gateway', 'HTTP 502'],
    ['redirect', ''],
    ['truncated', 'JSON'],
    ['accepted', 'HTTP 202'],
    ['page', 'not with MCP'],
    ['wrong-id', 'without an answer'],
    ['huge', 'larger than the 2 MB'],
    ['bomb', 'larger than the 2 MB'],
    ['huge-event', 'larger than the 2 MB'],
  ])('%s: unknown at once, sent once, and the connection lives', async (tool, reason) => {
    await pool.connect(httpConfig('h', server.url));
    const before = process.memoryUsage().rss;
    expect(await failure(tool)).toEqual({
      kind: 'unknown',
      message: expect.stringMatching(new RegExp(`^h/${tool}: .*${reason}.*may have taken effect\\.$`, 's')),
      promptly: true,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(64_000_000);
    expect(autoData(await call('well'))).toBe('well');
    expect(server.effects).toEqual([tool, 'well']);
  });

  test('a drip that never becomes an answer ends at the limit', async () => {
    pool = testPool({ limits: { callIdleMs: 600, callTotalMs: 1_000 } });
    await pool.connect(httpConfig('h', server.url));
    expect(await failure('drip')).toMatchObject({ kind: 'unknown', message: expect.stringContaining('No ') });
  });

  test('what the server turns away was not sent to the tool', async () => {
    await pool.connect(httpConfig('h', server.url));
    expect(await failure('limited')).toMatchObject({ kind: 'not-sent', message: expect.stringContaining('HTTP 429') });
  });

  test('a server that went away: not sent, and the state says so while it is looked for', async () => {
    await pool.connect(httpConfig('h', server.url));
    await server.close();
    expect(await failure('well')).toMatchObject({
      kind: 'not-sent',
      message: expect.stringContaining('connection refused'),
    });
    expect(pool.connections.status('h')).toMatchObject({
      state: 'connecting',
      detail: expect.stringMatching(/connection refused.*Trying again in|Asking/),
      advice: 'Start the server, or correct the port in the URL.',
    });
    await until('the end of patience', () => pool.connections.status('h')?.state === 'failed', 10_000);
  });

  test('an answer in a stream arrives', async () => {
    await pool.connect(httpConfig('h', server.url));
    expect(autoData(await call('streamed'))).toBe('streamed');
  });
});

describe('an HTTP server that cannot be connected to', () => {
  test.each([
    [401, 'wants to know who you are (HTTP 401). It says: No entry', 'Authorization header'],
    [403, 'refuses this access (HTTP 403)', 'token'],
    [404, 'nothing at this path (HTTP 404)', '/mcp'],
    [405, 'does not take MCP requests (HTTP 405)', 'SSE'],
  ])('HTTP %i', async (status, detail, advice) => {
    server.refuseWith(status);
    expect(await pool.connect(httpConfig('h', server.url))).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining(detail),
      advice: expect.stringContaining(advice),
    });
  });

  test('HTTP 500 is tried again, and comes up when the server does', async () => {
    server.refuseWith(500);
    const settled = pool.connect(httpConfig('h', server.url));
    await until('a reason', () => /HTTP 500.*Trying again/s.test(pool.connections.status('h')?.detail ?? ''));
    server.refuseWith(0);
    expect(await settled).toMatchObject({ state: 'connected' });
  });

  test('a port where nothing listens', async () => {
    await server.close();
    const status = await pool.connect(httpConfig('h', server.url));
    expect(status).toMatchObject({
      state: 'failed',
      attempts: 5,
      detail: expect.stringContaining('connection refused'),
    });
  });

  test('a host that does not exist', async () => {
    const status = await pool.connect(httpConfig('h', 'http://no-such-host.invalid/mcp'));
    expect(status).toMatchObject({ state: 'failed', detail: expect.stringContaining('DNS') });
  });

  test('a certificate that nobody knows, and TLS where there is none', async () => {
    const tls = createTlsServer({ key: KEY, cert: CERTIFICATE });
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const address = tls.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      expect(await pool.connect(httpConfig('h', `https://127.0.0.1:${port}/mcp`))).toMatchObject({
        state: 'failed',
        detail: expect.stringContaining('self-signed'),
      });
    } finally {
      tls.close();
    }
    const plain = await pool.connect(httpConfig('h', server.url.replace('http:', 'https:')));
    expect(plain).toMatchObject({ state: 'failed', detail: expect.stringContaining('does not speak TLS') });
  });

  test('a server that accepts and says nothing: the reason is there while it is still trying', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    pool = testPool({ limits: { connectHttpMs: 2_500, attempts: 1 } });
    const settled = pool.connect(httpConfig('h', `http://127.0.0.1:${port}/mcp`));
    await until('a reason', () => pool.connections.status('h')?.detail?.includes('no answer to the greeting') ?? false);
    expect(await settled).toMatchObject({ state: 'failed', detail: expect.stringContaining('did not answer in time') });
    await pool.connections.close();
    silent.close();
  });

  test('a URL that is none', async () => {
    expect(await pool.connect(httpConfig('h', 'not a url'))).toMatchObject({
      state: 'failed',
      detail: '"not a url" is not a URL.',
    });
  });
});

test('headers with secrets reach the server and are shown nowhere', async () => {
  const seen: (string | undefined)[] = [];
  const { createServer: createHttpServer } = await import('node:http');
  const http = createHttpServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(401).end(`bad token ${request.headers.authorization}`);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  pool = testPool({ secrets: { token: 'Bearer t0p-s3cret' } });
  const headers = { Authorization: { secret: 'token' } };
  const status = await pool.connect(httpConfig('h', `http://127.0.0.1:${port}/mcp`, { headers }));
  expect(seen[0]).toBe('Bearer t0p-s3cret');
  expect(status.detail).toContain('bad token ••••••');
  expect(JSON.stringify(status)).not.toContain('t0p-s3cret');
  http.close();
});

/** Made for this test; it protects nothing. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUBBP/955KnSsouiAaXgmV/nyrRakwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTEwNDAxNFoYDzIxMjYxMDI4
MTA0MDE0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQuxOaAK8+eXxXXA/x8wQQbAdOHA6+XOTinYJQssdqPST9+31Y7Byvz
1mKWvdNSusMy6Q7/HVfgzcbDA6BOORSTo1MwUTAdBgNVHQ4EFgQUQRpsoo+x0dvB
xdftt2grl86tZhowHwYDVR0jBBgwFoAUQRpsoo+x0dvBxdftt2grl86tZhowDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA49oXTmPVWPcpPDTunbNP
0Nje4o/JcjDvCbEvTAclfZUCIE6NgyPKQAt4P/Wve9Xp9yId43WieCwBbtW3iFl4
RjtH
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcPhV3oO3QRIRfAkn
6X1sGB6WaotFnmX1Ti6ohO+5H1mhRANCAAQuxOaAK8+eXxXXA/x8wQQbAdOHA6+X
OTinYJQssdqPST9+31Y7Byvz1mKWvdNSusMy6Q7/HVfgzcbDA6BOORST
-----END PRIVATE KEY-----
`;
