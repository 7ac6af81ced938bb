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
const ROUNDS = 30;
const CALLS = 40;
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
const times = { ours: [] as number[], bare: [] as number[] };
const parallel = { ours: [] as number[], bare: [] as number[] };
try {
  await time(ours, 'e__echo', 'one by one');
  await time(bare, 'echo', 'one by one');
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const who of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const [client, tool] = who === 'ours' ? ([ours, 'e__echo'] as const) : ([bare, 'echo'] as const);
      times[who].push(await time(client, tool, 'one by one'));
      parallel[who].push(await time(client, tool, 'at once'));
    }
  }
} finally {
  await Promise.all([ours.close(), bare.close()]);
}
// The record is whole: otherwise the figure would say nothing.
const trace: { calls: unknown[] } = JSON.parse(readFileSync(out, 'utf8'));
const expected = (2 * ROUNDS + 1) * CALLS;
if (trace.calls.length !== expected) throw new Error(`${trace.calls.length} of ${expected} calls were recorded.`);
rmSync(folder, { recursive: true });

report('recording gateway, calls one by one', times);
report('recording gateway, calls at once', parallel);

async function connect(args: readonly string[]): Promise<Client> {
  const client = new Client({ name: 'bench', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [...args], stderr: 'ignore' }));
  await client.listTools();
  return client;
}

/** Milliseconds of a batch of calls. */
async function time(client: Client, name: string, how: 'one by one' | 'at once'): Promise<number> {
  const call = (index: number) => client.callTool({ name, arguments: { message: messages[index % messages.length] } });
  const started = performance.now();
  if (how === 'at once') await Promise.all(Array.from({ length: CALLS }, (_, index) => call(index)));
  else for (let index = 0; index < CALLS; index += 1) await call(index);
  return performance.now() - started;
}

/** The median of the ratios of neighbouring batches. */
function report(figure: string, { ours, bare }: typeof times): void {
  const value = median(ours.map((ms, round) => ms / (bare[round] ?? Number.NaN)));
  console.error(`${figure}: ${median(ours).toFixed(1)} ms against ${median(bare).toFixed(1)} ms for ${CALLS} calls`);
  printFigure({ figure, value, unit: '× a pass-through', limit: 1.25 });
}
