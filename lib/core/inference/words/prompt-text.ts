import type { Turn } from '../../trace/trace.ts';
import { growList, runFrom } from './listed-values.ts';
import { type NamedNumber, numbersIn } from './named-numbers.ts';
import { occurrences } from './occurrences.ts';
import type { Span } from './span.ts';
import { type TimeAmount, timeAmountsIn } from './time-amounts.ts';
import { wordsOf } from './words.ts';

/** Text that the user put in quotes, or a literal with `<holes>`. */
export interface Quoted extends Span {
  readonly text: string;
}

/** Words before a quoted text that is an example. */
const EXAMPLE =
  /\b(like|e\.?g\.?|such as|for example|for instance|as in|example|in the (form|format|style|shape)( of)?|format(ted)?( as)?|(like|as) (this|so|follows))[\s,:]*$/i;

/** `with its due date as deadline`, `the topic "<caption> (<remark>)"`: what is given, and as what. */
const NAMES_DATA =
  /(\bthe( [\p{L}\p{N}_-]+){1,2} )?(<[^<>]*>|"[^"]*"|“[^”]*”)|\b(its|their|his|her)( [\p{L}\p{N}_'’-]+){1,4}? as\b( (?!soon\b)[\p{L}\p{N}_-]+)?/gu;

/** What the user said, searchable. Values are grounded in it; words of it name inputs and justify filters. */
export class PromptText {
  readonly turns: readonly { readonly id: string; readonly text: string; readonly lower: string }[];
  readonly quoted: readonly Quoted[];
  private readonly found = new Map<string, readonly Span[]>();
  private readonly mentioned = new Map<string, boolean>();
  private readonly words = new Map<string, boolean>();
  private readonly patterns = new WeakMap<RegExp, boolean>();
  private readonly alone = new Map<string, boolean>();
  /** The turns in small letters without what names data, and with spaces for hyphens; made when they are asked for. */
  private asking: readonly string[] | null = null;
  private spaced: readonly string[] | null = null;
  private longWords: readonly string[] | null = null;
  private named: readonly NamedNumber[] | null = null;
  private amounts: readonly TimeAmount[] | null = null;

