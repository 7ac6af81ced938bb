import { alternativesOf } from './alternatives.ts';
import { literally } from './literally.ts';
import type { PromptText, Quoted } from './prompt-text.ts';
import { wordsOf } from './words.ts';

/** Where in a text something stands for which the user wrote `<words>`; `end` is the place after it. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  /** What the user wrote there as alternatives: `<passed or failed>`; one of them is told, and none is a value of theirs. */
  readonly choices: readonly string[];
}

const LONGEST = 4000;
const known = new WeakMap<PromptText, Map<string, readonly Hole[]>>();

/**
 * The holes of a template that the user wrote in quotes, as they are filled in a text: `"<key> (<priority>)"` and
 * `T-4 (high)` give `T-4` and `high`. Of a text of many lines each line may be one filled template. None where no
 * template fits the text. Where several fit, it is the one that the user wrote after the name of the parameter.
 */
export function holesIn(text: string, prompt: PromptText, parameter: readonly string[] = []): readonly Hole[] {
  if (text.length > LONGEST) return [];
  const cache = known.get(prompt) ?? new Map<string, readonly Hole[]>();
  known.set(prompt, cache);
  const key = [...parameter, text].join('\u0000');
  const before = cache.get(key);
  if (before !== undefined) return before;
  const templates = templatesFor(parameter, prompt);
  const holes = templates.length === 0 ? [] : (filled(text, templates) ?? linesFilled(text, templates));
  cache.set(key, holes);
  return holes;
}

/** The templates of the prompt, those first that the user wrote right after the parameter's name. */
function templatesFor(parameter: readonly string[], prompt: PromptText): readonly Template[] {
  const isNamed = ({ turn, start }: Quoted): boolean => {
    const before = prompt.turns.find(({ id }) => id === turn)?.text.slice(Math.max(0, start - 40), start - 1) ?? '';
    return parameter.length > 0 && wordsOf(before).slice(-parameter.length).join(' ') === parameter.join(' ');
  };
  return prompt.quoted
    .toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
    .flatMap(({ text }) => templateOf(text) ?? []);
}

interface Template {
  readonly pattern: RegExp;
  readonly holes: readonly Pick<Hole, 'words' | 'choices'>[];
}

function templateOf(quoted: string): Template | null {
  const parts = quoted.split(/<([^<>\n]{1,80})>/);
  const fixed = parts.filter((_, at) => at % 2 === 0).join('');
  // Without fixed signs a template fits every text.
  if (parts.length < 3 || fixed.trim() === '') return null;
  const source = parts.map((part, at) => (at % 2 === 1 ? '(.+?)' : literally(part))).join('');
  const holes = parts
    .filter((_, at) => at % 2 === 1)
    .map((hole) => ({ words: wordsOfHole(hole), choices: alternativesOf(hole) }));
  return { pattern: new RegExp(`^${source}$`, 'ds'), holes };
}

/** The `number of orders` is a count, and no number that they have; `owner's name` is two words. */
const wordsOfHole = (hole: string): readonly string[] =>
  wordsOf(hole.replace(/['’]s\b/g, '').replace(/^(the )?(total )?(number|count) of (the |all )?/i, 'count '));

function filled(text: string, templates: readonly Template[]): readonly Hole[] | null {
  for (const { pattern, holes } of templates) {
    const places = pattern.exec(text)?.indices;
    if (places === undefined) continue;
    return holes.flatMap((hole, at) => {
      const place = places[at + 1];
      return place === undefined ? [] : [{ start: place[0], end: place[1], ...hole }];
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
