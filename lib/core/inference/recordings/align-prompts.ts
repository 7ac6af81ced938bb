import type { Json } from '../../json/json.ts';
import type { PromptText } from '../words/prompt-text.ts';
import type { Span } from '../words/span.ts';

/** Longer prompts are not compared word by word. */
const MOST_TOKENS = 600;

/** A place where prompts of one wording differ: what stands there in the first, and in each of the others. */
export interface Hole {
  readonly span: Span;
  readonly values: readonly Json[];
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The places in which prompts differ that say the same otherwise; none where they are worded differently. */
export function holesBetween(first: PromptText, others: readonly PromptText[]): readonly Hole[] {
  return first.turns.flatMap((turn, at) => {
    const tokens = tokensOf(turn.text);
    const found = others.map((other) => {
      const text = other.turns[at]?.text ?? '';
      return { text, holes: differences(tokens, tokensOf(text)) };
    });
    if (found.some(({ holes }) => holes === null)) return [];
    const places = new Map<string, { readonly from: number; readonly to: number }>();
    for (const { holes } of found)
      for (const hole of holes ?? []) places.set(`${hole.from}-${hole.to}`, { from: hole.from, to: hole.to });
    return [...places.values()].flatMap(({ from, to }): readonly Hole[] => {
      const own = spanOf(tokens, from, to);
      if (own === null) return [];
      const said = found.map(({ text, holes }) => {
        const hole = (holes ?? []).find((other) => other.from === from && other.to === to);
        if (hole === undefined) return turn.text.slice(own.start, own.end);
        return hole.text === null ? null : text.slice(hole.text.start, hole.text.end);
      });
      const texts = [turn.text.slice(own.start, own.end), ...said.filter((text) => text !== null)];
      return texts.length <= others.length ? [] : [{ span: { turn: turn.id, ...own }, values: valuesOf(texts) }];
    });
  });
}

/** Quoted texts are one token, as are words with dots, slashes and hyphens in them. */
function tokensOf(text: string): readonly Token[] {
  const pattern = /"[^"\n]*"|“[^”\n]*”|`[^`\n]*`|[\p{L}\p{N}#@][\p{L}\p{N}._@+/:#-]*[\p{L}\p{N}]|[\p{L}\p{N}]|\S/gu;
  return [...text.matchAll(pattern)].map((match) => {
    const quoted = /^["“`]/.test(match[0]) && match[0].length > 2;
    const start = match.index + (quoted ? 1 : 0);
    const end = match.index + match[0].length - (quoted ? 1 : 0);
    return { text: match[0], start, end };
  });
}

interface Difference {
  /** Tokens `from` up to `to` of the first prompt. */
  readonly from: number;
  readonly to: number;
  /** What stands there in the other; null where nothing does. */
  readonly text: { readonly start: number; readonly end: number } | null;
}

/** Null where less than half of the tokens are the same, in order: then the prompts are worded differently. */
function differences(left: readonly Token[], right: readonly Token[]): readonly Difference[] | null {
  if (left.length > MOST_TOKENS || right.length > MOST_TOKENS) return null;
  const pairs = commonTokens(left, right);
  if (pairs.length < Math.max(left.length, right.length) / 2) return null;
  const found: Difference[] = [];
  let before = { left: 0, right: 0 };
  for (const pair of [...pairs, { left: left.length, right: right.length }]) {
    if (pair.left > before.left && pair.right > before.right)
      found.push({ from: before.left, to: pair.left, text: spanOf(right, before.right, pair.right) });
    before = { left: pair.left + 1, right: pair.right + 1 };
  }
  return found;
}

/** The longest common sequence of tokens, as positions in both. */
function commonTokens(
  left: readonly Token[],
  right: readonly Token[],
): readonly { readonly left: number; readonly right: number }[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    for (let j = right.length - 1; row !== undefined && j >= 0; j -= 1)
      row[j] = left[i]?.text === right[j]?.text ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const pairs: { left: number; right: number }[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i]?.text === right[j]?.text) pairs.push({ left: i++, right: j++ });
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function spanOf(
  tokens: readonly Token[],
  from: number,
  to: number,
): { readonly start: number; readonly end: number } | null {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

/** Numbers where all are. */
function valuesOf(texts: readonly string[]): readonly Json[] {
  return texts.every((text) => /^-?\d+(\.\d+)?$/.test(text)) ? texts.map(Number) : texts;
}
