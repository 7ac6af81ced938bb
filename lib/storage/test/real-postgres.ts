import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RealPostgres {
  readonly url: string;
  /** Makes an empty database of this name; its URL. */
  createDatabase(name: string): string;
  stop(): Promise<void>;
}

/**
 * A real Postgres server in a temporary folder: one that is installed, or Debian's, installed now where we may.
 * A string is the reason why there is none; a test that is skipped for it must say it aloud.
 */
export async function startRealPostgres(): Promise<RealPostgres | string> {
  const binaries = findBinaries() ?? installDebianPostgres() ?? findBinaries();
  if (binaries === null) {
    return 'no Postgres server: not on the PATH, not in /usr/lib/postgresql, and apt-get may not install it here';
  }
  const folder = mkdtempSync(join(tmpdir(), 'tracewright-real-'));
  const owner = unprivileged();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (name: string, args: readonly string[]) =>
    execFileSync(join(binaries, name), args, { cwd: folder, env: cleanEnvironment(), stdio: 'pipe', ...owner });
  run('initdb', ['-D', data, '-U', 'tracewright', '--auth=trust', '--encoding=UTF8', '--no-sync', '--locale=C']);
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'],
    { cwd: folder, env: cleanEnvironment(), stdio: 'ignore', ...owner },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const address = ['-h', '127.0.0.1', '-p', String(port), '-U', 'tracewright'];
  for (let tries = 0; spawnSync(join(binaries, 'pg_isready'), address).status !== 0; tries += 1) {
    if (tries > 200) throw new Error('The Postgres server of the tests did not start within 20 s.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const urlOf = (name: string) => `postgresql://tracewright@127.0.0.1:${port}/${name}`;
  return {
    url: urlOf('postgres'),
    createDatabase(name) {
      run('createdb', [...address, name]);
      return urlOf(name);
    },
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string | null {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
    '/opt/homebrew/opt/postgresql@17/bin',
    '/usr/local/opt/postgresql@17/bin',
  ];
  const needed = ['initdb', 'postgres', 'pg_isready', 'createdb'];
  return folders.find((folder) => needed.every((name) => existsSync(join(folder, name)))) ?? null;
}

/** Null always: where it worked, `findBinaries` finds it. */
function installDebianPostgres(): null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'postgresql'], options);
  return null;
}

/** Postgres refuses to run as root; a user without rights then runs it. */
function unprivileged(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const user of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((option) => spawnSync('id', [option, user], { encoding: 'utf8' }));
    if (ids.every((id) => id.status === 0)) return { uid: Number(ids[0]?.stdout), gid: Number(ids[1]?.stdout) };
  }
  throw new Error('There is no user "postgres" or "nobody" to run the Postgres server of the tests.');
}

/** Without `PG…` settings of whoever runs the tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'test', PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
