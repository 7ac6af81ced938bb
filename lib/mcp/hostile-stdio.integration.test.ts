// biome-ignore-all lint/suspicious/noTemplateCurlyInString: configurations refer to variables like this
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { autoData } from '#core/tool/result-data.ts';
import { RPC_ERROR_META, rawAnswerOf } from './read-result.ts';
import { memberText } from './result-text.ts';
import { fromRoot, stdioConfig, type TestPool, testPool, until } from './testing/pool.ts';

/** Real processes that break in every way we know of. The pool must give the right reason and live on. */
let pool: TestPool;
let folder: string;

const LIMITS = {
  messageBytes: 2_000_000,
  callIdleMs: 10_000,
  callTotalMs: 20_000,
  connectStdioMs: 6_000,
  probeMs: 1_000,
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  pool = testPool({ limits: LIMITS });
});

afterEach(async () => {
  await pool.connections.close();
  rmSync(folder, { recursive: true });
});

/** For calls that are never answered, so that a test need not wait long. */
const impatient = () => {
  pool = testPool({ limits: { ...LIMITS, callIdleMs: 600, callTotalMs: 1_800 } });
};

const hostile = (start = 'well') =>
  stdioConfig('h', [fromRoot('lib/mcp/testing/hostile-server.ts'), start], {
    env: { EFFECTS: join(folder, 'effects') },
  });
const call = (tool: string, args = {}) => pool.call({ server: 'h', tool, args });
const failure = (tool: string, args = {}) =>
  call(tool, args).then(
    (result) => ({ answered: result }),
    (error: Error & { kind: string }) => ({ name: error.name, kind: error.kind, message: error.message }),
  );
const effects = () => readFileSync(join(folder, 'effects'), 'utf8').trim().split('\n');
const calls = () => effects().filter((effect) => effect !== 'started');

describe('a server that does not come up', () => {
  test('a command that does not exist', async () => {
    const status = await pool.connect(stdioConfig('h', [], { command: 'no-such-command-here' }));
    expect(status).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('"no-such-command-here" was not found'),
      advice: expect.stringContaining('full path'),
    });
    expect(await failure('x')).toMatchObject({ name: 'ToolCallFailure', kind: 'not-sent' });
  });

  test('a file that may not be executed', async () => {
    const status = await pool.connect(stdioConfig('h', [], { command: fromRoot('package.json') }));
    expect(status).toMatchObject({ state: 'failed', detail: expect.stringContaining('permission denied') });
  });

  test('one that exits at once: its code and its last words', async () => {
    const status = await pool.connect(hostile('exits'));
    expect(status).toMatchObject({
      state: 'failed',
      detail: expect.stringMatching(/exit code 3.*API_KEY is missing/),
      stderr: ['Error: the variable API_KEY is missing'],
    });
  });

  test('one that never answers: the reason is there while it is still trying', async () => {
    const settled = pool.connect(hostile('silent'));
    await until('a reason', () =>
      /no answer to the greeting after \d/.test(pool.connections.status('h')?.detail ?? ''),
    );
    expect(pool.connections.status('h')).toMatchObject({
      state: 'connecting',
      detail: expect.stringMatching(/process \d+/),
    });
    expect(await settled).toMatchObject({ state: 'failed', detail: 'The server did not answer in time.' });
  });

  test('one that prints something else than MCP says so while it is still trying', async () => {
    const settled = pool.connect(hostile('only-prints'));
    await until('a reason', () => pool.connections.status('h')?.detail?.includes('Listening on port 3000') ?? false);
    expect(await settled).toMatchObject({ state: 'failed', detail: expect.stringContaining('what is not MCP') });
  });

  test('stopping one that is still connecting ends it', async () => {
    const settled = pool.connect(hostile('ignores-everything'));
    await until('its process', () => /process \d+/.test(pool.connections.status('h')?.detail ?? ''));
    await pool.connections.stop('h');
    expect((await settled).state).toBe('stopped');
  });

  test('one that crashes again and again is given up, not restarted for ever', async () => {
    expect(await pool.connect(hostile('crashes-after-start'))).toMatchObject({ state: 'connected' });
    await until('the end of patience', () => pool.connections.status('h')?.state === 'failed', 15_000);
    expect(pool.connections.status('h')).toMatchObject({ attempts: 5, detail: expect.stringContaining('exit code 7') });
  });
});

