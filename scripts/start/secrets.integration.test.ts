import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openEmbeddedPostgres } from '#lib/storage/embedded-postgres.ts';
import { buildIfNeeded } from '../build/build-if-needed.ts';
import { listRoutes } from './test/list-routes.ts';
import { ask, freePort, type StudioProcess, startStudioProcess } from './test/studio-process.ts';

// Whole studios start here; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const CANARY = 'canary-value-9d41c7e05b';
/** The ways in which a value hides in other text. */
const FORMS = [
  CANARY,
  Buffer.from(CANARY).toString('base64').replaceAll('=', ''),
  Buffer.from(CANARY).toString('hex'),
  encodeURIComponent(CANARY),
];

let home: string;
let port: number;
let studio: StudioProcess;
let headers: Record<string, string>;

beforeAll(async () => {
  await buildIfNeeded();
  home = mkdtempSync(join(tmpdir(), 'tracewright-canary-'));
  port = await freePort();
  studio = await startStudioProcess({ home, port });
  headers = { authorization: `Bearer ${studio.accessKey()}`, 'content-type': 'application/json' };
}, 600_000);
afterAll(async () => {
  await studio.end('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

function expectNoCanary(where: string, text: string): void {
  for (const form of FORMS) expect([where, text.includes(form)]).toEqual([where, false]);
}

test('a secret that was given to the studio is in no answer, no log, no table and no file', async () => {
  const given = await ask(port, '/api/secrets', {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'TOKEN', value: CANARY }),
  });
  expect(given.status).toBeLessThan(300);
  expectNoCanary('the answer to giving it', given.body);
  const prototype = JSON.parse((await ask(port, '/api/prototypes', { method: 'POST', headers, body: '{}' })).body).id;
  await ask(port, '/api/servers', {
    method: 'POST',
    headers,
    body: JSON.stringify({
      alias: 'x',
      transport: { kind: 'stdio', command: 'node', args: [], env: { TOKEN: { secret: 'TOKEN' } } },
      era: 'auto',
      effects: {},
    }),
  });

  // Every address that can be read, of things that exist.
  for (const route of listRoutes().filter(({ methods }) => methods.includes('GET'))) {
    const path = route.path.replace('/prototypes/x', `/prototypes/${prototype}`);
    const answer = await ask(port, path, { headers, patience: 1_500 });
    expectNoCanary(path, answer.body + JSON.stringify(answer.headers));
  }
  // A value that breaks the rules is not repeated to whoever sent it either.
  const bad = await ask(port, '/api/secrets', {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'no spaces', value: CANARY, more: 1 }),
  });
  expect(bad.status).toBe(400);
  expectNoCanary('the error', bad.body);

  expect(await studio.end('SIGTERM')).toBe(0);
  expectNoCanary('the terminal', studio.output());
  for (const [table, text] of await dumpTables()) expectNoCanary(`table ${table}`, text);
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) expectNoCanary(file.name, readFileSync(join(file.parentPath, file.name), 'latin1'));
  }
});

async function dumpTables(): Promise<readonly (readonly [string, string])[]> {
  const embedded = await openEmbeddedPostgres(join(home, 'postgres'));
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    const dumped: (readonly [string, string])[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`SELECT t::text AS text FROM "${name}" t`);
      dumped.push([name, JSON.stringify(rows)]);
    }
    // The secret is there, so that looking for it meant something.
    expect(dumped.find(([name]) => name === 'secret')?.[1]).toContain('TOKEN');
    return dumped;
  } finally {
    await client.end();
    await embedded.stop();
  }
}
