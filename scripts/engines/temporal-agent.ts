import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trigger, Workflow } from '../../lib/core/workflow/workflow.ts';
import { exportBundle } from '../../lib/export/export-bundle.ts';
import { type CommandEnd, EMPTY_TRACE, runCommand } from '../../lib/export/test/deployed-agent.ts';
import { readRuntimeLibrary } from '../../lib/export/typescript/runtime-library.ts';
import { writeBundle } from '../../lib/export/write-bundle.ts';
import { root } from '../root.ts';
import { eventually } from './eventually.ts';

export interface TemporalWorker {
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  log(): string;
}

/** A bundle for Temporal, unpacked and ready to run. */
export interface TemporalAgent {
  /** Starts a worker, and waits until it is ready. */
  worker(env?: Readonly<Record<string, string>>): Promise<TemporalWorker>;
  /** `temporal/start.ts` to its end. */
  start(...args: readonly string[]): Promise<CommandEnd>;
  /** `main.ts` to its end. */
  command(...args: readonly string[]): Promise<CommandEnd>;
}

const workers: ChildProcess[] = [];
const folders: string[] = [];

/** For `afterAll`. */
export function removeTemporalAgents(): void {
  for (const child of workers) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Exports a workflow over the server `tracker`, which is at an address. */
export async function temporalAgent(
  workflow: Workflow,
  { tracker, trigger = { on: 'manual' }, env }: { tracker: string; trigger?: Trigger; env: NodeJS.ProcessEnv },
): Promise<TemporalAgent> {
  const folder = mkdtempSync(join(tmpdir(), 'tracewright-temporal-'));
  folders.push(folder);
  const bundle = await exportBundle({
    ...{ workflow, traces: [EMPTY_TRACE], target: 'temporal', library: readRuntimeLibrary(root) },
    options: { trigger },
  });
  writeBundle(bundle, folder);
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers: { tracker: { type: 'http', url: tracker } } }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return operateTemporalAgent(folder, env);
}

/** Of a bundle that is in a folder with its packages. */
export function operateTemporalAgent(folder: string, env: NodeJS.ProcessEnv): TemporalAgent {
  return {
    start: (...args) => runCommand(folder, env, args, [process.execPath, 'temporal/start.ts']),
    command: (...args) => runCommand(folder, env, args),
    async worker(more = {}) {
      const child = spawn(process.execPath, ['temporal/worker.ts'], {
        ...{ cwd: folder, env: { ...env, ...more }, stdio: ['ignore', 'ignore', 'pipe'] },
      });
      workers.push(child);
      let log = '';
      child.stderr?.on('data', (chunk) => {
        log += chunk;
      });
      const ended = new Promise<number | NodeJS.Signals | null>((done) =>
        child.once('close', (code, signal) => done(code ?? signal)),
      );
      await eventually(async () => log.includes('worker is ready') || child.exitCode !== null);
      if (child.exitCode !== null) throw new Error(`The worker ended: ${log}`);
      return {
        log: () => log,
        end(signal) {
          child.kill(signal);
          return ended;
        },
      };
    },
  };
}