describe('a server of another age', () => {
  test.each([
    ['of-2024', '2024-11-05'],
    ['well', '2025-06-18'],
    ['exits-on-probe', '2025-06-18'],
    ['silent-on-probe', '2025-06-18'],
    ['prints-first', '2025-06-18'],
  ])('%s is connected to with %s', async (start, protocolVersion) => {
    expect(await pool.connect(hostile(start))).toMatchObject({ state: 'connected', protocolVersion });
  });

  test('one that ends on the probe is started twice the first time, and not probed again', async () => {
    await pool.connect(hostile('exits-on-probe'));
    expect(effects()).toEqual(['started', 'started']);
    await pool.connections.restart('h');
    expect(pool.connections.status('h')).toMatchObject({ state: 'connected', attempts: 1 });
    expect(effects()).toEqual(['started', 'started', 'started']);
  });

  test('one that speaks only 2026-07-28 is connected to', async () => {
    const script = `import {McpServer} from '@modelcontextprotocol/server'; import {serveStdio} from '@modelcontextprotocol/server/stdio'; serveStdio(() => new McpServer({name:'m',version:'1'}), {legacy:'reject'});`;
    const status = await pool.connect(stdioConfig('m', ['--input-type=module', '-e', script]));
    expect(status).toMatchObject({ state: 'connected', protocolVersion: '2026-07-28' });
  });
});

