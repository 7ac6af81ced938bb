import type { ApprovalEntry } from '../ledger/approval-book.ts';
import type { OpenAgent } from './open-agent.ts';
import type { CommandArguments } from './run-command.ts';

/**
 * `approve`: lists what waits. `approve <id>` or `approve all`: agrees; the next run makes these changes. `deny <id>`: a
 * run that comes to this change stops there; `approve <id>` takes that back.
 */
export async function approveCommand(agent: OpenAgent, { command, words, json }: CommandArguments): Promise<number> {
  try {
    const [wanted] = words;
    const agrees = command === 'approve';
    if (wanted === undefined) {
      if (!agrees) throw new Error('Usage: deny <id>. "approve" lists what waits.');
      printWaiting(await agent.approvals.open(), json);
      return 0;
    }
    const chosen = (await agent.approvals.open()).filter(({ argsHash, decision }) =>
      wanted === 'all' ? agrees && decision === 'waiting' : wanted.length >= 8 && argsHash.startsWith(wanted),
    );
    if (chosen.length === 0) throw new Error(`Nothing that waits has the id "${wanted}".`);
    for (const { argsHash, server, tool } of chosen) {
      await agent.approvals.decide(argsHash, agrees);
      process.stdout.write(`${agrees ? 'approved' : 'denied'} ${argsHash.slice(0, 12)} ${server}/${tool}\n`);
    }
    await agent.deliveries.wake();
    return 0;
  } finally {
    await agent.close();
  }
}

function printWaiting(entries: readonly ApprovalEntry[], json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
  else if (entries.length === 0) process.stdout.write('Nothing waits for approval.\n');
  for (const { argsHash, server, tool, args, decision } of json ? [] : entries) {
    const said = decision === 'denied' ? '  denied' : '';
    process.stdout.write(`${argsHash.slice(0, 12)}  ${server}/${tool} ${JSON.stringify(args)}${said}\n`);
  }
}
