import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEmbeddedPostgres } from '#lib/storage/embedded-postgres.ts';
import { buildIfNeeded } from '../build/build-if-needed.ts';
import { ask, enter, freePort, runToExit, type StudioProcess, startStudioProcess } from './test/studio-process.ts';

// Whole studios start here; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

let home: string;
let port: number;
const running: StudioProcess[] = [];

beforeAll(buildIfNeeded, 600_000);
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'tracewright-start-'));
  port = await freePort();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((studio) => studio.end('SIGKILL')));
  rmSync(home, { recursive: true, force: true });
});

async function start(variables: Readonly<Record<string, string>> = {}): Promise<StudioProcess> {
  const studio = await startStudioProcess({ home, port, variables });
  running.push(studio);
  return studio;
}

/** What a person reads in the terminal: one line that holds all of these. */
function expectOneLine(output: string, ...parts: readonly string[]): void {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.includes('next.config.ts'));
  expect(lines).toHaveLength(1);
  for (const part of parts) expect(lines[0]).toContain(part);
}

describe('a start', () => {
  test('ends with the launch URL, which lets one browser in, once; the session outlives the studio', async () => {
    const studio = await start();
    expect(studio.output().trimEnd().split('\n').at(-1)).toBe(`Tracewright is ready: ${studio.launchUrl}`);
    expect(studio.launchUrl).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/launch\\?token=[\\w-]{32}$`));

    const cookie = await enter(port, studio.launchUrl);
    expect((await ask(port, '/api/prototypes', { headers: { cookie } })).status).toBe(200);
    const again = await ask(port, new URL(studio.launchUrl).pathname + new URL(studio.launchUrl).search);
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();

    expect(await studio.end('SIGTERM')).toBe(0);
    const next = await start();
    expect(next.launchUrl).not.toBe(studio.launchUrl);
    expect((await ask(port, '/api/prototypes', { headers: { cookie } })).status).toBe(200);
  });

  test('keeps keys and data to their owner', async () => {
    const studio = await start();
    const cookie = await enter(port, studio.launchUrl);
    await ask(port, '/api/prototypes', { headers: { cookie } });
    const modes = Object.fromEntries(readdirSync(home).map((name) => [name, statSync(join(home, name)).mode & 0o077]));
    expect(modes['access.key']).toBe(0);
    expect(modes['secrets.key']).toBe(0);
    expect(modes.postgres).toBe(0);
    expect(modes['postgres.socket']).toBe(0);
  });

  test('on a data folder in use says so in one line and harms nothing', async () => {
    const first = await start();
    const cookie = await enter(port, first.launchUrl);
    const second = await runToExit({ home, port: await freePort() });
    expect(second.code).toBe(1);
    expectOneLine(second.output, 'already running', home, String(first.child.pid), `http://127.0.0.1:${port}`);
    expect((await ask(port, '/api/prototypes', { headers: { cookie } })).status).toBe(200);
  });

  test('on a port in use says so in one line and leaves the data folder free', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const failed = await runToExit({ home, port });
    expect(failed.code).toBe(1);
    expectOneLine(failed.output, `Port ${port} is in use`, 'PORT=');
    await new Promise((resolve) => other.close(resolve));
    await start();
  });

  test('with an unreachable database says so in one line, without the password', async () => {
    const url = `postgresql://someone:pass-canary@127.0.0.1:${await freePort()}/designs`;
    const failed = await runToExit({ home, port, variables: { DATABASE_URL: url } });
    expect(failed.code).toBe(1);
    expectOneLine(failed.output, '"designs"', 'cannot be reached', 'ECONNREFUSED', 'DATABASE_URL');
    expect(failed.output).not.toContain('pass-canary');
  });

  test.each([
    [
      'a newer one',
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at")
       VALUES ('x', 'y', '20991231000000_future', now())`,
      'newer Tracewright',
    ],
    ['one made by a changed migration', `UPDATE "_prisma_migrations" SET "checksum" = 'other'`, 'checksum differs'],
  ])('on a database of %s says so in one line and changes nothing', async (_, change, words) => {
    const studio = await start();
    expect(await studio.end('SIGTERM')).toBe(0);
    await inDatabase((client) => client.query(change));
    const failed = await runToExit({ home, port });
    expect(failed.code).toBe(1);
    expectOneLine(failed.output, words, 'Nothing was changed');
    const tables = await inDatabase((client) => client.query(`SELECT count(*)::int AS n FROM "prototype"`));
    expect(tables.rows).toEqual([{ n: 0 }]);
  });

  test('on a data folder that cannot be made says so in one line', async () => {
    const file = join(home, 'a-file');
    writeFileSync(file, '');
    const failed = await runToExit({ home: join(file, 'folder'), port });
    expect(failed.code).toBe(1);
    expectOneLine(failed.output, 'cannot be used', 'TRACEWRIGHT_HOME');
  });

  test.each([
    [{ HOST: '0.0.0.0' }, 'HOST may only be 127.0.0.1'],
    [{ PORT: 'eighty' }, 'PORT must be a number'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgresql://'],
  ])('refuses %j in one line', async (variables, words) => {
    const failed = await runToExit({ home, port, variables });
    expect(failed.code).toBe(2);
    expectOneLine(failed.output, words);
  });

  test('prints a new way in for a second browser', async () => {
    const studio = await start();
    await enter(port, studio.launchUrl);
    const link = await ask(port, '/api/launch-links', {
      method: 'POST',
      headers: { authorization: `Bearer ${studio.accessKey()}` },
    });
    expect(link.status).toBe(200);
    await enter(port, JSON.parse(link.body).url);
  });
});

/** With the studio stopped: one look into its database. */
async function inDatabase<Result>(look: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const embedded = await openEmbeddedPostgres(join(home, 'postgres'));
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
    await embedded.stop();
  }
}
