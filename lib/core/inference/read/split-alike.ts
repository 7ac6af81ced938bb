/** Fixed words of lines that are written alike, and what varies between them: one value for each line. */
export type LinePart = string | { readonly values: readonly string[] };

/** Signs that take a line apart, with the blanks around them. */
const SIGNS =
  /\s*[<>[\]()|;,"“”]+\s*(?:[-–—:]\s+|[<>[\]()|;,"“”]+\s*)*|:\s+|\s+(?:[-–—=→·•]+|at)\s+|^[-*•]\s+|^\d+[.)]\s+/gu;

/** More words than these are a text, in which a common word says nothing. */
const MOST_WORDS = 5;

/**
 * Takes lines apart at the signs that all of them have in the same order, from the left as far as they agree: what
 * follows may be any text. Words that all lines have at a place are fixed.
 */
export function splitAlike(lines: readonly string[]): readonly LinePart[] {
  const split = lines.map((line) => [...line.matchAll(SIGNS)]);
  const [first = []] = split;
  const parts: LinePart[] = [];
  const starts = lines.map(() => 0);
  for (let at = 0; at < first.length; at += 1) {
    const sign = first[at]?.[0] ?? '';
    if (split.some((signs) => signs[at]?.[0] !== sign)) break;
    const values = lines.map((line, row) => line.slice(starts[row], split[row]?.[at]?.index));
    parts.push(...fieldOf(values), sign);
    split.forEach((signs, row) => {
      starts[row] = (signs[at]?.index ?? 0) + sign.length;
    });
  }
  parts.push(...fieldOf(lines.map((line, row) => line.slice(starts[row]))));
  return joined(parts);
}

function fieldOf(values: readonly string[]): readonly LinePart[] {
  const [first = ''] = values;
  if (values.every((value) => value === first)) return first === '' ? [] : [first];
  const before = commonSign(values);
  if (before !== '') return [before, ...fieldOf(values.map((value) => value.slice(before.length)))];
  const words = values.map((value) => value.split(' '));
  if (words.every((row) => row.length > 1 && row.length <= MOST_WORDS)) {
    const head = words[0]?.[0] ?? '';
    if ((isWord(head) || words.every(isNumbered)) && words.every(([word]) => word === head))
      return [`${head} `, ...fieldOf(words.map((row) => row.slice(1).join(' ')))];
    const tail = words[0]?.at(-1) ?? '';
    if (isWord(tail) && words.every((row) => row.at(-1) === tail))
      return [...fieldOf(words.map((row) => row.slice(0, -1).join(' '))), ` ${tail}`];
  }
  return [{ values }];
}

/** A sign in front of every value: the `#` of `#general`. */
function commonSign(values: readonly string[]): string {
  const sign = /^[#@$€£~*]+/.exec(values[0] ?? '')?.[0] ?? '';
  return sign !== '' && values.every((value) => value.startsWith(sign) && value.length > sign.length) ? sign : '';
}

/** What a thing is and its number: `Loan 1237`. Two people may have one first name, and no two things one number. */
const isNumbered = ([kind = '', number = '', ...rest]: readonly string[]): boolean =>
  rest.length === 0 && /^\p{Lu}\p{Ll}+$/u.test(kind) && /^[\p{L}_#-]*\p{N}[\p{L}\p{N}_-]*$/u.test(number);

const isWord = (word: string): boolean => /^\p{Ll}+$/u.test(word);

function joined(parts: readonly LinePart[]): readonly LinePart[] {
  const out: LinePart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
    else out.push(part);
  }
  return out;
}
