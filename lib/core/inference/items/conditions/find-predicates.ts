import { isJsonObject } from '../../../json/json.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { AtomBook } from './atom-book.ts';
import { bitsOf, covers, equalBits, hasBit, joinIn, meetIn, strayRow } from './bits.ts';
import { compareOwn } from './compare-own.ts';
import { counterpartAtoms } from './counterpart-atoms.ts';
import { inputAtoms } from './input-atoms.ts';
import { isListOf, joinAtoms } from './join-atoms.ts';
import { linkedAtoms } from './linked-atoms.ts';
import { listAtoms } from './list-atoms.ts';
import { listedAtoms } from './listed-atoms.ts';
import { mapAtoms } from './map-atoms.ts';
import { memberAtoms } from './member-atoms.ts';
import { nameAtoms } from './name-atoms.ts';
import { namedRecords, needingNamed } from './named-records.ts';
import { overlapAtoms } from './overlap-atoms.ts';
import { partJoinAtoms } from './part-join-atoms.ts';
import type { Atom, Predicate, PredicateSearch } from './predicate.ts';
import { withSaidKeys } from './said-keys.ts';
import { scalarAtoms } from './scalar-atoms.ts';

/** Conditions that hold for exactly the chosen rows, cheapest first; at most `limit` with different prices. */
export function findPredicates(search: PredicateSearch, limit = 6): readonly Predicate[] {
  const wanted = bitsOf(search.chosen);
  const atoms = atomsOf(search);
  const exact = atoms.filter((atom) => equalBits(atom.bits, wanted));
  const rest = atoms.filter((atom) => !equalBits(atom.bits, wanted));
  return [...exact, ...conjunctions(rest, wanted), ...disjunctions(rest, wanted)]
    .sort((a, b) => a.cost - b.cost)
    .slice(0, limit);
}

/** Grounded conditions that hold for all chosen rows and not for all others, cheapest first, with the rows they hold for. */
export function findConditions(
  search: PredicateSearch,
): readonly (Predicate & { readonly holds: (row: number) => boolean })[] {
  const wanted = bitsOf(search.chosen);
  return atomsOf(search)
    .filter((atom) => atom.grounded && covers(atom.bits, wanted) && !equalBits(atom.bits, wanted))
    .map((atom) => ({ ...atom, holds: (row: number) => hasBit(atom.bits, row) }))
    .filter((atom) => !search.chosen.every((_, row) => atom.holds(row)))
    .slice(0, 6);
}

const remembered = new WeakMap<PredicateSearch, readonly Atom[]>();

/** The conditions that a search is made from, cheapest first. Remembered, because a search is asked for both ways. */
function atomsOf(search: PredicateSearch): readonly Atom[] {
  let atoms = remembered.get(search);
  if (atoms === undefined) {
    atoms = cheapestPerSet(makeAtoms(search));
    remembered.set(search, atoms);
  }
  return atoms;
}

function makeAtoms(search: PredicateSearch): readonly Atom[] {
  const book = new AtomBook(search.chosen.length, search.chosen);
  const columns = search.scope.columns();
  const own = withSaidKeys(columns.filter(search.own), search);
  const outer = columns.filter((column) => !search.own(column));
  const elsewhere = outer.filter((column) => !isListOf(own[0], column));
  const around = [...elsewhere, ...namedRecords(outer, search)];
  const items = own.filter(({ expr }) => expr.$ === 'ref' && expr.of === 'var');
  for (const column of own) {
    if (isListColumn(column)) {
      // The one record of a list of one is a column of its own.
      if (holdsOneRecord(column) || items.some((item) => isGoneThrough(item, column))) continue;
      listAtoms(column, search, outer, book);
      memberAtoms(column, search, book);
      continue;
    }
    scalarAtoms(column, search, book);
    listedAtoms(column, search, book);
    inputAtoms(column, search, outer, book);
    joinAtoms(column, search, elsewhere, book);
    mapAtoms(column, search, elsewhere, book);
    linkedAtoms(column, search, elsewhere, book);
    compareOwn(column, search, { own, around }, needingNamed(book));
  }
  nameAtoms(own, search, book);
  counterpartAtoms(own, search, elsewhere, book);
  partJoinAtoms(
    own.filter((column) => !isListColumn(column)),
    search,
    elsewhere,
    book,
  );
  overlapAtoms(own, search, elsewhere, book);
  return book.atoms;
}