  constructor(turns: readonly Turn[]) {
    this.turns = turns
      .filter((turn) => turn.role === 'user')
      .map((turn) => ({ id: turn.id, text: turn.text, lower: turn.text.toLowerCase() }));
    this.quoted = this.turns.flatMap((turn) =>
      [
        ...turn.text.matchAll(
          /"([^"\n]{1,300})"|“([^”\n]{1,300})”|`([^`\n]{1,300})`|(?<![\p{L}\p{N}])'([^'\n]{2,300})'(?![\p{L}\p{N}])/gu,
        ),
      ].map((match) => {
        const text = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
        const start = (match.index ?? 0) + 1;
        return { turn: turn.id, start, end: start + text.length, text };
      }),
    );
  }

  /** Places where the value stands as it is and on its own: no letter or digit goes on at either end. */
  spansOf(value: string): readonly Span[] {
    const known = this.found.get(value);
    if (known !== undefined) return known;
    const spans: Span[] = [];
    if (value.trim() !== '') {
      for (const turn of this.turns) spans.push(...occurrences(turn.text, value, turn.id));
    }
    this.found.set(value, spans);
    return spans;
  }

  /** Whether the value stands in the prompt as it is. */
  says(value: string): boolean {
    return this.spansOf(value).length > 0;
  }

  /** Whether it stands there when case, hyphens and plural endings do not count. */
  mentions(value: string): boolean {
    const known = this.mentioned.get(value);
    if (known !== undefined) return known;
    const found = this.isMentioned(value);
    this.mentioned.set(value, found);
    return found;
  }

  private isMentioned(value: string): boolean {
    const clean = value.toLowerCase().trim();
    if (clean === '') return false;
    const spaced = withSpaces(clean);
    this.spaced ??= this.turns.map((turn) => withSpaces(turn.lower));
    const stands = (text: string, piece: string): boolean => occurrences(text, piece, '').length > 0;
    return (
      this.turns.some((turn) => stands(turn.lower, clean)) ||
      this.spaced.some((text) => stands(text, spaced) || (/[a-z]\d?$/.test(spaced) && stands(text, `${spaced}s`)))
    );
  }

  /** Whether a word of the prompt has the stem of the value, one word itself: `successful` of `success`. */
  mentionsStem(value: string): boolean {
    const clean = value.toLowerCase();
    if (!/^\p{L}{5,}$/u.test(clean)) return false;
    const stem = clean.slice(0, Math.max(5, clean.length - 2));
    this.longWords ??= this.turns.flatMap((turn) => turn.lower.match(/\p{L}{5,}/gu) ?? []);
    return this.longWords.some((word) => word.startsWith(stem) && Math.abs(word.length - clean.length) <= 4);
  }

  /** Whether a word stands in the prompt, in any case, as a word and not as a piece of a name, path or number. */
  saysAlone(word: string): boolean {
    const clean = word.toLowerCase();
    let known = this.alone.get(clean);
    if (known === undefined) {
      known = this.turns.some((turn) =>
        occurrences(turn.lower, clean, turn.id).some(
          ({ start, end }) =>
            !/[\p{L}\p{N}][._@+/-]$/u.test(turn.lower.slice(Math.max(0, start - 2), start)) &&
            !/^[._@+/-][\p{L}\p{N}]/u.test(turn.lower.slice(end, end + 2)),
        ),
      );
      this.alone.set(clean, known);
    }
    return known;
  }

  /**
   * Whether the word stands in texts only that the user gave as an example of the form: `written like "ch_1: 12.50 EUR"`.
   * What such a text holds is of other data, unless it was taken over as it is.
   */
  isExample(word: string, taken: string): boolean {
    const spans = this.spansOf(word);
    return (
      spans.length > 0 &&
      spans.every((span) =>
        this.quoted.some(
          (quote) =>
            quote.turn === span.turn &&
            quote.start <= span.start &&
            quote.end >= span.end &&
            !taken.includes(quote.text) &&
            EXAMPLE.test((this.turns.find(({ id }) => id === quote.turn)?.text ?? '').slice(0, quote.start - 1)),
        ),
      )
    );
  }

  /** Whether the value stands in the prompt with the name of its member close by: `with the status "open"`. */
  saysBeside(value: string, words: readonly string[]): boolean {
    return this.spansOf(value).some((span) => {
      const text = this.turns.find((turn) => turn.id === span.turn)?.text ?? '';
      const around = [
        ...wordsOf(text.slice(Math.max(0, span.start - 30), span.start)).slice(-3),
        ...wordsOf(text.slice(span.end, span.end + 20)).slice(0, 2),
      ];
      return words.some((word) => word.length > 2 && around.includes(word));
    });
  }

  /**
   * As `hasWord`, but what stands in quotes, in `<holes>` or in `its … as …` does not count, nor what these are given as:
   * it names data and asks for nothing. `With its due date as deadline` speaks of no task that is due, and `the topic
   * "<caption>"` wants nobody to find a topic.
   */
  asksFor(pattern: RegExp): boolean {
    this.asking ??= this.turns.map((turn) => turn.lower.replace(NAMES_DATA, ' '));
    return this.asking.some((text) => pattern.test(text));
  }

  /** Whether one of the words or phrases stands in the prompt, ignoring case. */
  hasWord(pattern: RegExp): boolean {
    let known = this.patterns.get(pattern);
    if (known === undefined) {
      const key = String(pattern);
      known = this.words.get(key) ?? this.turns.some((turn) => pattern.test(turn.lower));
      this.words.set(key, known);
      this.patterns.set(pattern, known);
    }
    return known;
  }

  /**
   * The run of values that the user listed ("alice, bob and carol"): places of all of them, in reading order, with
   * nothing but separators between. Null where they do not stand as one list.
   */
  listOf(values: readonly string[]): readonly Span[] | null {
    if (values.length < 2) return null;
    for (const turn of this.turns) {
      const options = values.map((value) => this.spansOf(value).filter((span) => span.turn === turn.id));
      if (options.some((spans) => spans.length === 0)) continue;
      for (const start of options.flat()) {
        const run = runFrom(start, options, turn.text);
        if (run !== null) return run;
      }
    }
    return null;
  }

  /**
   * The whole list in the prompt that holds the values, also those of its items that are not among them: "a, b and c"
   * where only a and c were used. Null where the values do not stand in one list.
   */
  enumerationOf(
    values: readonly string[],
  ): { readonly items: readonly string[]; readonly spans: readonly Span[] } | null {
    for (const turn of this.turns) {
      for (const value of values.slice(0, 1)) {
        for (const start of this.spansOf(value).filter((span) => span.turn === turn.id)) {
          const spans = growList(start, turn.text, turn.id, values);
          const items = spans.map((span) => turn.text.slice(span.start, span.end));
          if (spans.length >= 2 && values.every((wanted) => items.includes(wanted))) return { items, spans };
        }
      }
    }
    return null;
  }

  /** Numbers that the user named, digits or words up to twenty, with the word after each. */
  numbers(): readonly NamedNumber[] {
    this.named ??= this.turns.flatMap(numbersIn);
    return this.named;
  }

  /** Amounts of time that the user named: `3 days`, `a week before`. */
  timeAmounts(): readonly TimeAmount[] {
    this.amounts ??= this.turns.flatMap(timeAmountsIn);
    return this.amounts;
  }

  /** Words inside `<…>` that follow the literal's end in a template that the user wrote. */
  holeAfter(literal: string): string | null {
    // What stands before may itself come from the data: the literal that the user wrote is its end.
    for (let length = Math.min(12, literal.length); length >= 1; length -= 1) {
      const tail = literal.slice(-length);
      if (tail.trim() === '' || (length < 12 && length < literal.length && !/\p{L}.*\W/u.test(tail))) continue;
      for (const turn of this.turns) {
        const at = turn.text.indexOf(`${tail}<`);
        if (at < 0) continue;
        const hole = /^<([^<>\n]{1,80})>/.exec(turn.text.slice(at + tail.length))?.[1];
        if (hole !== undefined) return hole;
      }
    }
    return null;
  }
}

const withSpaces = (text: string): string => text.replace(/[_-]+/g, ' ');
