/** Words whose plural follows no rule, by their singular. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['index', 'indices'],
  ['criterion', 'criteria'],
  ['shelf', 'shelves'],
  ['half', 'halves'],
  ['analysis', 'analyses'],
  ['series', 'series'],
  ['staff', 'staff'],
  ['data', 'data'],
  ['media', 'media'],
  ['equipment', 'equipment'],
  ['stock', 'stock'],
  ['news', 'news'],
]);

const SINGULAR: ReadonlyMap<string, string> = new Map([...IRREGULAR].map(([one, many]) => [many, one]));

/** `story` → `stories`, `box` → `boxes`, `person` → `people`. English rules, good enough for names. */
export function plural(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** `stories` → `story`, `boxes` → `box`, `statuses` → `status`, `status` stays. Good enough to compare names. */
export function singular(word: string): string {
  const known = SINGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || /(ss|us|is|news)$/.test(word)) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(x|ch|sh|ss|z|(stat|vir|bon|camp|syllab)us|^bus)es$/.test(word)) return word.slice(0, -2);
  return /s$/.test(word) ? word.slice(0, -1) : word;
}
