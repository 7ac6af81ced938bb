import type { Json } from '../../json/json.ts';
import type { Column } from '../columns/column.ts';
import type { DraftContext } from '../draft-context.ts';

/**
 * What a loop gives for each item: of all that its steps gave in every pass, that which calls after the loop speak of
 * most, else what came last.
 */
export function chooseYield(given: readonly Column[], ended: number, context: DraftContext): Column | undefined {
  const complete = given.filter((column) => column.values.every((value) => value !== undefined));
  if (complete.length < 2) return complete[0];
  const later = context.calls
    .filter((call) => call.started > ended)
    .map((call) => JSON.stringify(call.args).toLowerCase())
    .join('\n');
  if (later === '') return complete.at(-1);
  let best = complete.at(-1);
  let most = 0;
  for (const column of complete.toReversed()) {
    const words = new Set<string>();
    for (const value of column.values) collectWords(value ?? null, words);
    const spoken = [...words].filter((word) => later.includes(word) && !context.prompt.mentions(word)).length;
    if (spoken > most) {
      most = spoken;
      best = column;
    }
  }
  return best;
}

/** Words of all plain values that are long enough to be recognised elsewhere. */
function collectWords(value: Json, words: Set<string>): void {
  if (typeof value === 'string' && value.length < 300) {
    for (const word of value.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []) words.add(word);
  } else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) collectWords(member, words);
}
