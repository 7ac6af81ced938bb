import { createInterface } from 'node:readline/promises';
import type { Approver } from '#core/effects/ledger.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';

/** Asks at the terminal, one write at a time, with the exact arguments. `a` says yes to everything that follows. */
export function terminalApprover(): Approver & { readonly close: () => void } {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  let all = false;
  let turn: Promise<unknown> = Promise.resolve();
  const ask: Approver['approve'] = async (effect, { signal }) => {
    if (all) return { approved: true };
    const place = effect.path.length > 0 ? ` (${effect.path.join(' › ')})` : '';
    console.error(`\n${effect.effect} ${formatToolRef(effect)}${place}\n${JSON.stringify(effect.args, null, 2)}`);
    const answer = (await terminal.question('Do this? [y]es, [n]o, [a]ll: ', { signal })).trim().toLowerCase();
    all = answer === 'a' || answer === 'all';
    return all || answer === 'y' || answer === 'yes' ? { approved: true } : { approved: false, reason: 'You said no.' };
  };
  return {
    // Questions of parallel steps wait for each other.
    approve: (effect, options) => {
      const mine = turn.then(() => ask(effect, options));
      turn = mine.catch(() => {});
      return mine;
    },
    close: () => terminal.close(),
  };
}
