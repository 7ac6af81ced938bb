import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Place } from '../../columns/positions.ts';
import type { DraftContext } from '../../draft-context.ts';
import { superlativeIn } from '../../items/superlatives.ts';
import { literally } from '../../words/literally.ts';
import { plural, singular } from '../../words/plural.ts';
import { type SaidCount, saidCount } from '../../words/said-count.ts';
import { wordsOf } from '../../words/words.ts';
import { nounOf } from './named-list.ts';

/** Members that name one thing: what the user said of them means that one, however they speak of the list. */
const NAMING = /^(name|title|id|key|number|code|slug|login|email|subject|sku|reference|ref|url)$/;
/** After the plural of a thing's name this begins a description of those that are meant. */
const DESCRIBES =
  '(?:(?:that|which|who)\\s+)?(?:(?:are|were|have|had|cost|weigh|last|took|take|ran|run)\\s+)?(?:over|above|below|under|more|less|fewer|older|newer|longer|shorter|heavier|lighter|larger|smaller|before|after|due|since|with|without|whose|that|which|who)\\b';
const LONGEST = 40;

/**
 * Of how many items of the list the user speaks by what this one holds. `several`: all P1 tickets, overdue invoices; it is
 * by chance of the recording that it is a single one. `one`: something names this very item, or puts it first of all.
 * `unclear`: they speak of what is true of it and leave open of how many (rerun what failed). Null: of none of that.
 */
export function countSaid(list: Column, { row, index }: Place, context: DraftContext): SaidCount | 'unclear' | null {
  const items = list.values[row];
  const noun = nounOf(list);
  if (!Array.isArray(items) || items.length < 2 || noun === undefined || noun.length < 3) return null;
  if (isOneOutstanding(noun, items, context)) return 'one';
  const counts = new Set<SaidCount>();
  let isKindSaid = false;
  for (const [path, value] of membersOf(items[index] ?? null)) {
    const holders = items.filter((item) => membersOf(item).some(([other, one]) => other === path && one === value));
    if (holders.length === items.length) continue;
    const isName = NAMING.test(path.split('/').at(-1) ?? '');
    for (const word of wordsFor(path, value)) {
      const count = saidCount(word, noun, context.prompt);
      if (count !== null) counts.add(count);
      else if (!context.prompt.mentions(word)) continue;
      else if (holders.length === 1 && isName) return 'one';
      else isKindSaid ||= !isName && KIND.test(word);
    }
  }
  if (counts.size > 0) return counts.has('one') ? 'one' : 'several';
  if (isDescribed(noun, context)) return 'several';
  return isKindSaid && !isSingleSaid(noun, context) ? 'unclear' : null;
}

/** Whether the user may speak of several of the list's items: by their name, or by a word that leaves open how many. */
export function mayBeSeveral(list: Column, { prompt }: DraftContext): boolean {
  const noun = nounOf(list);
  if (noun === undefined || noun.length < 3) return false;
  return prompt.hasWord(
    new RegExp(
      `\\b(?:${literally(plural(noun))}|ones|those|what|whatever|whichever|any|anything|everything|all)\\b`,
      'iu',
    ),
  );
}

/** What many things may be: `failed`, `in transit`, `P1`; not a person, a place or a date. */
const KIND = /^(?:\p{Ll}+(?:[ _-]\p{Ll}+)?|\p{Lu}{1,4}-?\d?)$/u;

/** `The job`, `a ticket`, and not as a part of another name: `the ticket queue`. */
const isSingleSaid = (noun: string, { prompt }: DraftContext): boolean =>
  prompt.hasWord(
    new RegExp(
      `\\b(?:the|an?|one|this|that|my|our|its)(?:\\s+[\\w-]+){0,3}?\\s+${literally(noun)}\\b(?:\\s*(?:[.,;:!?)]|$)|\\s+(?:and|or|that|which|who|whose|is|was|has|had|with|in|on|at|of|by|for|from|to|about|called|named|as|then)\\b)`,
      'iu',
    ),
  );

/** `Invoices over 500`, and nowhere a single invoice or `the one`. */
function isDescribed(noun: string, { prompt }: DraftContext): boolean {
  const many = plural(noun);
  if (many === noun || prompt.hasWord(new RegExp(`\\b(${literally(noun)}|one)\\b`, 'iu'))) return false;
  return prompt.asksFor(new RegExp(`\\b${literally(many)}\\s+${DESCRIBES}`, 'iu'));
}

/** What begins another thought of a sentence. */
const THOUGHT = /[.;:!?,()]|\b(?:and|then|but)\b/;
/** What ends the name of the things that are put in order. */
const ENDS_NAME = /^(ones?|of|among|amongst|in|from|by|with|that|which|who|for|to|on|at|as|is|are|was|were)$/;
/** These are put before another word, which is no name either: `the most urgent`. */
const DEGREES = /^(most|least|recently)$/;

/**
 * Whether something puts one of the things first: `the newest ticket`, `the heaviest of them`, `the oldest open`. Not a
 * word that does so among other things (`the latest report`), nor `first` for the order of the work, nor `at least`.
 */
function isOneOutstanding(noun: string, items: readonly Json[], { prompt }: DraftContext): boolean {
  const own = new Set(
    items.flatMap((item) => membersOf(item).flatMap((member) => member.flatMap((part) => wordsOf(String(part))))),
  );
  return prompt.turns.some(({ text }) =>
    text.split(THOUGHT).some((thought) => {
      const words = wordsOf(thought.replace(/\bat (?:least|most)\b|^\s*first\b/gi, ' '));
      const at = words.findIndex((word) => superlativeIn([word]) !== undefined);
      if (at < 0) return false;
      const after = words.slice(at + (DEGREES.test(words[at] ?? '') ? 2 : 1));
      const end = after.findIndex((word) => ENDS_NAME.test(word));
      const name = end < 0 ? after : after.slice(0, end);
      return name.every((word) => own.has(word)) || name.some((word) => singular(word) === noun);
    }),
  );
}

type Member = readonly [path: string, value: string | boolean];

function membersOf(item: Json): readonly Member[] {
  if (!isJsonObject(item)) return [];
  return Object.entries(item).flatMap(([key, value]): readonly Member[] => {
    if (isJsonObject(value)) return membersOf(value).map(([path, member]): Member => [`${key}/${path}`, member]);
    if (Array.isArray(value)) return value.flatMap((one): Member[] => (typeof one === 'string' ? [[key, one]] : []));
    return typeof value === 'string' || typeof value === 'boolean' ? [[key, value]] : [];
  });
}

/** What the user may say for a member: its text, or the word for what is true or not true of the item. */
function wordsFor(path: string, value: string | boolean): readonly string[] {
  if (typeof value === 'string') return value.length >= 2 && value.length <= LONGEST ? [value] : [];
  const word = wordsOf(path.split('/').at(-1) ?? '')
    .filter((one) => !/^(is|has|was|are)$/.test(one))
    .join(' ');
  if (word.length < 3) return [];
  return value ? [word] : [`un${word}`, `non ${word}`, `not ${word}`];
}