describe('a call whose answer is lost', () => {
  test('the server dies in the middle: unknown, with the reason, and the server is started again', async () => {
    await pool.connect(hostile());
    expect(await failure('dies')).toMatchObject({
      kind: 'unknown',
      message: expect.stringMatching(
        /^h\/dies: The server ended by itself \(signal SIGKILL\).*may have taken effect\.$/,
      ),
    });
    expect(calls()).toEqual(['dies']);
    await until('its return', () => pool.connections.status('h')?.state === 'connected');
    expect(await call('twice')).toMatchObject({ content: [{ text: 'first' }] });
  });

  test('half an answer', async () => {
    await pool.connect(hostile());
    expect(await failure('half-a-line')).toMatchObject({ kind: 'unknown' });
  });

  test('silence: the idle limit', async () => {
    impatient();
    await pool.connect(hostile());
    expect(await failure('hangs')).toMatchObject({
      kind: 'unknown',
      message: expect.stringContaining('No sign of life'),
    });
    expect(await call('twice')).toMatchObject({ content: [{ text: 'first' }] });
  });

  test('progress for ever: the absolute limit', async () => {
    impatient();
    await pool.connect(hostile());
    const call = pool.call({ server: 'h', tool: 'endless-progress', args: {} }, { onProgress: () => {} });
    await expect(call).rejects.toMatchObject({
      kind: 'unknown',
      message: expect.stringContaining('No answer within'),
    });
  });

  test('an answer to somebody else', async () => {
    impatient();
    await pool.connect(hostile());
    expect(await failure('wrong-id')).toMatchObject({ kind: 'unknown' });
  });

  test('cancelled by the user: before it is sent nothing happened, after it nobody knows', async () => {
    await pool.connect(hostile());
    const gone = AbortSignal.abort();
    const before = pool.call({ server: 'h', tool: 'hangs', args: {} }, { signal: gone });
    await expect(before).rejects.toMatchObject({ kind: 'cancelled' });
    const abort = new AbortController();
    const after = pool.call({ server: 'h', tool: 'hangs', args: {} }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    await expect(after).rejects.toMatchObject({ kind: 'unknown', message: expect.stringContaining('Cancelled.') });
    expect(calls()).toEqual(['hangs']);
  });
});

describe('an answer that is not as it should be', () => {
  test.each(['huge', 'huge-id-last'])(
    'too large (%s): the call fails with the size, the connection lives',
    async (tool) => {
      await pool.connect(hostile());
      expect(await failure(tool, { bytes: 3_000_000 })).toMatchObject({
        kind: 'unknown',
        message: expect.stringContaining('more than the 1.9 MB allowed'),
      });
      expect(await call('huge', { bytes: 1_000_000 })).toMatchObject({ content: [{ type: 'text' }] });
      expect(pool.connections.status('h')).toMatchObject({ state: 'connected', attempts: 1 });
    },
  );

  test('a line without an end takes no more memory than allowed', async () => {
    impatient();
    await pool.connect(hostile());
    const before = process.memoryUsage().rss;
    await failure('endless-line', { bytes: 60_000_000 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('nested too deeply', async () => {
    await pool.connect(hostile());
    expect(await failure('deep')).toMatchObject({ kind: 'unknown', message: expect.stringContaining('nested deeper') });
    expect(pool.connections.status('h')?.state).toBe('connected');
  });

  test('given twice: the first counts', async () => {
    await pool.connect(hostile());
    expect(autoData(await call('twice'))).toBe('first');
    expect(autoData(await call('garbage-between'))).toBe('still here');
  });

  test('without content, with content of unknown kinds, or as an error of the protocol: an answer all the same', async () => {
    await pool.connect(hostile());
    expect(await call('no-content')).toEqual({ content: [], structuredContent: { a: 1 } });
    expect(await call('unknown-content')).toEqual({ content: [{ type: 'hologram', data: 1 }] });
    expect(await call('rpc-error')).toEqual({
      content: [{ type: 'text', text: 'Quota used up (error -32050)' }],
      isError: true,
      meta: { [RPC_ERROR_META]: { code: -32050, message: 'Quota used up', data: { retryAfter: 5 } } },
    });
  });

  test('progress that arrives with the answer is not lost', async () => {
    await pool.connect(hostile());
    for (let round = 0; round < 20; round += 1) {
      const seen: (string | undefined)[] = [];
      const progress = (step: { readonly message?: string }) => void seen.push(step.message);
      await pool.call({ server: 'h', tool: 'progress-with-answer', args: {} }, { onProgress: progress });
      expect(seen).toEqual(['step 1', 'step 2', 'step 3']);
    }
  });

  test('numbers keep their exact text for whoever hands the answer on', async () => {
    await pool.connect(hostile());
    const answer = rawAnswerOf(await call('numbers'));
    expect(memberText(answer?.text ?? '', 'result')).toBe(
      '{"content":[{"type":"text","text":"\\u00e9"}], "structuredContent":{"price":1.0,"id":12345678901234567890}}',
    );
  });
});

describe('lists', () => {
  test('endless pages and a cursor that repeats come to an end', async () => {
    pool = testPool({ limits: { listPages: 20 } });
    await pool.connect(hostile('endless-pages'));
    expect(await pool.connections.tools('h')).toHaveLength(20);
    await pool.connect(hostile('same-cursor'));
    expect((await pool.connections.tools('h')).map(({ name }) => name)).toEqual(['a', 'a']);
  });

  test('one broken tool spoils no other', async () => {
    await pool.connect(hostile('broken-tools'));
    expect((await pool.connections.tools('h')).map(({ name }) => name)).toEqual(['good', 'no-schema', 'odd']);
  });

  test('a change is told and seen', async () => {
    await pool.connect(hostile());
    const changes: string[] = [];
    pool.connections.onChange(({ what }) => changes.push(what));
    expect((await pool.connections.tools('h')).map(({ name }) => name)).not.toContain('grown');
    await call('grow');
    await until('the news', () => changes.includes('tools'));
    expect((await pool.connections.tools('h')).map(({ name }) => name)).toContain('grown');
  });
});

describe('what a server gets and gives away', () => {
  test('its environment is what was declared and a small fixed set; secrets are hidden wherever they come back', async () => {
    process.env.DATABASE_URL_CANARY = 'canary-of-the-studio';
    pool = testPool({ secrets: { key: 's3cr3t-canary/+' }, variables: { REGION: 'eu' } });
    const env = { TOKEN: { secret: 'key' }, ENDPOINT: '${REGION}-${ZONE:-1}', HEADER: 'Bearer ${secret:key}' };
    await pool.connect(stdioConfig('h', [fromRoot('lib/mcp/testing/hostile-server.ts'), 'well'], { env }));
    const result = await pool.call({ server: 'h', tool: 'env', args: {} }, { callId: 'c1' });
    expect(result.structuredContent).toMatchObject({ TOKEN: '••••••', ENDPOINT: 'eu-1', HEADER: 'Bearer ••••••' });
    const known = 'PATH HOME USER LOGNAME SHELL LANG LC_ALL LC_CTYPE TZ TMPDIR TERM TOKEN ENDPOINT HEADER'.split(' ');
    expect(Object.keys(result.structuredContent ?? {}).filter((name) => !known.includes(name))).toEqual([]);
    const everywhere = JSON.stringify([result, pool.connections.rawMessages('c1')]);
    expect(everywhere).not.toContain('s3cr3t-canary');
    expect(everywhere).not.toContain('canary-of-the-studio');
  });

  test('a secret or variable without a value: nothing is started, and it says which', async () => {
    const env = { A: { secret: 'github-token' }, B: '${NOT_SET}' };
    expect(await pool.connect(stdioConfig('h', ['-e', ''], { env }))).toMatchObject({
      state: 'needs-config',
      detail: 'There is no value yet for the secret "github-token" and the variable "NOT_SET".',
    });
  });

  test('without consent to exactly this command nothing is started', async () => {
    const marker = join(folder, 'started');
    const config = stdioConfig('h', ['-e', `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`]);
    expect(await pool.connections.connect(config)).toMatchObject({ state: 'needs-consent' });
    expect(await pool.connections.connect(config, { consentHash: '0'.repeat(64) })).toMatchObject({
      state: 'needs-consent',
    });
    expect(() => readFileSync(marker)).toThrow('ENOENT');
  });

  test('arguments reach the server as they are, without a shell', async () => {
    const script = 'console.error(JSON.stringify(process.argv.slice(1)));process.exit(1)';
    const args = ['-e', script, '--', '; touch x', '$(id)', '`id`', '*', 'a\nb', '"'];
    const status = await pool.connect(stdioConfig('h', args));
    expect(JSON.parse(status.stderr.at(-1) ?? '')).toEqual(args.slice(3));
  });

  test('a flood on stderr costs little and keeps the last lines', async () => {
    await pool.connect(hostile('floods-stderr'));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(autoData(await call('twice'))).toBe('first');
    expect(pool.connections.status('h')?.stderr.length).toBeLessThanOrEqual(200);
  });
});
