import { wakeWaiting } from '../trigger/delivery-queue.ts';
import type { OpenAgent } from './open-agent.ts';
import type { CommandArguments } from './run-command.ts';

/** `approve`: lists what waits. `approve <id>` or `approve all`: agrees; the next run makes these changes. */
export async function approveCommand(agent: OpenAgent, { words, json }: CommandArguments): Promise<number> {
  try {
    const waiting = await agent.approvals.waiting();
    const [wanted] = words;
    if (wanted === undefined) {
      if (json) process.stdout.write(`${JSON.stringify(waiting, null, 2)}\n`);
      else if (waiting.length === 0) process.stdout.write('Nothing waits for approval.\n');
      for (const { argsHash, server, tool, args } of json ? [] : waiting) {
        process.stdout.write(`${argsHash.slice(0, 12)}  ${server}/${tool} ${JSON.stringify(args)}\n`);
      }
      return 0;
    }
    const chosen = waiting.filter(
      ({ argsHash }) => wanted === 'all' || (wanted.length >= 8 && argsHash.startsWith(wanted)),
    );
    if (chosen.length === 0) throw new Error(`Nothing that waits has the id "${wanted}".`);
    for (const { argsHash, server, tool } of chosen) {
      await agent.approvals.decide(argsHash, true);
      process.stdout.write(`approved ${argsHash.slice(0, 12)} ${server}/${tool}\n`);
    }
    await wakeWaiting(agent.database, new Date());
    return 0;
  } finally {
    await agent.close();
  }
}