/**
 * Whether the items are of this list that a step read: it is the same for all of them, and where there are several
 * recordings it tells recordings apart and not items.
 */
function isGoneThrough(item: Column, { expr, ...list }: Column): boolean {
  const isOfStep =
    expr.$ === 'get' ? expr.from.$ === 'ref' && expr.from.of === 'step' : expr.$ === 'ref' && expr.of === 'step';
  return isOfStep && isListOf(item, { expr, ...list });
}

function holdsOneRecord(list: Column): boolean {
  return list.values.every(
    (value) =>
      value === undefined || value === null || (Array.isArray(value) && value.length === 1 && isJsonObject(value[0])),
  );
}

/** Keeps the three cheapest conditions for each set of rows that they choose, cheapest first. */
function cheapestPerSet(atoms: readonly Atom[]): readonly Atom[] {
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

const MAX_WIDE = 90;
const MAX_NARROW = 60;
/** Up to this many conditions are tried three at a time. */
const MAX_IN_THREES = 40;

/** Two or three conditions that hold for all chosen rows, and together for no others. */
function conjunctions(atoms: readonly Atom[], wanted: Uint32Array): readonly Atom[] {
  const wide = atoms.filter((atom) => covers(atom.bits, wanted)).slice(0, MAX_WIDE);
  const found: Atom[] = [];
  for (const [i, a] of wide.entries()) {
    for (let j = i + 1; j < wide.length; j += 1) {
      const b = wide[j];
      if (b === undefined) continue;
      const stray = strayRow(a.bits, b.bits, wanted);
      if (stray < 0) found.push(combine('and', [a, b], wanted));
      else if (wide.length <= MAX_IN_THREES) {
        for (let k = j + 1; k < wide.length; k += 1) {
          const c = wide[k];
          if (c === undefined || hasBit(c.bits, stray) || !meetIn([a.bits, b.bits, c.bits], wanted)) continue;
          // A third condition that two of them do without says nothing that the recording shows.
          if (!meetIn([a.bits, c.bits], wanted) && !meetIn([b.bits, c.bits], wanted))
            found.push(combine('and', [a, b, c], wanted));
        }
      }
    }
  }
  return found;
}

/** Two conditions that hold for chosen rows only, and together for all of them. */
function disjunctions(atoms: readonly Atom[], wanted: Uint32Array): readonly Atom[] {
  const narrow = atoms.filter((atom) => covers(wanted, atom.bits)).slice(0, MAX_NARROW);
  const found: Atom[] = [];
  for (const [i, a] of narrow.entries()) {
    for (let j = i + 1; j < narrow.length; j += 1) {
      const b = narrow[j];
      if (b !== undefined && joinIn([a.bits, b.bits], wanted)) found.push(combine('or', [a, b], wanted));
    }
  }
  return found;
}

function combine(name: 'and' | 'or', atoms: readonly Atom[], bits: Uint32Array): Atom {
  return {
    bits,
    expr: { $: 'fn', name, args: atoms.map((atom) => atom.expr) },
    cost: atoms.reduce((sum, atom) => sum + atom.cost, name === 'and' ? 1.5 : 3) + (atoms.length - 2) * 2,
    grounded: atoms.every((atom) => atom.grounded),
    label: atoms.map((atom) => atom.label).join(` ${name} `),
    atoms: atoms.length,
    // In whatever order their prices put them.
    family: atoms
      .map((atom) => atom.family ?? atom.label)
      .sort()
      .join(` ${name} `),
    units: atoms.flatMap((atom) => atom.units),
  };
}
