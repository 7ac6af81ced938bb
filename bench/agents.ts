import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerConfig } from '../lib/core/server/server-config.ts';
import type { TargetId } from '../lib/export/bundle.ts';
import { exportBundle } from '../lib/export/export-bundle.ts';
import { ticketsForPullRequests, ticketsTrace } from '../lib/export/test/tickets-for-pull-requests.ts';
import { readRuntimeLibrary } from '../lib/export/typescript/runtime-library.ts';
import { writeBundle } from '../lib/export/write-bundle.ts';
import { root } from '../scripts/root.ts';
import { startJobServer } from './agents/job-server.ts';
import { pythonWithPackages } from './agents/python-packages.ts';
import { median, printFigure } from './figure.ts';

// What an agent costs: the time of its process from start to end, as a ratio to a program that does the same job on the
// same SDK and was written by hand (bench/agents/hand-written.ts and hand_written.py). That one keeps no ledger, asks
// nobody, retries nothing and logs nothing. Both talk to the same servers on loopback, which answer after LATENCY_MS as
// servers over a network do; they run in turns, so what the machine does meanwhile hits both alike.
const CHANGES = 50;
const LATENCY_MS = 200;
const ROUNDS = 3;

const library = readRuntimeLibrary(root);
const server = await startJobServer(CHANGES, LATENCY_MS);
const scratch = mkdtempSync(join(tmpdir(), 'tracewright-bench-'));
try {
  const python = await pythonWithPackages(root, library.python.requirements);
  const languages = [
    { target: 'typescript', program: process.execPath, main: 'main.ts', byHand: 'hand-written.ts' },
    { target: 'python', program: python, main: 'main.py', byHand: 'hand_written.py' },
  ] as const;
  for (const { target, program, main, byHand } of languages) {
    const folder = await agentIn(target);
    const agent = () => timed(program, [main, 'apply', '--yes'], folder);
    const bare = () => timed(program, [join(root, 'bench/agents', byHand), server.url], root);
    const times = { agent: [] as number[], bare: [] as number[] };
    // The first round only warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const who of round % 2 === 0 ? (['agent', 'bare'] as const) : (['bare', 'agent'] as const)) {
        // A ledger that remembers would leave nothing to do.
        rmSync(join(folder, 'data'), { recursive: true, force: true });
        const ms = await (who === 'agent' ? agent() : bare());
        const made = server.takeCount();
        if (made !== CHANGES) throw new Error(`${who} in ${target} made ${made} of ${CHANGES} changes.`);
        if (round > 0) times[who].push(ms);
      }
    }
    const [ours, theirs] = [median(times.agent), median(times.bare)];
    console.log(`${target}: ${Math.round(ours)} ms against ${Math.round(theirs)} ms for ${CHANGES} changes`);
    printFigure({ figure: `${target} agent, own time per change`, value: (ours - theirs) / CHANGES, unit: 'ms' });
    printFigure({
      figure: `${target} agent, ${CHANGES} changes`,
      value: ours / theirs,
      unit: '× a program by hand',
      limit: 1.1,
    });
  }
} finally {
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
}

/** The agent of the job in a folder of its own. */
async function agentIn(target: Extract<TargetId, 'typescript' | 'python'>): Promise<string> {
  const servers = ['code-host', 'tracker'].map(
    (alias): ServerConfig => ({
      alias,
      era: 'auto',
      effects: {},
      transport: { kind: 'http', url: `${server.url}/${alias}`, headers: {} },
    }),
  );
  const bundle = await exportBundle({
    workflow: ticketsForPullRequests,
    traces: [ticketsTrace],
    target,
    options: { servers },
    library,
  });
  const folder = join(scratch, target);
  writeBundle(bundle, folder);
  if (target === 'typescript') symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Milliseconds from start to end of a program that has to succeed. */
function timed(program: string, args: readonly string[], folder: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - began);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}: ${said.slice(-2000)}`));
    });
  });
}
