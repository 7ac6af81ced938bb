import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, type CommandContext, type ExitCode, UsageError } from './command.ts';
import { oneLine } from './one-line.ts';

/** Each command is loaded when it is called, so that the quick ones stay quick. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  start: { summary: 'open the studio in a browser', load: async () => (await import('./start.ts')).start },
  record: {
    summary: 'offer MCP servers over stdio and record what a client does with them',
    load: async () => (await import('./record.ts')).record,
  },
  infer: { summary: 'derive a workflow from recorded traces', load: async () => (await import('./infer.ts')).infer },
  replay: {
    summary: 'run a workflow offline against its trace',
    load: async () => (await import('./replay.ts')).replay,
  },
  run: { summary: 'plan a workflow, or carry it out', load: async () => (await import('./run.ts')).run },
  keep: {
    summary: 'keep what a workflow creates as it should be, pass after pass',
    load: async () => (await import('./keep.ts')).keep,
  },
  schema: {
    summary: 'print the JSON Schema of workflow files',
    load: async () => (await import('./schema.ts')).schema,
  },
  export: { summary: 'write a workflow as a program', load: async () => (await import('./export.ts')).exportCommand },
};

/** Runs one command and sets the exit code of the process. What goes wrong is told in one line on stderr. */
export async function main(argv: readonly string[], context: CommandContext): Promise<void> {
  const code = await mainCode(argv, context);
  process.exitCode = code;
}

async function mainCode([name, ...rest]: readonly string[], context: CommandContext): Promise<ExitCode> {
  if (name === '--version' || name === '-v') {
    console.log(versionOf(context));
    return 0;
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(await helpText());
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) {
    console.error(`tracewright: there is no command "${name}". Known: ${Object.keys(COMMANDS).join(', ')}.`);
    return 2;
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(commandHelp(command));
    return 0;
  }
  try {
    return await command.run(rest, context);
  } catch (error) {
    return tell(name, command, error);
  }
}

function tell(name: string, command: Command, error: unknown): ExitCode {
  if (process.env.TRACEWRIGHT_DEBUG) console.error(error);
  const message = oneLine(error instanceof Error ? error.message : String(error));
  if (!(error instanceof UsageError)) {
    console.error(`tracewright ${name}: ${message}`);
    return 1;
  }
  console.error(`tracewright ${name}: ${message} (usage: tracewright ${command.usage})`);
  return 2;
}

function versionOf({ root }: CommandContext): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return String(version);
}

function commandHelp({ usage, help }: Command): string {
  const width = Math.max(0, ...help.options.map(([option]) => option.length));
  const options = help.options.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`);
  return [
    `usage: tracewright ${usage}`,
    '',
    help.about,
    ...(options.length > 0 ? ['', ...options] : []),
    '',
    'exit codes: 0 done · 1 failed · 2 bad usage or bad file, nothing written · 3 diverged, or an open question under --strict',
  ].join('\n');
}

async function helpText(): Promise<string> {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`);
  return [
    'Tracewright: show it once, keep the program.',
    '',
    ...lines,
    '',
    'tracewright <command> --help says how each is called.',
  ].join('\n');
}
