import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseTrace } from '#core/trace/parse-trace.ts';
import { parseWorkflow } from '#core/workflow/parse-workflow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'cli', 'bin.mjs');
/** The recording that is shipped as the sample. */
const EXAMPLE = join(root, 'examples/memory-leak-tickets/trace.json');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracewright-cli-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const json = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'));
const write = (name: string, value: unknown) =>
  writeFileSync(at(name), typeof value === 'string' ? value : JSON.stringify(value));

/** The command line, started in a folder that is not the installation's. */
function tracewright(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd: folder }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** The sample servers over a state folder of this test, as people write them. */
function writeServers(state = 'state') {
  const server = (name: string) => ({
    command: process.execPath,
    args: [join(root, 'examples', 'servers', name, 'server.ts'), '--state', join(at(state), name)],
  });
  write('mcp.json', { mcpServers: { 'code-host': server('code-host'), tracker: server('tracker') } });
}

/** Plays the brief's example through the recording gateway, with the official client of version 1. */
async function recordTheExample() {
  writeServers();
  const prompt =
    'Raise a ticket in project PERF for every open pull request of acme/storefront with "memory leak" in its title.';
  const client = new Client({ name: 'somebody-elses-client', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bin, 'record', '--servers', 'mcp.json', '--prompt', prompt, '--out', 'trace.json'],
    cwd: folder,
    stderr: 'pipe',
  });
  await client.connect(transport);
  const { tools } = await client.listTools();
  const listed = await client.callTool({
    name: 'code-host__list_pull_requests',
    arguments: { repository: 'acme/storefront', state: 'open', per_page: 100 },
  });
  const { pull_requests: pulls } = listed.structuredContent as { pull_requests: { title: string; url: string }[] };
  const matching = pulls.filter((pull) => /memory leak/i.test(pull.title));
  for (const { title, url } of matching) {
    await client.callTool({ name: 'tracker__create_issue', arguments: { project: 'PERF', title, description: url } });
  }
  await client.close();
  await until(() => existsSync(at('trace.json')));
  return { tools, matching };
}

