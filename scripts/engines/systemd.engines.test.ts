import { type ChildProcess, spawn } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readUnit } from '../../lib/export/systemd/test/unit-problems.ts';
import { root } from '../root.ts';
import { isInstalled } from '../test/ensure-tools.ts';
import { eventually } from './eventually.ts';
import { exportSample } from './export-sample.ts';
import { freePort } from './free-port.ts';
import { runProgram } from './run-program.ts';

// The install script, then what the units run, as they run it: their program, folder, settings, secrets and a user
// without rights. systemd itself is not running here.
const missing = process.getuid?.() !== 0 ? 'this is not root' : isInstalled('setpriv') ? null : 'there is no setpriv';
if (missing) console.warn(`SKIPPED: no unit was run: ${missing}.`);

const NOBODY = 65534;
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

describe.skipIf(missing).each([
  { language: 'typescript', packages: 'node_modules', needed: 'pg', unneeded: 'typescript' },
  { language: 'python', packages: '.venv/lib/python3.*/site-packages', needed: 'psycopg', unneeded: 'pyright' },
] as const)(
  'an agent in $language that install.sh has put on a machine',
  ({ language, packages, needed, unneeded }) => {
    const bundle = mkdtempSync(join(tmpdir(), 'tracewright-systemd-'));
    const machine = mkdtempSync(join(tmpdir(), 'tracewright-machine-'));
    afterAll(() => {
      for (const folder of [bundle, machine]) rmSync(folder, { recursive: true, force: true });
    });

    let tickets: number;
    let name: string;
    let port: number;
    const install = () =>
      runProgram(join(bundle, 'systemd/install.sh'), [], { env: { DESTDIR: machine, PATH: searchPath(language) } });
    const settings = () => join(machine, 'etc', name, 'agent.env');

    beforeAll(async () => {
      const trigger = { on: 'schedule', cron: '0 7 * * 1-5', timeZone: 'UTC' } as const;
      ({ tickets } = await exportSample({ folder: bundle, target: 'systemd', trigger, state: 'sqlite', language }));
      name =
        readdirSync(join(bundle, 'systemd'))
          .find((file) => file.endsWith('.timer'))
          ?.replace('-reconcile.timer', '') ?? '';
      // What lies about in a folder that somebody has worked in is not installed.
      mkdirSync(join(bundle, 'data'));
      writeFileSync(join(bundle, 'data/agent.db'), 'mine');
      writeFileSync(join(bundle, '.env'), 'RUN_TOKEN=mine\n');
      install();
      // The sample's servers want a newer Node than a machine may have.
      const tools = join(machine, 'opt', name, language === 'python' ? '.venv/bin' : 'node_modules/node/bin');
      if (!existsSync(join(tools, 'node'))) symlinkSync(process.execPath, join(tools, 'node'));
      port = await freePort();
      const server = (alias: string) => join(root, 'examples/servers', alias, 'server.ts');
      const state = join(machine, 'var/lib', name);
      mkdirSync(state, { recursive: true });
      chownSync(state, NOBODY, NOBODY);
      for (const folder of [machine, bundle]) runProgram('chmod', ['755', folder]);
      const values: Readonly<Record<string, string>> = {
        CODE_HOST_PATH: server('code-host'),
        CODE_HOST_STATE: join(state, 'code-host'),
        TRACKER_PATH: server('tracker'),
        TRACKER_STATE: join(state, 'tracker'),
        DRY_RUN: 'false',
        APPROVALS: 'auto',
        PORT: String(port),
        AGENT_URL: `http://127.0.0.1:${port}`,
      };
      const text = readFileSync(settings(), 'utf8').replace(/^(\w+)=.*$/gm, (line, key: string) =>
        values[key] === undefined ? line : `${key}=${values[key]}`,
      );
      writeFileSync(settings(), text);
    });

    test('has the locked packages and a secret of chance, and nothing of what lay about', () => {
      const program = join(machine, 'opt', name);
      expect(readdirSync(program)).not.toEqual(expect.arrayContaining(['data']));
      expect(readdirSync(program)).not.toEqual(expect.arrayContaining(['.env']));
      const [installed = ''] = globSync(join(program, packages));
      expect(readdirSync(installed)).toContain(needed);
      expect(readdirSync(installed)).not.toContain(unneeded);
      expect(readFileSync(join(machine, 'etc', name, 'secrets/RUN_TOKEN'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
    });

    test('serves as a user without rights, is woken by what the timer starts, and does the job once', async () => {
      const serving = start('.service');
      await eventually(async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok);
      expect((await end(start('-reconcile.service'))).stdout).toContain('202');
      await eventually(async () => /agent_passes_total\{[^}]*status="succeeded"[^}]*\} 1/.test(await metrics(port)));
      serving.child.kill('SIGTERM');
      expect((await end(serving)).code).toBe(0);
      // The same command with another word, as command.sh runs it: everything is there already.
      const again = await end(start('.service', 'apply', '--yes'));
      expect(again.stdout).toContain(`apply: ${tickets} already there.`);
    });

    test('keeps settings, secrets and state when it is installed again', () => {
      const token = () => readFileSync(join(machine, 'etc', name, 'secrets/RUN_TOKEN'), 'utf8');
      const before = [token(), readFileSync(settings(), 'utf8')];
      install();
      expect([token(), readFileSync(settings(), 'utf8')]).toEqual(before);
      expect(readdirSync(join(machine, 'opt'))).toEqual([name]);
    });

    test('runs once for cron, which plans until the settings say otherwise', () => {
      const program = join(machine, 'opt', name);
      cpSync(settings(), join(program, '.env'));
      const plans = readFileSync(join(program, '.env'), 'utf8').replace('DRY_RUN=false', 'DRY_RUN=true');
      writeFileSync(join(program, '.env'), plans.replaceAll('var/lib', 'var/cron'));
      mkdirSync(join(machine, 'var/cron', name), { recursive: true });
      const once = () => runProgram(join(program, 'systemd/run-once.sh'), []);
      expect(once()).toContain(`plan: ${tickets} planned. Nothing was sent`);
      writeFileSync(
        join(program, '.env'),
        plans.replaceAll('var/lib', 'var/cron').replace('DRY_RUN=true', 'DRY_RUN=false'),
      );
      expect(once()).toContain(`apply: ${tickets} done.`);
    });

    /** Starts what a unit starts, with other words where some are given. */
    function start(unit: string, ...words: readonly string[]) {
      const text = readFileSync(join(machine, 'etc/systemd/system', `${name}${unit}`), 'utf8');
      const settled = text.replaceAll('%S', '/var/lib').replaceAll('%d', '/run/credentials');
      const read = readUnit(settled);
      // systemd hands the secrets over as files of the unit's user.
      const credentials = join(machine, 'run/credentials');
      mkdirSync(credentials, { recursive: true });
      for (const [credential = '', path = ''] of (read.get('Service.LoadCredential') ?? []).map((each) =>
        each.split(':'),
      )) {
        cpSync(join(machine, path), join(credentials, credential));
        chownSync(join(credentials, credential), NOBODY, NOBODY);
      }
      const here = (value: string) =>
        value.replaceAll(/\/(?:opt|var\/lib|run\/credentials)\b/g, (path) => `${machine}${path}`);
      const own = (read.get('Service.Environment') ?? []).map(here);
      const given = readFileSync(settings(), 'utf8')
        .split('\n')
        .filter((line) => /^\w+=/.test(line));
      const [command = ''] = read.get('Service.ExecStart') ?? [];
      const argv = here(command).split(' ');
      const unprivileged = [
        `--reuid=${NOBODY}`,
        `--regid=${NOBODY}`,
        '--clear-groups',
        '--no-new-privs',
        '--bounding-set=-all',
      ];
      const line = words.length > 0 ? [...argv.slice(0, -1), ...words] : argv;
      const env = Object.fromEntries(
        [...own, ...given].map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
      );
      const child = spawn('setpriv', [...unprivileged, ...line], {
        cwd: here(read.get('Service.WorkingDirectory')?.[0] ?? ''),
        env: { ...env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.push(child);
      return { child, said: collect(child) };
    }
  },
);

/** A Python of root's own home could not be run by a user without rights: the machine's comes first. */
function searchPath(language: string): string {
  return language === 'python' ? `/usr/bin:${process.env.PATH}` : (process.env.PATH ?? '');
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data: Buffer) => {
    said.stdout += data;
  });
  child.stderr?.on('data', (data: Buffer) => {
    said.stderr += data;
  });
  return said;
}

async function end(started: { readonly child: ChildProcess; readonly said: { stdout: string; stderr: string } }) {
  const { child, said } = started;
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('close', resolve)));
  return { code, ...said };
}

async function metrics(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}
