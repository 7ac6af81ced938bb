import type { Workflow } from '#core/workflow/workflow.ts';

const MOST_WORDS = 5;

const ARTICLES = new Set(['the', 'a', 'an', 'this', 'these']);

/** Words that a name cannot end with. */
const LOOSE_ENDS = new Set([
  'of',
  'for',
  'to',
  'in',
  'on',
  'at',
  'with',
  'from',
  'by',
  'and',
  'or',
  'as',
  'into',
  'that',
  'who',
  'whose',
  'which',
  'is',
  'are',
  'has',
  'have',
  'named',
  'called',
  'each',
  'every',
  'all',
]);

/**
 * The first plain words of the workflow's name as an identifier, up to the first word that is none or that a run may
 * change: `Post the latest release of the repository acme/web` → `postLatestReleaseOfRepository`. `runWorkflow` where
 * fewer than two words are left, or where the name is `taken`.
 */
export function functionName(
  { name: title, inputs }: Workflow,
  taken: readonly string[],
  spell: (name: string) => string,
): string {
  const changing = new Set(
    inputs.flatMap(({ default: value }) => (typeof value === 'string' ? [value.toLowerCase()] : [])),
  );
  const words: string[] = [];
  for (const word of title.trim().split(/\s+/)) {
    const small = word.toLowerCase();
    if (ARTICLES.has(small)) continue;
    if (!/^[A-Za-z]+$/.test(word) || changing.has(small) || words.length === MOST_WORDS) break;
    words.push(small);
  }
  while (LOOSE_ENDS.has(words.at(-1) ?? '')) words.pop();
  const wish = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  const name = spell(wish);
  return words.length < 2 || wish.length > 48 || taken.includes(name) ? spell('runWorkflow') : name;
}
