import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

// The embedded Postgres has a thread of its own: its queries are synchronous and would hold up the web server.
const { dataFolder, socketPath, port } = workerData as {
  readonly dataFolder: string;
  readonly socketPath: string | null;
  readonly port: number;
};
const parent = parentPort;
if (!parent) throw new Error('pglite-worker.ts runs only as a worker thread.');

const database = await PGlite.create(dataFolder);
const server = new PGLiteSocketServer({
  db: database,
  maxConnections: 16,
  ...(socketPath === null ? { host: '127.0.0.1', port } : { path: socketPath }),
});
await server.start();
parent.on('message', async (message) => {
  if (message !== 'stop') return;
  await server.stop();
  await database.close();
  parent.postMessage({ stopped: true });
  parent.close();
});
parent.postMessage({ ready: server.getServerConn() });