async function until(holds: () => boolean): Promise<void> {
  for (let left = 200; !holds(); left -= 1) {
    if (left === 0) throw new Error('It did not come true.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('from a recording to a run', () => {
  test('a client that we did not write records, and the program derived from it does the job again', async () => {
    const { tools, matching } = await recordTheExample();
    expect(tools.map((tool) => tool.name)).toContain('tracker__create_issue');
    expect(matching.length).toBeGreaterThan(1);

    const trace = parseTrace(json('trace.json'));
    expect(trace.turns[0]).toMatchObject({ role: 'user', text: expect.stringContaining('memory leak') });
    expect(trace.servers.map((server) => server.alias).sort()).toEqual(['code-host', 'tracker']);
    expect(trace.tools.length).toBe(tools.length);
    expect(trace.calls.map((call) => call.tool)).toEqual(['list_pull_requests', ...matching.map(() => 'create_issue')]);
    expect(trace.calls.every((call) => call.outcome.status === 'answered')).toBe(true);

    const inferred = await tracewright('infer', 'trace.json', '--out', 'workflow.json', '--json');
    expect(inferred).toMatchObject({ code: 0, stderr: '' });
    const summary = JSON.parse(inferred.stdout);
    expect(summary.inputs.map((input: { default: unknown }) => input.default)).toEqual(
      expect.arrayContaining(['acme/storefront', 'memory leak', 'PERF']),
    );
    expect(summary.questions).toEqual([]);
    parseWorkflow(json('workflow.json'));

    expect(await tracewright('replay', 'workflow.json', '--trace', 'trace.json')).toMatchObject({
      code: 0,
      stdout: `Replayed without a difference: ${matching.length} writes as recorded.\n`,
    });

    // The world in which it was recorded has these tickets already, and a plan that is told of the recording says so.
    const known = await tracewright(
      'run',
      'workflow.json',
      '--servers',
      'mcp.json',
      '--trace',
      'trace.json',
      '--recorded',
    );
    expect(known.stdout.match(/^recorded tracker\/create_issue /gm)).toHaveLength(matching.length);
    expect(writesIn('state')).toHaveLength(matching.length);

    // A world that has not seen any of this.
    writeServers('fresh');
    const common = ['workflow.json', '--servers', 'mcp.json', '--ledger', 'ledger.db'];
    const planned = await tracewright('run', ...common, '--plan', '--out', 'plan.json');
    expect(planned.code).toBe(0);
    expect(json('plan.json').effects.map((effect: { state: string }) => effect.state)).toEqual(
      matching.map(() => 'planned'),
    );
    expect(writesIn('fresh')).toEqual([]);

    const applied = await tracewright('run', ...common, '--yes', '--out', 'run.json');
    expect(applied.code).toBe(0);
    expect(json('run.json')).toMatchObject({ status: 'succeeded' });
    expect(writesIn('fresh').map((call) => call.args.title)).toEqual(matching.map((pull) => pull.title));

    const again = await tracewright('run', ...common, '--yes', '--out', 'again.json');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(writesIn('fresh')).toHaveLength(matching.length);

    // Without a ledger nothing is remembered, so a new input in a new world is a new run.
    writeServers('other');
    const phrase = summary.inputs.find((input: { default: unknown }) => input.default === 'memory leak').name;
    const other = await tracewright(
      'run',
      'workflow.json',
      '--servers',
      'mcp.json',
      '--input',
      `${phrase}=zzz`,
      '--yes',
    );
    expect(other.code).toBe(0);
    expect(writesIn('other')).toEqual([]);
  });

  test('a recorder that is ended by a signal keeps what it recorded', async () => {
    writeServers();
    const args = [bin, 'record', '--servers', 'mcp.json', '--prompt', 'x', '--out', 'trace.json'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
    const say = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    const clientInfo = { name: 'raw', version: '0' };
    say({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } });
    await until(() => said.includes('"id":1'));
    say({ method: 'notifications/initialized' });
    say({ id: 2, method: 'tools/call', params: { name: 'tracker__list_projects', arguments: {} } });
    await until(() => said.includes('"id":2'));
    child.kill('SIGTERM');
    await until(() => child.exitCode !== null || child.signalCode !== null);
    expect(parseTrace(json('trace.json')).calls.map((call) => call.tool)).toEqual(['list_projects']);
  });

  test('a replay that leaves its recording says where, with exit code 3', async () => {
    await recordTheExample();
    await tracewright('infer', 'trace.json', '--out', 'workflow.json');
    const trace = json('trace.json');
    trace.calls.at(-1).args.title = 'Something else';
    write('trace.json', trace);
    const { code, stderr } = await tracewright('replay', 'workflow.json', '--trace', 'trace.json');
    expect(code).toBe(3);
    expect(stderr).toMatch(/differs in title: recorded "Something else", now "/);
  });
});

/** Calls that changed something, from the journal of the sample servers. */
function writesIn(state: string): { tool: string; args: { title: string } }[] {
  const journal = join(at(state), 'tracker', 'calls.jsonl');
  if (!existsSync(journal)) return [];
  return readFileSync(journal, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((call) => call.tool === 'create_issue');
}

describe('bad usage and bad files', () => {
  const workflow = { version: 1, name: 'w', inputs: [], body: [] };

  test.each<[string, string[], RegExp]>([
    ['no such command', ['frobnicate'], /there is no command "frobnicate"\. Known: start, record, infer/],
    ['an unknown option', ['infer', 'trace.json', '--frob'], /unknown option '--frob'/i],
    ['a missing option', ['infer', 'trace.json'], /--out is missing/],
    ['a missing file argument', ['infer', '--out', 'w.json'], /the trace file is missing/],
    [
      'a file that is not there',
      ['infer', 'gone.json', '--out', 'w.json'],
      /cannot read gone\.json: there is no such file/,
    ],
    ['a folder in place of a file', ['infer', '.', '--out', 'w.json'], /cannot read \.: it is a folder/],
    ['text that is not JSON', ['infer', 'broken.json', '--out', 'w.json'], /broken\.json is not JSON: /],
    ['JSON that is no trace', ['infer', 'other.json', '--out', 'w.json'], /other\.json: This is no trace: /],
    [
      'a trace in place of a workflow',
      ['replay', 'other.json', '--trace', 'other.json'],
      /other\.json: This is no workflow: /,
    ],
    [
      'a folder for output that is not there',
      ['infer', 'other.json', '--out', 'no/w.json'],
      /the folder .* does not exist/,
    ],
    ['servers that are none', ['run', 'workflow.json', '--servers', 'broken.json', '--yes'], /broken\.json/],
    ['both ways to run', ['run', 'workflow.json', '--servers', 'mcp.json', '--yes', '--plan'], /exclude each other/],
    [
      'a settlement of no run',
      ['run', 'workflow.json', '--servers', 'mcp.json', '--ledger', 'l.db', '--settle', 'a=done'],
      /needs the --ledger of an earlier run/,
    ],
    [
      'a recording that is not named',
      ['run', 'workflow.json', '--servers', 'mcp.json', '--recorded'],
      /--recorded needs the --trace/,
    ],
    [
      'a ledger that is none',
      ['run', 'workflow.json', '--servers', 'mcp.json', '--ledger', 'broken.json'],
      /broken\.json cannot be used as a ledger/,
    ],
    ['an unknown input', ['run', 'workflow.json', '--servers', 'mcp.json', '--input', 'x=1'], /There is no input "x"/],
    [
      'an unknown target',
      ['export', 'workflow.json', '--trace', 'other.json', '--target', 'cobol', '--out', 'o'],
      /no trace|no target/,
    ],
    [
      'a place that would lose the ledger',
      ['export', 'workflow.json', '--trace', EXAMPLE, '--target', 'github-actions', '--state', 'sqlite', '--out', 'o'],
      /--target github-actions: The disk of a runner is lost after each run, and the ledger with it: choose Postgres/,
    ],
    [
      'a trigger that the place does not take',
      ['export', 'workflow.json', '--trace', EXAMPLE, '--target', 'airflow', '--trigger', 'webhook:x', '--out', 'o'],
      /A DAG takes no deliveries/,
    ],
    ['a program that cannot be sound', ['run', 'unsound.json', '--servers', 'mcp.json'], /refers to step "nowhere"/],
    ['a server that the file does not name', ['run', 'needy.json', '--servers', 'mcp.json'], /needs server "jira"/],
  ])('%s: one line, exit code 2, nothing written', async (_, args, message) => {
    writeServers();
    write('broken.json', '{"version": 1,');
    write('other.json', { hello: 'world' });
    write('workflow.json', workflow);
    write('unsound.json', { ...workflow, output: { $: 'ref', of: 'step', id: 'nowhere' } });
    write('needy.json', {
      ...workflow,
      body: [{ id: 'a', do: 'call', server: 'jira', tool: 't', args: {}, effect: 'read' }],
    });
    const before = readdirSync(folder).sort();
    const { code, stdout, stderr } = await tracewright(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('a server that does not start fails in one line that says why', async () => {
    write('mcp.json', {
      mcpServers: {
        broken: { command: process.execPath, args: ['-e', 'console.error("no licence"); process.exit(3)'] },
      },
    });
    write('workflow.json', {
      ...workflow,
      body: [{ id: 'a', do: 'call', server: 'broken', tool: 't', args: {}, effect: 'read' }],
    });
    const { code, stderr } = await tracewright('run', 'workflow.json', '--servers', 'mcp.json', '--yes');
    expect(code).toBe(1);
    expect(stderr).toMatch(/server "broken" cannot be reached: .*no licence/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('a failing run still writes what became of it', async () => {
    writeServers();
    write('workflow.json', {
      ...workflow,
      body: [{ id: 'a', do: 'call', server: 'tracker', tool: 'no_such_tool', args: {}, effect: 'read' }],
    });
    const { code } = await tracewright('run', 'workflow.json', '--servers', 'mcp.json', '--yes', '--out', 'run.json');
    expect(code).toBe(1);
    expect(json('run.json')).toMatchObject({
      status: 'failed',
      effects: [],
      error: expect.stringContaining('no_such_tool'),
    });
  });
});

test('every command says how it is called', async () => {
  const { code, stdout } = await tracewright('help');
  expect(code).toBe(0);
  for (const name of ['start', 'record', 'infer', 'replay', 'run', 'export']) {
    expect(stdout).toContain(name);
    const { stdout: usage } = await tracewright(name, '--help');
    expect(usage).toMatch(new RegExp(`^usage: tracewright ${name}`));
    // Every option of the usage is explained below it.
    const [first = '', ...rest] = usage.split('\n');
    for (const [option] of first.matchAll(/--[a-z]+/g))
      expect(rest.join('\n')).toMatch(new RegExp(`^  ${option}\\b`, 'm'));
  }
  expect((await tracewright('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
