import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { buildIfNeeded } from '../build/build-if-needed.ts';
import { ask, freePort, runToExit, startStudioProcess } from './test/studio-process.ts';

// Whole studios start here; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const postgres = await startRealPostgres();
const homes: string[] = [];
const newHome = () => {
  const home = mkdtempSync(join(tmpdir(), 'tracewright-url-'));
  homes.push(home);
  return home;
};

afterAll(async () => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
  if (typeof postgres !== 'string') await postgres.stop();
});

if (typeof postgres === 'string') {
  console.warn(`SKIPPED: DATABASE_URL was not tested: ${postgres}.`);
  test.skip(`DATABASE_URL (${postgres})`, () => {});
} else {
  beforeAll(buildIfNeeded, 600_000);

  test('DATABASE_URL keeps everything on a real server, for one studio at a time', async () => {
    const variables = { DATABASE_URL: postgres.createDatabase('designs') };
    const first = { home: newHome(), port: await freePort(), variables };
    const studio = await startStudioProcess(first);
    const headers = { authorization: `Bearer ${studio.accessKey()}`, 'content-type': 'application/json' };
    const made = await ask(first.port, '/api/prototypes', { method: 'POST', headers, body: '{"name":"On a server"}' });
    expect(made.status).toBe(200);
    expect(readdirSync(first.home)).not.toContain('postgres');

    const second = await runToExit({ home: newHome(), port: await freePort(), variables });
    expect(second.code).toBe(1);
    expect(second.output).toContain('Another Tracewright is using the database "designs"');

    // Killed, not stopped: the server ends the lock with the connection.
    expect(await studio.end('SIGKILL')).toBe('SIGKILL');
    const third = { home: newHome(), port: await freePort(), variables };
    const again = await startStudioProcess(third);
    const list = await ask(third.port, '/api/prototypes', {
      headers: { authorization: `Bearer ${again.accessKey()}` },
    });
    expect(list.body).toContain('On a server');
    expect(await again.end('SIGTERM')).toBe(0);
  });
}
