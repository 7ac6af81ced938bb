import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Json } from '#core/json/json.ts';
import { eventually, freePort } from './deployed-agent.ts';

/** A real Redis server with nothing in it, on a port of its own. */
export interface TestRedis {
  readonly url: string;
  /** What `redis-cli` says to a command; an error of the server is one of its answers. */
  command(...words: readonly string[]): Promise<Json>;
  close(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = String(await freePort());
  const args = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const ended = new Promise((done) => server.once('close', done));
  const command = async (...words: readonly string[]): Promise<Json> => {
    const { stdout } = await promisify(execFile)('redis-cli', ['-h', '127.0.0.1', '-p', port, '--json', ...words]);
    return JSON.parse(stdout) as Json;
  };
  await eventually(
    async () => (await command('PING')) === 'PONG',
    () => 'redis-server does not answer',
  );
  return {
    url: `redis://127.0.0.1:${port}`,
    command,
    async close() {
      server.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
