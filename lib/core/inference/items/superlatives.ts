import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { wordsOf } from '../words/words.ts';

/** The user's words without those that name members of the items: a `minimum` that they hold is no "least". */
export function wordsBeside(items: Items, context: DraftContext): readonly string[] {
  const own = new Set(items.members().flatMap((column) => column.words));
  return wordsWithoutParameters(context).filter((word) => !own.has(word));
}

export const superlativeIn = (words: readonly string[]): string | undefined =>
  words.find((word) => SUPERLATIVES.test(word));

const SUPERLATIVES =
  /^((old|new|great|larg|big|high|low|small|cheap|long|short|earli|soon|few|young|heavi|light)(e?st|gest|iest)|latest|last|recent(ly)?|expensive|most|least|top|first|min|minimum|max|maximum|best|worst)$/;

const remembered = new WeakMap<DraftContext, readonly string[]>();

const QUOTED = /"[^"]*"|“[^”]*”/g;

/** `First list the jobs, then …`: what is done first is no first of anything. */
const ORDER_OF_WORK =
  /(^|[.;:!?]\s*)(?:at )?first(?: of all)?(?:,|(?=\s+\p{L}+\s+(?:the|an?|all|every|each|up|my|our|its|through|into|for|at)\b))/giu;

/** What follows the last thing to be filled in is data: `<rank> (new)`. `best: <student>` and an example may ask for it. */
const untilLastHole = (quoted: string): string =>
  quoted.includes('>') ? quoted.slice(0, quoted.lastIndexOf('>') + 1) : quoted;

/** Without bounds (`at most 64`), and without names of parameters: a `first cell` is no first of anything. */
function wordsWithoutParameters(context: DraftContext): readonly string[] {
  let words = remembered.get(context);
  if (words === undefined) {
    const names = new Set(
      context.calls.flatMap(({ args }) => Object.keys(args).map((name) => wordsOf(name).join(' '))),
    );
    words = context.prompt.turns.flatMap(({ text }) => {
      let said = ` ${wordsOf(text.replace(QUOTED, untilLastHole).replace(ORDER_OF_WORK, '$1')).join(' ')} `.replaceAll(
        / at (most|least) /g,
        ' ',
      );
      for (const name of names) if (name.includes(' ')) said = said.replaceAll(` ${name} `, ' ');
      return said.trim().split(' ');
    });
    remembered.set(context, words);
  }
  return words;
}
