/**
 * How unlikely a value is to stand in two places by chance, in bits. `true`, `1` and `open` are nearly nothing; an id,
 * a path or a sentence is a lot. The scale is that of the reference "trace-to-program" §2.4, rounded to what a picture
 * needs: the graph may miss an edge, it may not show a false one.
 */
export function surpriseBits(value: string | number | boolean): number {
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number') return numberBits(value);
  return textBits(value);
}

function numberBits(value: number): number {
  if (Number.isInteger(value)) return Math.log2(Math.abs(value) + 1);
  return String(value).replace(/\D/g, '').length * 3;
}

function textBits(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return numberBits(Number(trimmed));
  const words = trimmed.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const bits = words.reduce((sum, word) => sum + wordBits(word), 0);
  // `PLAT-31`, `release/2026.11`: one name of letters and digits says more than its parts.
  const named = !/\s/.test(trimmed) && words.length > 1 && /\p{L}/u.test(trimmed) && /\p{N}/u.test(trimmed);
  return Math.min(bits + (named ? 4 : 0), 120);
}

function wordBits(word: string): number {
  const digits = /\p{N}/u.test(word);
  const letters = /\p{L}/u.test(word);
  if (digits && letters) return word.length * 3;
  if (digits) return Math.log2(Number(word.slice(0, 15)) + 1);
  const proper = /^\p{Lu}/u.test(word) ? 2 : 0;
  return (word.length < 3 ? 1 : Math.min(3 + word.length * 0.4, 8)) + proper;
}

/** True where two names of members plainly speak of one thing: `issue_key` and `key`, `pullNumber` and `number`. */
export function namesAgree(left: string, right: string): boolean {
  const wanted = nameTokens(left);
  const given = nameTokens(right);
  return given.some((token) => wanted.includes(token)) || (wanted.some(isIdentity) && given.some(isIdentity));
}

/** `id`, `key` and `number` are what one tool calls the thing that another calls `ref`. */
function isIdentity(token: string): boolean {
  return ['id', 'iid', 'uid', 'uuid', 'key', 'ref', 'number', 'no'].includes(token);
}

function nameTokens(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '')
    .map((token) => (token.length > 3 && token.endsWith('s') ? token.slice(0, -1) : token));
}
