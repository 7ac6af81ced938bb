import type { OpenAgent } from './open-agent.ts';
import { outcomeOf } from './print-result.ts';
import type { CommandArguments } from './run-command.ts';
import { exportState, importState } from './state-commands.ts';

/** `effects`: every change that the ledger knows. `effects mark <key> done|failed`: settles one whose answer was lost. `effects export|import <file>`: carries all that is remembered. */
export async function effectsCommand(agent: OpenAgent, { words, json }: CommandArguments): Promise<number> {
  try {
    const [what, key, verdict] = words;
    if (what === 'mark') return await settle(agent, key, verdict);
    if (what === 'export') return await exportState(agent.database(), key);
    if (what === 'import') return await importState(agent.database(), key);
    const effects = await agent.ledger.list();
    if (json) process.stdout.write(`${JSON.stringify(effects, null, 2)}\n`);
    else if (effects.length === 0) process.stdout.write('No change was made yet.\n');
    for (const effect of json ? [] : effects) {
      const { key: name, server, tool, args, updatedAt, error } = effect;
      const said = error ? `  (${error})` : '';
      process.stdout.write(
        `${updatedAt}  ${outcomeOf(effect)}  ${server}/${tool} ${JSON.stringify(args)}  ${name}${said}\n`,
      );
    }
    return 0;
  } finally {
    await agent.close();
  }
}

async function settle(agent: OpenAgent, key: string | undefined, verdict: string | undefined): Promise<number> {
  if (!key || (verdict !== 'done' && verdict !== 'failed')) {
    throw new Error('Usage: effects mark <key> done|failed. "done": it is there. "failed": it is not, try again.');
  }
  const claim = await agent.ledger.claim((await agent.ledger.find(key)) ?? notKnown(key));
  if (claim.outcome !== 'unsure')
    throw new Error(`Only a change whose answer was lost can be settled; this one is ${claim.outcome}.`);
  await agent.ledger.mark(key, verdict === 'done' ? { state: 'confirmed', how: 'found' } : { state: 'failed' });
  await agent.deliveries.wake();
  process.stdout.write(`${key} is now ${verdict}.\n`);
  return 0;
}

function notKnown(key: string): never {
  throw new Error(`The ledger knows no change "${key}". List them with: npm run effects`);
}
