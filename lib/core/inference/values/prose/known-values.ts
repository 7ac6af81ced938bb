import { isJsonArray, type Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { IsData } from './front-marks.ts';

const textsOf = new WeakMap<Column, ReadonlySet<string>>();

/** Words are short: a longer text is looked for where it may be, and is not kept. */
const LONGEST_KEPT = 64;

/** Whether a word is a value of its own in something that was read: the name of a list is no word of a sentence. */
export const isValueIn =
  (scope: Pick<Scope, 'roots'>): IsData =>
  (word) =>
    scope.roots.some((root) =>
      word.length <= LONGEST_KEPT ? textsIn(root).has(word) : root.values.some((value) => holdsText(value, word)),
    );

/** The short texts of a root, gathered once: every word of every call is looked for in them. */
function textsIn(root: Column): ReadonlySet<string> {
  const known = textsOf.get(root);
  if (known !== undefined) return known;
  const texts = new Set<string>();
  for (const value of new Set(root.values)) gatherTexts(value, texts);
  textsOf.set(root, texts);
  return texts;
}

function gatherTexts(value: Json | undefined, texts: Set<string>): void {
  if (typeof value === 'string' && value.length <= LONGEST_KEPT) texts.add(value);
  else for (const member of membersOf(value)) gatherTexts(member, texts);
}

const holdsText = (value: Json | undefined, text: string): boolean =>
  value === text || membersOf(value).some((member) => holdsText(member, text));

function membersOf(value: Json | undefined): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return isJsonArray(value) ? value : Object.values(value);
}
