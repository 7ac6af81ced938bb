import { fromRoot, stdioConfig, testPool } from './pool.ts';

/**
 * A process that owns servers, for tests that kill it: one that ignores the end of its input and SIGTERM, alone and
 * behind a shell as `npx` would start it. Prints their process ids as JSON and waits.
 */
const pool = testPool();
const script = fromRoot('lib/mcp/testing/hostile-server.ts');
await pool.connect(stdioConfig('direct', [script, 'survivor']));
const line = `"${process.execPath}" "${script}" survivor; true`;
await pool.connect(stdioConfig('behind', ['-c', line], { command: '/bin/sh' }));
const ids = await Promise.all(
  ['direct', 'behind'].map(async (server) => {
    const result = await pool.call({ server, tool: 'pid', args: {} });
    return Number(result.content[0]?.type === 'text' ? result.content[0].text : 0);
  }),
);
process.stdout.write(`${JSON.stringify(ids)}\n`);
process.on('SIGTERM', () => void pool.connections.close().then(() => process.exit(0)));
setInterval(() => {}, 1_000);
