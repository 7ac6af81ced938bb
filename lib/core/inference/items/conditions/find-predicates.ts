import { isJsonObject } from '../../../json/json.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { bitsOf, covers, equalBits, intersect, isZero, union } from './bits.ts';
import { joinAtoms } from './join-atoms.ts';
import { listAtoms } from './list-atoms.ts';
import { memberAtoms } from './member-atoms.ts';
import type { Atom, Predicate, PredicateSearch } from './predicate.ts';
import { scalarAtoms } from './scalar-atoms.ts';

/** Conditions that hold for exactly the chosen rows, cheapest first; at most `limit` with different prices. */
export function findPredicates(search: PredicateSearch, limit = 6): readonly Predicate[] {
  const wanted = bitsOf(search.chosen);
  const atoms = dedupe(makeAtoms(search));
  const found: Atom[] = atoms.filter((atom) => equalBits(atom.bits, wanted));
  const supersets = atoms.filter((atom) => covers(atom.bits, wanted) && !equalBits(atom.bits, wanted)).slice(0, 90);
  for (let i = 0; i < supersets.length; i += 1) {
    for (let j = i + 1; j < supersets.length; j += 1) {
      const a = supersets[i];
      const b = supersets[j];
      if (a === undefined || b === undefined) continue;
      const both = intersect(a.bits, b.bits);
      if (equalBits(both, wanted)) found.push(combine('and', [a, b], both));
      else if (supersets.length <= 40) {
        for (let k = j + 1; k < supersets.length; k += 1) {
          const c = supersets[k];
          if (c === undefined) continue;
          const three = intersect(both, c.bits);
          if (equalBits(three, wanted)) found.push(combine('and', [a, b, c], three));
        }
      }
    }
  }
  const subsets = atoms
    .filter((atom) => covers(wanted, atom.bits) && !isZero(atom.bits) && !equalBits(atom.bits, wanted))
    .slice(0, 60);
  for (let i = 0; i < subsets.length; i += 1) {
    for (let j = i + 1; j < subsets.length; j += 1) {
      const a = subsets[i];
      const b = subsets[j];
      if (a === undefined || b === undefined) continue;
      const either = union(a.bits, b.bits);
      if (equalBits(either, wanted)) found.push(combine('or', [a, b], either));
    }
  }
  return found.sort((a, b) => a.cost - b.cost).slice(0, limit);
}

/** Grounded conditions that hold for all chosen rows and not for all others, cheapest first, with the rows they hold for. */
export function findConditions(
  search: PredicateSearch,
): readonly (Predicate & { readonly holds: (row: number) => boolean })[] {
  const wanted = bitsOf(search.chosen);
  return dedupe(makeAtoms(search))
    .filter((atom) => atom.grounded && covers(atom.bits, wanted) && !equalBits(atom.bits, wanted))
    .map((atom) => ({ ...atom, holds: (row: number) => ((atom.bits[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0 }))
    .filter((atom) => !search.chosen.every((_, row) => atom.holds(row)))
    .slice(0, 6);
}

function makeAtoms(search: PredicateSearch): Atom[] {
  const atoms: Atom[] = [];
  const columns = search.scope.columns();
  const own = columns.filter(search.own);
  const outer = columns.filter((column) => !search.own(column));
  for (const column of own) {
    if (isListColumn(column)) {
      // The one record of a list of one is a column of its own.
      if (holdsOneRecord(column)) continue;
      listAtoms(column, search, outer, atoms);
      memberAtoms(column, search, atoms);
      continue;
    }
    scalarAtoms(column, search, atoms);
    joinAtoms(column, search, outer, own, atoms);
  }
  return atoms;
}

function holdsOneRecord(list: Column): boolean {
  return list.values.every(
    (value) =>
      value === undefined || value === null || (Array.isArray(value) && value.length === 1 && isJsonObject(value[0])),
  );
}

/** Keeps the three cheapest conditions for each set of rows that they choose. */
function dedupe(atoms: readonly Atom[]): Atom[] {
  const bySet = new Map<string, number>();
  return [...atoms]
    .sort((a, b) => a.cost - b.cost)
    .filter((atom) => {
      const key = atom.bits.join(',');
      const seen = bySet.get(key) ?? 0;
      bySet.set(key, seen + 1);
      return seen < 3;
    });
}

function combine(name: 'and' | 'or', atoms: readonly Atom[], bits: Uint32Array): Atom {
  return {
    bits,
    expr: { $: 'fn', name, args: atoms.map((atom) => atom.expr) },
    cost: atoms.reduce((sum, atom) => sum + atom.cost, name === 'and' ? 1.5 : 3) + (atoms.length - 2) * 2,
    grounded: atoms.every((atom) => atom.grounded),
    label: atoms.map((atom) => atom.label).join(` ${name} `),
    atoms: atoms.length,
    family: atoms.map((atom) => atom.family ?? atom.label).join(` ${name} `),
    units: atoms.flatMap((atom) => atom.units),
  };
}
