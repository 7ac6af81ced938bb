import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Place } from '../../columns/positions.ts';
import type { DraftContext } from '../../draft-context.ts';
import { superlativeIn } from '../../items/superlatives.ts';
import { literally } from '../../words/literally.ts';
import { plural } from '../../words/plural.ts';
import { promptWords } from '../../words/prompt-words.ts';
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
 * Whether the user speaks of several items of the list by what this one holds (`all P1 tickets`, `overdue invoices`), so
 * that it is by chance of the recording that it is a single one. Not where something names this very item, and not
 * where something puts one of several first.
 */
export function areSeveralSaid(list: Column, { row, index }: Place, context: DraftContext): boolean {
  const items = list.values[row];
  const noun = nounOf(list);
  if (!Array.isArray(items) || items.length < 2 || noun === undefined || noun.length < 3) return false;
  if (superlativeIn(promptWords(context.prompt)) !== undefined) return false;
  const counts = new Set<SaidCount>();
  for (const [path, value] of membersOf(items[index] ?? null)) {
    const holders = items.filter((item) => membersOf(item).some(([other, one]) => other === path && one === value));
    if (holders.length === items.length) continue;
    for (const word of wordsFor(path, value)) {
      const count = saidCount(word, noun, context.prompt);
      if (count !== null) counts.add(count);
      else if (holders.length === 1 && NAMING.test(path.split('/').at(-1) ?? '') && context.prompt.mentions(word))
        return false;
    }
  }
  if (counts.size > 0) return !counts.has('one');
  return isDescribed(noun, context);
}

/** `Invoices over 500`, and nowhere a single invoice or `the one`. */
function isDescribed(noun: string, { prompt }: DraftContext): boolean {
  const many = plural(noun);
  if (many === noun || prompt.hasWord(new RegExp(`\\b(${literally(noun)}|one)\\b`, 'iu'))) return false;
  return prompt.asksFor(new RegExp(`\\b${literally(many)}\\s+${DESCRIBES}`, 'iu'));
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
