import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { fromRoot, isAlive, stdioConfig, testPool, until } from './testing/pool.ts';

let owner: ChildProcess | null = null;
const servers: number[] = [];

afterEach(() => {
  for (const pid of servers.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  owner?.kill('SIGKILL');
  owner = null;
});

/** Starts a process with two servers that end neither on a closed stdin nor on SIGTERM. */
async function startOwner(): Promise<{ readonly owner: ChildProcess; readonly pids: readonly number[] }> {
  const child = spawn(process.execPath, [fromRoot('lib/mcp/testing/owner.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  owner = child;
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await until('the process ids', () => said.endsWith('\n'), 15_000);
  const pids: number[] = JSON.parse(said);
  servers.push(...pids);
  expect(pids.map(isAlive)).toEqual([true, true]);
  return { owner: child, pids };
}

test('servers that ignore the end of their input die with their owner, also when it is killed with SIGKILL', async () => {
  const { owner, pids } = await startOwner();
  owner.kill('SIGKILL');
  await until('the end of both', () => !pids.some(isAlive), 5_000);
});

test('an owner that stops in good order leaves nothing behind', async () => {
  const { owner, pids } = await startOwner();
  owner.kill('SIGTERM');
  await until('the end of the owner', () => owner.exitCode !== null, 10_000);
  // Killed before the owner left; the system takes a moment to clear them away.
  await until('the end of both', () => !pids.some(isAlive), 500);
});

test('when a watchdog is killed, its server goes too', async () => {
  const pool = testPool();
  try {
    await pool.connect(stdioConfig('s', [fromRoot('lib/mcp/testing/hostile-server.ts'), 'survivor']));
    const { content } = await pool.call({ server: 's', tool: 'pid', args: {} });
    const pid = Number(content[0]?.type === 'text' ? content[0].text : 0);
    servers.push(pid);
    const parent = Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
    expect(parent).not.toBe(process.pid);
    process.kill(parent, 'SIGKILL');
    await until('its end', () => !isAlive(pid));
  } finally {
    await pool.connections.close();
  }
});

test('a server gets no file descriptor but its own three', async () => {
  if (process.platform !== 'linux') return;
  const pool = testPool();
  const script = `process.stderr.write(require('fs').readdirSync('/proc/self/fd').map((fd) => { try { return fd + ' ' + require('fs').readlinkSync('/proc/self/fd/' + fd) } catch { return '' } }).filter((fd) => /socket|pipe/.test(fd) && Number(fd.split(' ')[0]) <= 10).length + '')`;
  const status = await pool.connect(stdioConfig('s', ['-e', script]));
  expect(Number(status.stderr.at(-1))).toBe(spawnedDescriptors());
});

/** How many pipes and sockets among the first descriptors a plain Node has when started with three pipes. */
function spawnedDescriptors(): number {
  const script = `process.stdout.write(require('fs').readdirSync('/proc/self/fd').map((fd) => { try { return fd + ' ' + require('fs').readlinkSync('/proc/self/fd/' + fd) } catch { return '' } }).filter((fd) => /socket|pipe/.test(fd) && Number(fd.split(' ')[0]) <= 10).length + '')`;
  return Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { NODE_ENV: 'test' } }).stdout);
}
