import type { Json } from '../../json/json.ts';
import { mapTexts } from '../proof/map-texts.ts';

const TOKEN = /[A-Za-z0-9]{6,}/g;

/**
 * Renames every id-like token (letters and digits mixed) of texts, the same everywhere; `keep` are tokens that stay.
 * `count` is how many different ones were renamed so far.
 */
export class TokenRenamer {
  private readonly names = new Map<string, string>();
  private readonly keep: ReadonlySet<string>;

  constructor(keep: ReadonlySet<string>) {
    this.keep = keep;
  }

  get count(): number {
    return this.names.size;
  }

  readonly text = (text: string): string =>
    text.replace(TOKEN, (token) => {
      if (this.keep.has(token) || !isIdLike(token)) return token;
      const name = this.names.get(token) ?? turned(token);
      this.names.set(token, name);
      return name;
    });

  readonly json = (value: Json): Json => mapTexts(value, this.text);
}

/** All tokens of a text that could be renamed. */
export function tokensOf(text: string): readonly string[] {
  return (text.match(TOKEN) ?? []).filter(isIdLike);
}

/** Letters and digits mixed, and neither a date nor a time. */
function isIdLike(token: string): boolean {
  return /[A-Za-z]/.test(token) && /\d/.test(token) && !/^\d{1,4}T\d+|^\d{2}T\d{2}/.test(token);
}

/** The same kind of text, other characters: each letter and digit moves on, case and length stay. */
export function turned(text: string): string {
  return [...text]
    .map((character, at) => {
      const step = 3 + (at % 5);
      if (/\d/.test(character)) return String((Number(character) + step) % 10);
      if (!/[A-Za-z]/.test(character)) return character;
      const base = /[a-z]/.test(character) ? 97 : 65;
      return String.fromCharCode(((character.charCodeAt(0) - base + step) % 26) + base);
    })
    .join('');
}
