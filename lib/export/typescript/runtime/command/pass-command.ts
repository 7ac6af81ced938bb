import type { Approver } from '#core/effects/ledger.ts';
import type { JsonObject } from '#core/json/json.ts';
import { parseInput } from '../resolve-inputs.ts';
import type { OpenAgent } from './open-agent.ts';
import { printResult } from './print-result.ts';
import type { CommandArguments } from './run-command.ts';
import { terminalApprover } from './terminal-approver.ts';

/** `plan` and `apply`: one pass, and what it did on stdout. Exit code 0 succeeded, 1 failed, 3 waits for somebody. */
export async function passCommand(agent: OpenAgent, args: CommandArguments): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    agent.requireSettings();
    const mode = args.command === 'apply' ? 'apply' : 'plan';
    const inputs = givenInputs(agent, args.inputs);
    const result = await agent.pass({ mode, inputs, approver: approverFor(agent, args), signal: stop.signal });
    // The run stopped at the first change that nobody has approved: show the others as well, to be approved together.
    if (result.status === 'stopped' && (await anythingWaits(agent))) {
      await agent.propose({ inputs, signal: stop.signal });
    }
    process.stdout.write(args.json ? `${JSON.stringify(result, null, 2)}\n` : printResult(mode, result));
    if (result.status === 'succeeded') return 0;
    return result.status === 'waiting' || (await anythingWaits(agent)) ? 3 : 1;
  } finally {
    await agent.close();
  }
}

async function anythingWaits(agent: OpenAgent): Promise<boolean> {
  return (await agent.approvals.open()).some(({ decision }) => decision === 'waiting');
}

/** `--yes` agrees to everything, a terminal asks, and otherwise changes wait for `approve`. */
function approverFor(agent: OpenAgent, args: CommandArguments): Approver {
  if (args.yes) return { approve: async () => ({ approved: true }) };
  if (process.stdin.isTTY && process.stdout.isTTY) return terminalApprover();
  return { approve: (effect) => agent.approvals.decision(effect) };
}

export function givenInputs(agent: OpenAgent, inputs: readonly string[]): JsonObject {
  return Object.fromEntries(
    inputs.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Error(`--input takes name=value, not "${text}".`);
      const name = text.slice(0, at);
      return [name, parseInput(agent.program.inputs, name, text.slice(at + 1))];
    }),
  );
}
