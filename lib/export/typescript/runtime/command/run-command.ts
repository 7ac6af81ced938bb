import { parseArgs } from 'node:util';
import { processEnvironment } from '../environment.ts';
import type { AgentProgram } from './agent-program.ts';
import { approveCommand } from './approve-command.ts';
import { effectsCommand } from './effects-command.ts';
import { judgementsCommand } from './judgements-command.ts';
import { keepCommand } from './keep-command.ts';
import { lockCommand } from './lock-command.ts';
import { openAgent } from './open-agent.ts';
import { passCommand } from './pass-command.ts';
import { serveCommand } from './serve-command.ts';
import { moveState } from './state-commands.ts';
import { triggerCommand } from './trigger-command.ts';

const USAGE = `plan                     read, and show what would change (this is the default)
apply [--yes]            make the changes; asks before each unless --yes
keep [--once] [--yes]    compare what is wanted with what is there, pass after pass; heals only with --yes
serve                    run whenever it is woken, until stopped; changes something only with DRY_RUN=false
effects                  what became of every change
effects mark <key> done|failed    settle a change whose answer was lost
effects export|import <file>       all that is remembered, as a file
effects move --from <database> --to <database>    sqlite:<path> or postgres://…
approve [<id>|all]       changes that wait for approval
deny <id>                a change that shall not be made
lock [--accept]          how the tools differ from mcp.lock; accepts them as they are
judgements [forget <id>|all]      answers of the model that are kept
trigger                  start a pass of a running agent (AGENT_URL, RUN_TOKEN)

--input name=value       a value for an input, as often as needed
--json                   results as JSON`;

export interface CommandArguments {
  readonly command: string;
  readonly words: readonly string[];
  readonly inputs: readonly string[];
  readonly yes: boolean;
  /** One pass of the control loop. */
  readonly once: boolean;
  /** Takes the tools as they are now. */
  readonly accept: boolean;
  /** Databases of `effects move`. */
  readonly from?: string;
  readonly to?: string;
  readonly json: boolean;
}

/**
 * The agent's command line. Sets the exit code: 0 done, 1 failed, 2 bad usage, 3 waits for somebody.
 * @param folder where `mcp.json` and `trace.json` are
 */
export async function runCommand(program: AgentProgram, folder: string): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args === null || args.command === 'help') {
    (args === null ? process.stderr : process.stdout).write(`${USAGE}\n`);
    process.exitCode = args === null ? 2 : 0;
    return;
  }
  try {
    process.exitCode = await perform(program, folder, args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function perform(program: AgentProgram, folder: string, args: CommandArguments): Promise<number> {
  if (args.command === 'trigger') return triggerCommand(process.env);
  if (args.command === 'effects' && args.words[0] === 'move') {
    return moveState(folder, processEnvironment(process.env), args);
  }
  const quiet = args.command !== 'serve' && process.stderr.isTTY === true;
  const open = openAgent(program, folder, process.env, { quiet });
  switch (args.command) {
    case 'plan':
    case 'apply':
      return passCommand(await open, args);
    case 'keep':
      return keepCommand(await open, args);
    case 'serve':
      return serveCommand(await open);
    case 'effects':
      return effectsCommand(await open, args);
    case 'approve':
    case 'deny':
      return approveCommand(await open, args);
    case 'lock':
      return lockCommand(await open, args);
    case 'judgements':
      return judgementsCommand(await open, args);
    default:
      throw new Error(`There is no command "${args.command}".\n${USAGE}`);
  }
}

function readArguments(argv: readonly string[]): CommandArguments | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        input: { type: 'string', multiple: true, default: [] },
        yes: { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        accept: { type: 'boolean', default: false },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [command = 'plan', ...words] = positionals;
    if (!COMMANDS.includes(command)) return null;
    const { yes, once, accept, json, input, from, to } = values;
    return { command: values.help ? 'help' : command, words, inputs: input, yes, once, accept, json, from, to };
  } catch {
    return null;
  }
}

const COMMANDS = [
  'plan',
  'apply',
  'keep',
  'serve',
  'effects',
  'approve',
  'deny',
  'lock',
  'judgements',
  'trigger',
  'help',
];
