import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Approval, Approver } from '#core/effects/ledger.ts';
import { formatToolRef } from '#core/tool/tool-ref.ts';

/**
 * Asks at a terminal, one write at a time, with the exact arguments. `a` says yes to everything that follows; anything
 * but `y` and `a`, and the end of the input, is a no. Questions of parallel steps wait for each other.
 */
export function terminalApprover(streams: {
  readonly input: Readable;
  readonly output: Writable;
}): Approver & { readonly close: () => void } {
  const { input, output } = streams;
  const terminal = createInterface({ input, output });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  let all = false;
  let turn: Promise<unknown> = Promise.resolve();
  const ask: Approver['approve'] = async (effect, { signal }): Promise<Approval> => {
    if (all) return { approved: true };
    const place = effect.path.length > 0 ? ` (${effect.path.join(' › ')})` : '';
    // JSON text holds no control characters, so no argument can redraw the screen.
    output.write(`\n${effect.effect} ${formatToolRef(effect)}${place}\n${JSON.stringify(effect.args, null, 2)}\n`);
    const question = terminal.question('Do this? [y]es, [n]o, [a]ll: ', { signal });
    const answer = (await Promise.race([question, ended])).trim().toLowerCase();
    all = answer === 'a' || answer === 'all';
    return all || answer === 'y' || answer === 'yes' ? { approved: true } : { approved: false, reason: 'You said no.' };
  };
  return {
    approve: (effect, options) => {
      const mine = turn.then(() => ask(effect, options));
      turn = mine.catch(() => {});
      return mine;
    },
    close: () => terminal.close(),
  };
}
