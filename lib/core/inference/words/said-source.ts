import { singular } from './plural.ts';
import type { PromptText } from './prompt-text.ts';
import { sharedWords } from './words.ts';

/** Words at which what is said about another value begins. */
const BOUNDARY = new Set('with and then using use put write where but'.split(' '));
/** Words that join or point, and name nothing. */
const JOINING = new Set('the of its a an this that these their his her s same each every new all'.split(' '));
/** What stands right before one of these, if it is no `of`, is a verb: `post the rank as heading`. */
const POINTING = new Set('the its a an this that these their his her each every'.split(' '));
const MOST_WORDS = 6;

/**
 * What the user said that a parameter is: the words before `as <parameter>` or after `<parameter> =`, once for every
 * time it is said. `with the title of the pull request as summary and its URL as link` gives `title pull request` for
 * `summary`, `url` for `link`; `quantity = hours` gives `hour` for `quantity`.
 */
export function saidSources(parameter: readonly string[], prompt: PromptText): readonly (readonly string[])[] {
  if (parameter.length === 0) return [];
  return prompt.turns.flatMap(({ lower }) => {
    const tokens = (lower.replace(/"[^"]*"|“[^”]*”/g, ' " ').match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}'’_-]/gu) ?? []).map(
      singular,
    );
    return tokens.flatMap((token, at) => {
      if (token === '=') {
        const equal = parameter.every((word, index) => tokens[at - parameter.length + index] === word);
        const words = equal ? wordsAfter(tokens, at + 1) : [];
        return words.length === 0 ? [] : [words];
      }
      if (token !== 'as') return [];
      const start = JOINING.has(tokens[at + 1] ?? '') ? at + 2 : at + 1;
      if (!parameter.every((word, index) => tokens[start + index] === word)) return [];
      const words: string[] = [];
      for (let before = at - 1; before >= 0 && words.length < MOST_WORDS; before -= 1) {
        const word = tokens[before] ?? '';
        if (BOUNDARY.has(word) || !/[\p{L}\p{N}]/u.test(word)) break;
        if (JOINING.has(word)) continue;
        if (POINTING.has(tokens[before + 1] ?? '')) break;
        words.unshift(word);
      }
      return words.length === 0 ? [] : [words];
    });
  });
}

function wordsAfter(tokens: readonly string[], start: number): readonly string[] {
  const words: string[] = [];
  for (let at = start; at < tokens.length && words.length < MOST_WORDS; at += 1) {
    const word = tokens[at] ?? '';
    if (BOUNDARY.has(word) || !/[\p{L}\p{N}]/u.test(word)) break;
    if (!JOINING.has(word)) words.push(word);
  }
  return words;
}

/**
 * How much of one of the sayings names the member: 2.5 where member and what it belongs to are all that is said, 1.2
 * where all of its own name is, 0.8 where some of that is, otherwise 0.
 */
export function saidFit(
  sayings: readonly (readonly string[])[],
  member: {
    readonly words: readonly string[];
    readonly about: readonly string[];
    readonly readAs?: readonly string[];
  },
): number {
  const [holder] = member.about;
  // `status: {name}`: the holder's name is what people say.
  const plain = member.words.length === 1 && /^(name|id|value|login|key)$/.test(member.words[0] ?? '');
  const own = plain && holder !== undefined ? [...member.words, holder] : member.words;
  return Math.max(
    0,
    ...sayings.map((saying) => {
      if (sharedWords(saying, own) === 0) return 0;
      if (sharedWords(saying, [...member.words, ...member.about, ...(member.readAs ?? [])]) === saying.length)
        return 2.5;
      return sharedWords(own, saying) === own.length || (plain && sharedWords(saying, own) > 0) ? 1.2 : 0.8;
    }),
  );
}
