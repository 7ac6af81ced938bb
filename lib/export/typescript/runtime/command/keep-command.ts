import type { KeepReport } from '#core/keep/keep-report.ts';
import { createKeeper } from '../keep/agent-keeper.ts';
import { tellPass } from '../keep/tell-pass.ts';
import type { OpenAgent } from './open-agent.ts';
import { givenInputs } from './pass-command.ts';
import type { CommandArguments } from './run-command.ts';

/**
 * `keep`: passes of the control loop until stopped, `--once` for one. Heals only with `--yes`. Exit code of one pass: 0
 * all is as wanted, or it was a plan; 1 something failed or differs still.
 */
export async function keepCommand(agent: OpenAgent, args: CommandArguments): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const tell = (report: KeepReport) =>
    process.stdout.write(`${args.json ? JSON.stringify(report) : tellPass(report).join('\n')}\n`);
  try {
    agent.requireSettings();
    const keeper = createKeeper(agent, {
      mode: args.yes ? 'apply' : 'plan',
      inputs: givenInputs(agent, args.inputs),
      approver: { approve: async () => ({ approved: true }) },
      signal: stop.signal,
    });
    if (!args.once) {
      await keeper.loop(stop.signal, tell);
      return 0;
    }
    if (args.yes && !(await keeper.memory.lead())) throw new Error('Another agent with this ledger keeps it now.');
    const report = await keeper.pass();
    tell(report);
    await keeper.memory.resign();
    if (report.error !== undefined || report.failing > 0) return 1;
    return args.yes && report.drift > 0 ? 1 : 0;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await agent.close();
  }
}
