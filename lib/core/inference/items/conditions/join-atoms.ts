import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { EXCLUDED } from '../../words/cues.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { sharedWords } from '../../words/words.ts';
import { nullable } from './add-atom.ts';
import { bitsOf } from './bits.ts';
import { compareOwn } from './compare-own.ts';
import type { Atom, PredicateSearch } from './predicate.ts';
import { projectionsOf } from './projections.ts';

/** Membership of a value of the item in another list, and equality with values from outside. */
export function joinAtoms(
  column: Column,
  search: PredicateSearch,
  outer: readonly Column[],
  own: readonly Column[],
  atoms: Atom[],
): void {
  const get = nullable(column.expr);
  const not = search.prompt.hasWord(EXCLUDED);
  for (const other of outer) {
    if (isListColumn(other)) {
      if (holdsItems(other, own[0])) continue;
      for (const projection of projectionsOf(other)) {
        let overlap = 0;
        const inside = column.values.map((value, row) => {
          const hit = value !== undefined && value !== null && typeof value !== 'object' && projection.has(row, value);
          if (hit) overlap += 1;
          return hit;
        });
        if (overlap === 0) continue;
        const about = sharedWords([...other.about, ...other.words], promptWords(search.prompt)) > 0;
        const price =
          5 -
          (about ? 1 : 0) +
          (sharedWords(column.words, projection.words) > 0 ? -0.5 : 0.5) +
          column.cost * 0.2 +
          other.cost * 0.2;
        const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, get] };
        const base = { grounded: about || overlap >= 2, atoms: 1, units: [...column.units, ...other.units] };
        atoms.push({
          ...base,
          bits: bitsOf(inside),
          expr: has,
          cost: price + (not ? 1 : 0),
          label: `${column.label} is in ${projection.label}`,
        });
        atoms.push({
          ...base,
          bits: bitsOf(inside.map((hit) => !hit)),
          expr: { $: 'fn', name: 'not', args: [has] },
          cost: price + 0.5 + (not ? 0 : 2),
          label: `${column.label} is not in ${projection.label}`,
        });
      }
      continue;
    }
    const usable = other.values.some((value) => typeof value === 'string' || typeof value === 'number');
    if (!usable) continue;
    const equal = column.values.map(
      (value, row) => value !== undefined && value !== null && typeof value !== 'object' && value === other.values[row],
    );
    if (!equal.some(Boolean)) continue;
    const alike = sharedWords([...column.words, ...column.about], [...other.words, ...other.about]);
    // Small numbers and plain words are equal by chance: then the names have to say that they are the same thing.
    const telling =
      column.values.some((value, row) => equal[row] === true && surpriseOf(value ?? null) >= 12) || alike > 0;
    atoms.push({
      bits: bitsOf(equal),
      expr: { $: 'fn', name: 'eq', args: [get, other.expr] },
      cost: 3 - Math.min(1.5, alike * 0.6) + column.cost * 0.2 + other.cost * 0.3 + (telling ? 0 : 6),
      grounded: telling,
      label: `${column.label} is ${other.label}`,
      atoms: 1,
      units: [...column.units, ...other.units],
    });
  }
  compareOwn(column, search, own, atoms);
}

/** Whether a list is the one that the items come from: whatever an item holds is in there. */
function holdsItems(list: Column, item: Column | undefined): boolean {
  if (item === undefined) return false;
  return item.values.every((value, row) => {
    const around = list.values[row];
    return value === undefined || (Array.isArray(around) && around.includes(value));
  });
}
