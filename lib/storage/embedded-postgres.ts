import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { copyPostgresTemplate } from './copy-postgres-template.ts';

export interface EmbeddedPostgres {
  /** For `pg`: reaches the database over a socket that only this user can open. */
  readonly url: string;
  /** Flushes and closes; safe to call twice. */
  stop(): Promise<void>;
}

/** Longest path of a Unix socket that every platform takes. */
const SOCKET_PATH_LIMIT = 100;

/**
 * Opens the Postgres data in `dataFolder` (made where it is missing) in a thread of this process, reached like any
 * other server. `template` is an initialised data folder to begin from (`postgres-template.ts`). `onCrash`
 * hears of an end that nobody asked for. The caller holds the folder's lock: the embedded database has none of its own.
 */
export async function openEmbeddedPostgres(
  dataFolder: string,
  options: { readonly template?: string; readonly onCrash?: (reason: Error) => void } = {},
): Promise<EmbeddedPostgres> {
  if (options.template) copyPostgresTemplate(options.template, dataFolder);
  await mkdir(dataFolder, { recursive: true });
  // Other users of the machine have no business here, whatever made the folder.
  await chmod(dataFolder, 0o700);
  const place = process.platform === 'win32' ? await freePort() : await socketFolder(dataFolder);
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: {
      dataFolder,
      socketPath: typeof place === 'string' ? join(place, '.s.PGSQL.5432') : null,
      port: typeof place === 'number' ? place : 0,
    },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The embedded database ended while it was starting (${code}).`)));
      worker.once('message', () => resolve());
    });
  } catch (error) {
    await worker.terminate();
    if (typeof place === 'string') await rm(place, { recursive: true, force: true });
    throw error;
  }
  worker.removeAllListeners();
  // It must not keep the process alive by itself; whoever uses the database does.
  worker.unref();

  let stopped: Promise<void> | null = null;
  const crash = (reason: Error) => {
    if (stopped === null) options.onCrash?.(reason);
  };
  worker.on('error', crash);
  worker.on('exit', (code) => crash(new Error(`its thread ended with code ${code}`)));

  async function stop(): Promise<void> {
    worker.ref();
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage('stop');
    await ended;
    if (typeof place === 'string') await rm(place, { recursive: true, force: true });
  }
  return {
    url:
      typeof place === 'string'
        ? `postgresql:///postgres?user=postgres&host=${encodeURIComponent(place)}&connection_limit=1`
        : `postgresql://postgres@127.0.0.1:${place}/postgres?connection_limit=1`,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** A folder that nobody else can enter: beside the data, or among temporary files where that path would be too long. */
async function socketFolder(dataFolder: string): Promise<string> {
  const beside = `${dataFolder}.socket`;
  if (join(beside, '.s.PGSQL.5432').length > SOCKET_PATH_LIMIT) return mkdtemp(join(tmpdir(), 'tracewright-'));
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { mode: 0o700 });
  await chmod(beside, 0o700);
  return beside;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address) resolve(address.port);
        else reject(new Error('No free port for the embedded database.'));
      });
    });
  });
}
