import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { root } from '../scripts/root.ts';
import { median, printFigure } from './figure.ts';

// What recording costs: the time of tool calls through `tracewright record`, as a ratio to a pass-through of the SDK
// that records nothing. Both stand before the same kind of server, both are driven by the SDK's client, in turns, in one
// run; so what the machine does meanwhile hits both alike.
const CALLS = 400;
const WARM_UP = 40;
const BATCHES = 30;
const BATCH = 40;
const SIZES = [100, 4_000, 40_000];

const server = [
  process.execPath,
  join(root, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js'),
  'stdio',
] as const;
const folder = mkdtempSync(join(tmpdir(), 'tracewright-bench-'));
const mcp = join(folder, 'mcp.json');
const out = join(folder, 'trace.json');
writeFileSync(mcp, JSON.stringify({ mcpServers: { e: { command: server[0], args: server.slice(1) } } }));

const ours = await connect([join(root, 'cli/bin.mjs'), 'record', '--servers', mcp, '--prompt', 'bench', '--out', out]);
const bare = await connect([join(root, 'bench/gateway/pass-through.ts'), ...server]);
const messages = SIZES.map((size) => 'ü'.repeat(size / 2));
const both = [
  { who: 'ours', client: ours, name: 'e__echo' },
  { who: 'bare', client: bare, name: 'echo' },
] as const;
const single = { ours: SIZES.map((): number[] => []), bare: SIZES.map((): number[] => []) };
const batch = { ours: [] as number[], bare: [] as number[] };
try {
  for (let index = 0; index < CALLS; index += 1) {
    for (const [size, message] of messages.entries()) {
      // In turns call by call, and each of the two first every other time.
      for (const { who, client, name } of index % 2 === 0 ? both : both.toReversed()) {
        const ms = await time(() => client.callTool({ name, arguments: { message } }));
        if (index >= WARM_UP) single[who][size]?.push(ms);
      }
    }
  }
  for (let index = 0; index < BATCHES; index += 1) {
    for (const { who, client, name } of index % 2 === 0 ? both : both.toReversed()) {
      const call = (item: number) =>
        client.callTool({ name, arguments: { message: messages[item % messages.length] } });
      batch[who].push(await time(() => Promise.all(Array.from({ length: BATCH }, (_, item) => call(item)))));
    }
  }
} finally {
  await Promise.all([ours.close(), bare.close()]);
}
// The record is whole: otherwise the figures would say nothing.
const trace: { calls: unknown[] } = JSON.parse(readFileSync(out, 'utf8'));
const expected = CALLS * SIZES.length + BATCHES * BATCH;
if (trace.calls.length !== expected) throw new Error(`${trace.calls.length} of ${expected} calls were recorded.`);
rmSync(folder, { recursive: true });

// Medians: on a busy machine a call now and then waits for its turn, which is nobody's cost.
const perCall = (who: 'ours' | 'bare') => single[who].reduce((sum, times) => sum + median(times), 0) / SIZES.length;
report('recording gateway, one call after the other', perCall('ours'), perCall('bare'));
report('recording gateway, 40 calls at once', median(batch.ours), median(batch.bare));

async function connect(args: readonly string[]): Promise<Client> {
  const client = new Client({ name: 'bench', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [...args], stderr: 'ignore' }));
  await client.listTools();
  return client;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function report(figure: string, ours: number, bare: number): void {
  console.error(`${figure}: ${ours.toFixed(2)} ms against ${bare.toFixed(2)} ms`);
  printFigure({ figure, value: ours / bare, unit: '× a pass-through', limit: 1.25 });
}
