import { literally } from './literally.ts';
import type { PromptText } from './prompt-text.ts';
import { wordsOf } from './words.ts';

/** Where in a text something stands for which the user wrote `<words>`; `end` is the place after it. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

const LONGEST = 4000;
const known = new WeakMap<PromptText, Map<string, readonly Hole[]>>();

/**
 * The holes of a template that the user wrote in quotes, as they are filled in a text: `"<key> (<priority>)"` and
 * `T-4 (high)` give `T-4` and `high`. Of a text of many lines each line may be one filled template. None where no
 * template fits the text.
 */
export function holesIn(text: string, prompt: PromptText): readonly Hole[] {
  if (text.length > LONGEST) return [];
  const cache = known.get(prompt) ?? new Map<string, readonly Hole[]>();
  known.set(prompt, cache);
  const before = cache.get(text);
  if (before !== undefined) return before;
  const templates = prompt.quoted.flatMap(({ text: quoted }) => templateOf(quoted) ?? []);
  const holes = templates.length === 0 ? [] : (filled(text, templates) ?? linesFilled(text, templates));
  cache.set(text, holes);
  return holes;
}

interface Template {
  readonly pattern: RegExp;
  readonly holes: readonly (readonly string[])[];
}

function templateOf(quoted: string): Template | null {
  const parts = quoted.split(/<([^<>\n]{1,80})>/);
  const fixed = parts.filter((_, at) => at % 2 === 0).join('');
  // Without fixed signs a template fits every text.
  if (parts.length < 3 || fixed.trim() === '') return null;
  const source = parts.map((part, at) => (at % 2 === 1 ? '(.+?)' : literally(part))).join('');
  return { pattern: new RegExp(`^${source}$`, 'ds'), holes: parts.filter((_, at) => at % 2 === 1).map(wordsOf) };
}

function filled(text: string, templates: readonly Template[]): readonly Hole[] | null {
  for (const { pattern, holes } of templates) {
    const places = pattern.exec(text)?.indices;
    if (places === undefined) continue;
    return holes.flatMap((words, at) => {
      const place = places[at + 1];
      return place === undefined ? [] : [{ start: place[0], end: place[1], words }];
    });
  }
  return null;
}

function linesFilled(text: string, templates: readonly Template[]): readonly Hole[] {
  if (!text.includes('\n')) return [];
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const from = start;
    start += line.length + 1;
    return (filled(line, templates) ?? []).map((hole) => ({ ...hole, start: hole.start + from, end: hole.end + from }));
  });
}
