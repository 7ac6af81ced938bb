import type { PromptText } from './prompt-text.ts';

/** Participles that are not made with `-ed`, and what is still to be done where they do not hold. */
const IRREGULAR: Readonly<Record<string, string>> = {
  paid: 'pay',
  sent: 'send',
  done: 'do',
  read: 'read',
  seen: 'see',
  sold: 'sell',
  built: 'build',
  bought: 'buy',
  given: 'give',
  taken: 'take',
  written: 'write',
  met: 'meet',
};

/**
 * Whether the user speaks of those with whom the thing is not done that the participle names: `paid` where they said
 * "still has to pay", "to be paid", "yet to pay", "unpaid", "not paid yet". False for words that are no participle.
 */
export function isStillToDo(participle: string, prompt: PromptText): boolean {
  const bases = basesOf(participle);
  if (bases.length === 0) return false;
  const base = `(${bases.join('|')})`;
  return prompt.asksFor(
    new RegExp(
      `\\b(still|yet|need(s|ed)?|ha(s|ve)|must|ought) (still )?(to )?(be ${participle}|${base})\\b|` +
        `\\bto be ${participle}\\b|\\bun-?${participle}\\b|` +
        `(\\b(not|never)|n['’]t) (yet )?(been )?${participle}\\b|\\b(did|do|does)(n['’]t| not) (yet )?${base}\\b`,
      'i',
    ),
  );
}

function basesOf(participle: string): readonly string[] {
  const irregular = IRREGULAR[participle];
  if (irregular !== undefined) return [irregular];
  const stem = /^(\p{L}{2,})ed$/u.exec(participle)?.[1];
  if (stem === undefined) return [];
  return [stem, `${stem}e`, ...(/(.)\1$/u.test(stem) ? [stem.slice(0, -1)] : []), stem.replace(/i$/, 'y')];
}
