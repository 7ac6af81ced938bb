import { isJsonArray, type Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { IsData } from './front-marks.ts';

const answered = new WeakMap<Column, Map<string, boolean>>();

/** Whether a word is a value of its own in something that was read: the name of a list is no word of a sentence. */
export const isValueIn =
  (scope: Pick<Scope, 'roots'>): IsData =>
  (word) =>
    scope.roots.some((root) => {
      const known = answered.get(root) ?? new Map<string, boolean>();
      answered.set(root, known);
      let holds = known.get(word);
      if (holds === undefined) {
        holds = [...new Set(root.values)].some((value) => value !== undefined && holdsText(value, word));
        known.set(word, holds);
      }
      return holds;
    });

function holdsText(value: Json, text: string): boolean {
  if (typeof value !== 'object' || value === null) return value === text;
  const members: readonly Json[] = isJsonArray(value) ? value : Object.values(value);
  return members.some((member) => holdsText(member, text));
}
