/** What each check of the verification ladder asks, as a sentence. */
const WORDS: Readonly<Record<string, string>> = {
  replay: 'It does what was recorded',
  renamed: 'With every name and id renamed it does the same, renamed',
  'more members': 'Records with more members, in another order, change nothing',
  'other order': 'Lists in another order give the same writes',
};

/** The check's question; its own name where it is a new one. */
export function checkWords(name: string): string {
  return Object.hasOwn(WORDS, name) ? (WORDS[name] ?? name) : name.charAt(0).toUpperCase() + name.slice(1);
}
