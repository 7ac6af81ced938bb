import { createInterface } from 'node:readline/promises';
import type { Approver } from '#core/effects/ledger.ts';

/** Asks at the terminal, one change after the other, with its exact arguments. "all" agrees to the rest of the run. */
export function terminalApprover(): Approver {
  let all = false;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    approve(effect, { signal }) {
      const asked = queue.then(async () => {
        if (all) return { approved: true } as const;
        const terminal = createInterface({ input: process.stdin, output: process.stdout });
        try {
          const shown = JSON.stringify(effect.args, null, 2);
          const question = `\n${effect.effect} ${effect.server}/${effect.tool} ${shown}\nDo it? [y]es, [a]ll, [N]o: `;
          const answer = (await (signal ? terminal.question(question, { signal }) : terminal.question(question)))
            .trim()
            .toLowerCase();
          if (answer === 'a' || answer === 'all') all = true;
          const yes = all || answer === 'y' || answer === 'yes';
          return yes ? ({ approved: true } as const) : { approved: false, reason: 'Denied at the terminal.' };
        } finally {
          terminal.close();
        }
      });
      queue = asked.catch(() => {});
      return asked;
    },
  };
}
