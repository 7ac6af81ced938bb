import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ServerConfig } from '#core/server/server-config.ts';
import { TRACE_VERSION, type Trace, type TraceCall } from '#core/trace/trace.ts';
import type { RecordedJudgement } from '#core/workflow/recorded-judgement.ts';
import { type Step, type Trigger, WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { exportBundle } from '../export-bundle.ts';
import { readRuntimeLibrary } from '../typescript/runtime-library.ts';
import { writeBundle } from '../write-bundle.ts';
import { item, step } from './expression-builders.ts';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** An exported agent in a folder of its own, with a tracker that has moods; see `moody-tracker.ts`. */
export interface DeployedAgent {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Titles of the issues that the tracker really holds. */
  issues(): readonly string[];
  mood(mood: {
    readonly slowMs?: number;
    readonly busy?: number;
    readonly deadly?: string;
    readonly tools?: 'strict' | 'chatty';
  }): void;
  /** Runs one command to its end. */
  command(...args: readonly string[]): Promise<CommandEnd>;
  commandWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CommandEnd>;
  /** Starts `serve` and waits until it is ready. */
  serve(env?: Readonly<Record<string, string>>): Promise<ServingAgent>;
}

export interface CommandEnd {
  readonly code: number | 'killed';
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServingAgent {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it wrote to stderr so far. */
  log(): string;
  /** Sends a signal; the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

const running: ChildProcess[] = [];
const folders: string[] = [];

/** An empty folder that `removeAgents` removes. */
export function agentFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'agent-'));
  folders.push(folder);
  return folder;
}

/** For `afterAll`: ends what still runs and removes the folders. */
export function removeAgents(): void {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Raises an issue for each wish of the tracker. */
export function wishesWorkflow(options: { readonly looksFirst?: boolean; readonly trigger?: Trigger } = {}): Workflow {
  const create: Step = {
    do: 'call',
    id: 'createIssue',
    server: 'tracker',
    tool: 'create_issue',
    effect: 'write',
    args: { title: item('wish') },
    ...(options.looksFirst
      ? {
          find: {
            call: { server: 'tracker', tool: 'find_issues', args: { title: item('wish') } },
            as: 'found',
            match: { $: 'fn', name: 'first', args: [item('found')] },
          },
        }
      : {}),
  };
  return {
    version: WORKFLOW_VERSION,
    name: 'Wishes',
    inputs: [],
    ...(options.trigger ? { trigger: options.trigger } : {}),
    body: [
      { do: 'call', id: 'wishes', server: 'tracker', tool: 'list_wishes', effect: 'read', args: {} },
      { do: 'forEach', id: 'each', in: step('wishes'), each: 'wish', body: [create] },
    ],
  };
}

export const EMPTY_TRACE: Trace = {
  version: TRACE_VERSION,
  id: 't',
  now: '2026-11-20T09:00:00Z',
  timeZone: 'UTC',
  locale: 'en',
  turns: [],
  servers: [],
  tools: [],
  calls: [],
};

/** Exports a workflow that uses the server `tracker` and makes it ready to run. */
export async function deployAgent(
  workflow: Workflow,
  env: Readonly<Record<string, string>> = {},
  recorded: {
    readonly trace?: Trace;
    readonly made?: (call: TraceCall) => boolean;
    readonly judgements?: readonly RecordedJudgement[];
  } = {},
  /** The command of a Python that has the agent's packages: the agent is in Python then. */
  python?: string,
): Promise<DeployedAgent> {
  const folder = agentFolder();
  const script = join(ROOT, 'lib/export/test/moody-tracker.ts');
  const tracker: ServerConfig = {
    alias: 'tracker',
    era: 'auto',
    effects: {},
    transport: { kind: 'stdio', command: 'node', args: [script, folder], env: {} },
  };
  const bundle = await exportBundle({
    workflow,
    traces: [recorded.trace ?? EMPTY_TRACE],
    target: python === undefined ? 'typescript' : 'python',
    options: { servers: [tracker], made: recorded.made, judgements: recorded.judgements },
    library: readRuntimeLibrary(ROOT),
  });
  writeBundle(bundle, folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const environment: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
    TRACKER_PATH: script,
    TRACKER_PATH_2: folder,
    ...env,
  };
  return operateAgent({
    folder,
    env: environment,
    program: python === undefined ? TYPESCRIPT : [python, '-B', 'main.py'],
  });
}

/** How an agent is started in its folder: a command and its first arguments. */
export type AgentStart = readonly [command: string, ...args: string[]];

const TYPESCRIPT: AgentStart = [process.execPath, 'main.ts'];

/** An agent that is ready to run in a folder, whatever language it is written in. */
export function operateAgent({
  folder,
  env: environment,
  program,
}: {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly program: AgentStart;
}): DeployedAgent {
  return {
    folder,
    env: environment,
    issues: () => (existsSync(join(folder, 'issues.txt')) ? readLines(join(folder, 'issues.txt')) : []),
    mood: (mood) => writeFileSync(join(folder, 'mood.json'), JSON.stringify(mood)),
    command: (...args) => runCommand(folder, environment, args, program),
    commandWith: (more, ...args) => runCommand(folder, { ...environment, ...more }, args, program),
    serve: (more = {}) => serve(folder, { ...environment, ...more }, program),
  };
}

function readLines(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trim().split('\n');
}

export function runCommand(
  folder: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  [command, ...first]: AgentStart = TYPESCRIPT,
): Promise<CommandEnd> {
  return new Promise((done) => {
    execFile(command, [...first, ...args], { cwd: folder, env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 'killed', stdout, stderr }),
    );
  });
}

async function serve(folder: string, env: NodeJS.ProcessEnv, [command, ...first]: AgentStart): Promise<ServingAgent> {
  const port = await freePort();
  const child = spawn(command, [...first, 'serve'], {
    cwd: folder,
    env: { PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push(child);
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const url = `http://127.0.0.1:${env.PORT ?? port}`;
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  await eventually(
    async () => gone() || (await fetch(`${url}/readyz`)).status === 200,
    () => log,
  );
  return {
    url,
    child,
    log: () => log,
    end(signal) {
      if (gone()) return Promise.resolve(child.exitCode ?? child.signalCode);
      const ended = new Promise<number | NodeJS.Signals | null>((done) =>
        child.once('close', (code, by) => done(code ?? by)),
      );
      child.kill(signal);
      return ended;
    },
  };
}

/** As if a minute had passed: what a dead process held is free. */
export function passLease(folder: string): void {
  const database = new DatabaseSync(join(folder, 'data/agent.db'));
  database.exec('UPDATE agent_effects SET lease_until = 0; UPDATE agent_deliveries SET due = 0');
  database.close();
}

/** Waits until it holds, for at most half a minute. `why` is told where it does not. */
export async function eventually(holds: () => Promise<boolean>, why: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`It did not come true within 30 s: ${why()}`);
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
