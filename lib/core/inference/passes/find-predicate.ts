import { contains, containsExact } from '../../functions/text.ts';
import { canonicalJson } from '../../json/canonical.ts';
import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { InputBook } from '../input-book.ts';
import type { PromptText } from '../prompt-text.ts';
import { type Column, isListColumn, type Scope } from '../scope.ts';
import { surpriseOf } from '../surprise.ts';
import { sharedWords, wordsOf } from '../words.ts';

/** One condition that tells chosen rows from the others, with its price in bits. */
export interface Predicate {
  readonly expr: Expr;
  readonly cost: number;
  /** Whether the user's words justify every constant in it. */
  readonly grounded: boolean;
  /** For people: `title contains "memory leak"`. */
  readonly label: string;
  readonly atoms: number;
  readonly units: readonly string[];
  /** Conditions of one family say nearly the same; the cheapest speaks for all. */
  readonly family?: string;
  /** Behaviour differs in a way that the rows do not show: asked unless the prompt decides. */
  readonly caseOpen?: { readonly exact: Expr; readonly loose: Expr };
}

interface Atom extends Predicate {
  readonly bits: Uint32Array;
}

export interface PredicateSearch {
  /** Rows are the items to choose from. */
  readonly scope: Scope;
  readonly chosen: readonly boolean[];
  readonly prompt: PromptText;
  readonly inputs: InputBook;
  /** Columns that belong to the item itself; others may only stand on the other side of a comparison. */
  readonly own: (column: Column) => boolean;
  /** ISO instant at which recording began. */
  readonly now: string;
}

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
      listAtoms(column, search, outer, atoms);
      continue;
    }
    scalarAtoms(column, search, atoms);
    joinAtoms(column, search, outer, own, atoms);
  }
  return atoms;
}

function scalarAtoms(column: Column, search: PredicateSearch, atoms: Atom[]): void {
  const { prompt } = search;
  const values = column.values;
  const field = fieldGround(column, prompt);
  const distinct = new Map<string, Json>();
  for (const value of values) if (value !== undefined && value !== null) distinct.set(canonicalJson(value), value);
  const scalars = [...distinct.values()].filter((value) => typeof value !== 'object');
  const nulls = values.some((value) => value === null || value === undefined || value === '');
  const get = nullable(column.expr);
  if (nulls && scalars.length > 0) {
    const some = prompt.hasWord(PRESENT);
    const none = prompt.hasWord(/\b(no|not|without|missing|empty|un\w+|unset|lack\w*|none|null)\b/i);
    push(atoms, values, (value) => value === null || value === undefined || value === '', {
      expr: { $: 'fn', name: 'isEmpty', args: [get] },
      cost: 4 - field + (none ? 0 : 3) + column.cost * 0.2,
      grounded: none && field > 0,
      label: `${column.label} is empty`,
      column,
    });
    push(atoms, values, (value) => !(value === null || value === undefined || value === ''), {
      expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
      cost: 4.5 - field + (some ? 0 : 2) + column.cost * 0.2,
      grounded: field > 0 && some,
      label: `${column.label} is set`,
      column,
    });
  }
  if (scalars.every((value) => typeof value === 'boolean')) {
    if (scalars.length > 0) booleanAtoms(column, field, search, atoms);
    return;
  }
  const listed = column.about.includes('list in the prompt');
  if (scalars.length <= 60 && !listed) {
    for (const value of scalars) {
      if (typeof value === 'boolean') continue;
      const literal = groundedLiteral(value, column, search);
      const eq: Expr = { $: 'fn', name: 'eq', args: [get, literal.expr] };
      push(atoms, values, (member) => member === value, {
        expr: eq,
        cost: 2.5 + literal.cost - field + column.cost * 0.2,
        grounded: literal.grounded,
        label: `${column.label} is ${JSON.stringify(value)}`,
        column,
        family: `${column.label} ${String(value).toLowerCase()}`,
      });
      const negative = prompt.hasWord(/\b(not|except|other than|without|unless|isn't|aren't|but)\b/i);
      push(atoms, values, (member) => member !== value, {
        expr: { $: 'fn', name: 'ne', args: [get, literal.expr] },
        cost: 4.5 + literal.cost - field + (negative ? 0 : 3) + column.cost * 0.2,
        grounded: literal.grounded && negative,
        label: `${column.label} is not ${JSON.stringify(value)}`,
        column,
      });
    }
  }
  if (!listed && scalars.some((value) => typeof value === 'string')) textAtoms(column, field, search, atoms);
  orderAtoms(column, field, search, atoms);
}

const PRESENT = /\b(any|some|ha(s|ve) an?|with an?|is set|non-?empty|assigned|filled|present|at least one)\b/i;

/** A flag counts as named where its words stand in the prompt; without such a word it is a guess. */
function booleanAtoms(column: Column, field: number, search: PredicateSearch, atoms: Atom[]): void {
  const get = nullable(column.expr);
  const named = field > 0;
  push(atoms, column.values, (value) => value === true, {
    expr: { $: 'fn', name: 'eq', args: [get, { $: 'lit', value: true }] },
    cost: named ? 1.5 : 7,
    grounded: named,
    label: `${column.label}`,
    column,
  });
  push(atoms, column.values, (value) => value !== true, {
    expr: { $: 'fn', name: 'ne', args: [get, { $: 'lit', value: true }] },
    cost: named ? 2 : 7.5,
    grounded: named || search.prompt.hasWord(new RegExp(`\\b(un|in|non-?)${column.words.join('[ _-]?')}`, 'i')),
    label: `not ${column.label}`,
    column,
  });
}

function textAtoms(column: Column, field: number, search: PredicateSearch, atoms: Atom[]): void {
  const get = nullable(column.expr);
  for (const phrase of phrasesOf(search, column)) {
    const literal = search.inputs.refer({
      value: phrase.text,
      spans: search.prompt.spansOf(phrase.text),
      name: [phrase.quoted && / /.test(phrase.text) ? 'phrase' : 'word'],
      weak: true,
    });
    const price = (phrase.quoted ? 1 : 3) - field - Math.min(1.5, phrase.text.length * 0.08) + column.cost * 0.2;
    const loose: Expr = { $: 'fn', name: 'contains', args: [get, literal] };
    const exact: Expr = { $: 'fn', name: 'containsExact', args: [get, literal] };
    const asText = (value: Json | undefined) => (typeof value === 'string' ? value : null);
    const looseBits = bitsOf(column.values.map((value) => contains(asText(value), phrase.text)));
    const exactBits = bitsOf(column.values.map((value) => containsExact(asText(value), phrase.text)));
    const open = equalBits(looseBits, exactBits);
    const ignoring = search.prompt.hasWord(
      /ignor\w+ case|case[- ]?insensitiv|any case|regardless of case|upper or lower|whatever the case/i,
    );
    const minding = search.prompt.hasWord(/case[- ]?sensitiv|exact(ly)? (this )?(case|spelling)|same case/i);
    const base = {
      grounded: true,
      atoms: 1,
      units: column.units,
      family: `${column.label} ${phrase.text.toLowerCase()}`,
    };
    const label = `${column.label} contains "${phrase.text}"`;
    const undecided = open && !ignoring && !minding;
    if (!isZero(looseBits)) {
      atoms.push({
        ...base,
        bits: looseBits,
        expr: open && minding ? exact : loose,
        cost: 3 + price,
        label,
        ...(undecided ? { caseOpen: { exact, loose } } : {}),
      });
      if (search.prompt.hasWord(/\b(not|except|without|don't|doesn't|lack\w*)\b/i)) {
        atoms.push({
          ...base,
          bits: complement(looseBits, column.values.length),
          expr: { $: 'fn', name: 'not', args: [loose] },
          cost: 4.5 + price,
          label: `${column.label} does not contain "${phrase.text}"`,
        });
      }
    }
    if (!open && !isZero(exactBits)) {
      atoms.push({ ...base, bits: exactBits, expr: exact, cost: 3.4 + price, label: `${label} (exact case)` });
    }
    for (const [name, word, test] of EDGES) {
      if (!search.prompt.hasWord(word)) continue;
      const bits = bitsOf(column.values.map((value) => typeof value === 'string' && test(value, phrase.text)));
      if (!isZero(bits))
        atoms.push({
          ...base,
          bits,
          expr: { $: 'fn', name, args: [get, literal] },
          cost: 2.2 + price,
          label: `${column.label} ${name} "${phrase.text}"`,
        });
    }
  }
}

const EDGES: readonly (readonly [string, RegExp, (value: string, phrase: string) => boolean])[] = [
  ['startsWith', /\b(start|begin|prefix|open)\w*\b/i, (value, phrase) => value.startsWith(phrase)],
  ['endsWith', /\b(end|suffix|finish)\w*\b|extension|\bfiles?\b/i, (value, phrase) => value.endsWith(phrase)],
];

/** Numbers and dates against numbers that the user named, and against now. */
function orderAtoms(column: Column, field: number, search: PredicateSearch, atoms: Atom[]): void {
  const get = nullable(column.expr);
  const numeric = column.values.some((value) => typeof value === 'number');
  const texts = column.values.filter((value): value is string => typeof value === 'string' && value !== '');
  const numericText = !numeric && texts.length > 0 && texts.every((value) => /^-?\d+(\.\d+)?$/.test(value));
  if (numeric || numericText) {
    const left: Expr = numericText ? { $: 'fn', name: 'toNumber', args: [get] } : get;
    const read = (value: Json | undefined) =>
      typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : null;
    for (const number of search.prompt.numbers()) {
      const literal = search.inputs.refer({
        value: number.value,
        spans: [number.span],
        name: ['limit', ...column.words],
        weak: true,
      });
      for (const [name, test, hint] of COMPARISONS) {
        const hinted = search.prompt.hasWord(hint);
        push(
          atoms,
          column.values,
          (value) => {
            const n = read(value);
            return n !== null && test(n, number.value);
          },
          {
            expr: numericText
              ? {
                  $: 'fn',
                  name: 'and',
                  args: [
                    { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
                    { $: 'fn', name, args: [left, literal] },
                  ],
                }
              : { $: 'fn', name, args: [get, literal] },
            cost: 4 - field + (hinted ? 0 : 3) + column.cost * 0.2,
            grounded: hinted,
            label: `${column.label} ${name} ${number.value}`,
            column,
          },
        );
      }
    }
  }
  const dates = texts.length > 0 && texts.every((value) => ISO.test(value));
  if (dates) dateAtoms(column, field, search, atoms);
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function dateAtoms(column: Column, field: number, search: PredicateSearch, atoms: Atom[]): void {
  const get = nullable(column.expr);
  const late = search.prompt.hasWord(
    /\b(within|last|past|since|after|newer|later|recent\w*|next|upcoming|younger|less than|starting|in the)\b/i,
  );
  const early = search.prompt.hasWord(
    /\b(older|before|earlier|overdue|past due|expired?|more than|ago|stale|longer than|until|not (updated|changed|touched)|within|next|by)\b/i,
  );
  const day = texts(column).every((value) => value.length === 10);
  const now: Expr = day
    ? {
        $: 'fn',
        name: 'formatDate',
        args: [
          { $: 'run', what: 'now' },
          { $: 'lit', value: 'yyyy-MM-dd' },
        ],
      }
    : { $: 'run', what: 'now' };
  const add = (limit: number, expr: Expr, grounded: boolean, label: string, cost: number): void => {
    for (const [name, test, hint] of [
      ['before', (a: number, b: number) => a < b, early],
      ['after', (a: number, b: number) => a > b, late],
    ] as const) {
      push(
        atoms,
        column.values,
        (value) => typeof value === 'string' && value !== '' && test(Date.parse(value), limit),
        {
          expr: { $: 'fn', name, args: [get, expr] },
          cost: cost - field + (hint ? 0 : 3) + column.cost * 0.2,
          grounded: grounded && hint,
          label: `${column.label} ${name} ${label}`,
          column,
        },
      );
    }
  };
  const base = day ? Date.parse(search.now.slice(0, 10)) : Date.parse(search.now);
  for (const number of search.prompt.numbers()) {
    const unit = /^(minute|hour|day|week|month|year)s?$/.exec(number.next)?.[1];
    if (unit === undefined) continue;
    const literal = search.inputs.refer({ value: number.value, spans: [number.span], name: [`${unit}s`], weak: true });
    for (const sign of [-1, 1]) {
      const limit = addTo(base, sign * number.value, unit);
      const amount: Expr = sign < 0 ? { $: 'fn', name: 'sub', args: [{ $: 'lit', value: 0 }, literal] } : literal;
      add(
        limit,
        { $: 'fn', name: 'dateAdd', args: [now, amount, { $: 'lit', value: unit }] },
        true,
        `${sign < 0 ? '-' : '+'}${number.value} ${unit}`,
        3,
      );
    }
  }
  add(base, now, true, 'now', 3.5);
  for (const turn of search.prompt.turns) {
    for (const match of turn.text.matchAll(/\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?/g)) {
      const start = match.index ?? 0;
      const literal = search.inputs.refer({
        value: match[0],
        spans: [{ turn: turn.id, start, end: start + match[0].length }],
        name: ['date'],
        weak: true,
      });
      add(Date.parse(match[0]), literal, true, match[0], 3);
    }
  }
}

function addTo(time: number, amount: number, unit: string): number {
  const date = new Date(time);
  switch (unit) {
    case 'minute':
      return time + amount * 60_000;
    case 'hour':
      return time + amount * 3_600_000;
    case 'week':
      return time + amount * 604_800_000;
    case 'month':
      date.setUTCMonth(date.getUTCMonth() + amount);
      return date.getTime();
    case 'year':
      date.setUTCFullYear(date.getUTCFullYear() + amount);
      return date.getTime();
    default:
      return time + amount * 86_400_000;
  }
}

const COMPARISONS: readonly (readonly [string, (a: number, b: number) => boolean, RegExp])[] = [
  ['gt', (a, b) => a > b, /\b(more|greater|over|above|exceed\w*|higher|larger|bigger|longer|older) |>/i],
  ['ge', (a, b) => a >= b, /\b(at least|or more|minimum|no less|from|or above|or higher|and above)\b|≥|>=/i],
  ['lt', (a, b) => a < b, /\b(less|fewer|under|below|lower|smaller|shorter|younger|fall\w*) |</i],
  ['le', (a, b) => a <= b, /\b(at most|or less|or fewer|maximum|no more|up to|or below|or lower)\b|≤|<=/i],
];

/** Membership of a value of the item in another list, and equality with values from outside. */
function joinAtoms(
  column: Column,
  search: PredicateSearch,
  outer: readonly Column[],
  own: readonly Column[],
  atoms: Atom[],
): void {
  const get = nullable(column.expr);
  const not = search.prompt.hasWord(/\b(not|n't|except|without|missing|outside|unless|no|none|lack\w*)\b/i);
  for (const other of outer) {
    if (isListColumn(other)) {
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

/** Two members of one item against each other: `spent > budget`. */
function compareOwn(column: Column, search: PredicateSearch, own: readonly Column[], atoms: Atom[]): void {
  if (!column.values.some((value) => typeof value === 'number')) return;
  for (const other of own) {
    if (other === column || !other.values.some((value) => typeof value === 'number')) continue;
    for (const [name, test, hint] of COMPARISONS) {
      if (!search.prompt.hasWord(hint)) continue;
      const field = fieldGround(column, search.prompt) + fieldGround(other, search.prompt);
      if (field < 2) continue;
      const bits = bitsOf(
        column.values.map((value, row) => {
          const b = other.values[row];
          return typeof value === 'number' && typeof b === 'number' && test(value, b);
        }),
      );
      if (isZero(bits)) continue;
      atoms.push({
        bits,
        expr: { $: 'fn', name, args: [nullable(column.expr), nullable(other.expr)] },
        cost: 5 - field,
        grounded: true,
        label: `${column.label} ${name} ${other.label}`,
        atoms: 1,
        units: [...column.units, ...other.units],
        family: [column.label, other.label].sort().join(' against '),
      });
    }
  }
}

interface Projection {
  readonly expr: Expr;
  readonly label: string;
  readonly words: readonly string[];
  readonly has: (row: number, value: Json) => boolean;
}

/** A list as values: its items where they are plain, else each plain member of its records. */
export function projectionsOf(list: Column): readonly Projection[] {
  const cache = new Map<string, Map<readonly Json[], Set<Json>>>();
  const setOf = (name: string, items: readonly Json[], read: (item: Json) => Json | undefined): Set<Json> => {
    const byList = cache.get(name) ?? new Map<readonly Json[], Set<Json>>();
    cache.set(name, byList);
    const known = byList.get(items);
    if (known !== undefined) return known;
    const set = new Set<Json>();
    for (const item of items) {
      const value = read(item);
      if (value !== undefined && value !== null && typeof value !== 'object') set.add(value);
    }
    byList.set(items, set);
    return set;
  };
  const itemsAt = (row: number): readonly Json[] => {
    const value = list.values[row];
    return Array.isArray(value) ? value : [];
  };
  const sample = list.values.flatMap((value) => (Array.isArray(value) ? value.slice(0, 20) : [])).slice(0, 60);
  if (sample.some((item) => typeof item !== 'object')) {
    return [
      {
        expr: list.expr,
        label: list.label,
        words: list.words,
        has: (row, value) => setOf('', itemsAt(row), (item) => item).has(value),
      },
    ];
  }
  return [...pathsOf(sample)].map((path) => {
    const keys = path.split('\u0000');
    return {
      expr: {
        $: 'over' as const,
        op: 'map' as const,
        in: list.expr,
        as: 'entry',
        body: {
          $: 'get' as const,
          from: { $: 'ref' as const, of: 'var' as const, id: 'entry' },
          path: keys,
          missing: 'null' as const,
        },
      },
      label: `${list.label}[*].${keys.join('.')}`,
      words: wordsOf(keys.at(-1) ?? ''),
      has: (row: number, value: Json) =>
        setOf(path, itemsAt(row), (item) =>
          keys.reduce<Json | undefined>(
            (at, key) =>
              typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, key)
                ? (at as Record<string, Json>)[key]
                : undefined,
            item,
          ),
        ).has(value),
    };
  });
}

function pathsOf(items: readonly Json[]): Set<string> {
  const paths = new Set<string>();
  const walk = (value: Json, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) {
      if (path.length > 0 && value !== null) paths.add(path.join('\u0000'));
    } else if (!Array.isArray(value) && path.length < 4) {
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
    }
  };
  for (const item of items) walk(item, []);
  return paths;
}

/** Lists inside an item: do they hold a value, are they empty, how many. */
function listAtoms(column: Column, search: PredicateSearch, outer: readonly Column[], atoms: Atom[]): void {
  const field = fieldGround(column, search.prompt);
  const get = nullable(column.expr);
  push(atoms, column.values, (value) => !Array.isArray(value) || value.length === 0, {
    expr: { $: 'fn', name: 'isEmpty', args: [get] },
    cost: 4 - field,
    grounded: field > 0 && search.prompt.hasWord(/\b(no|not|without|missing|empty|un\w+|lack\w*|none)\b/i),
    label: `${column.label} is empty`,
    column,
  });
  push(atoms, column.values, (value) => Array.isArray(value) && value.length > 0, {
    expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
    cost: 4.5 - field + (search.prompt.hasWord(PRESENT) ? 0 : 2),
    grounded: field > 0 && search.prompt.hasWord(PRESENT),
    label: `${column.label} is not empty`,
    column,
  });
  const not = search.prompt.hasWord(/\b(not|n't|except|without|missing|unless|no|lack\w*)\b/i);
  for (const projection of projectionsOf(column)) {
    const distinct = new Set<Json>();
    for (const value of column.values) {
      if (!Array.isArray(value)) continue;
      for (const item of value) for (const leaf of leavesOf(item)) distinct.add(leaf);
    }
    if (distinct.size > 80) continue;
    for (const value of distinct) {
      const literal = groundedLiteral(value, column, search);
      const inside = column.values.map((_, row) => projection.has(row, value));
      if (!inside.some(Boolean)) continue;
      const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, literal.expr] };
      const cost = 3 + literal.cost - field + column.cost * 0.2;
      atoms.push({
        bits: bitsOf(inside),
        expr: has,
        cost,
        grounded: literal.grounded,
        label: `${column.label} has ${JSON.stringify(value)}`,
        atoms: 1,
        units: column.units,
      });
      atoms.push({
        bits: bitsOf(inside.map((hit) => !hit)),
        expr: { $: 'fn', name: 'not', args: [has] },
        cost: cost + (not ? 1 : 4),
        grounded: literal.grounded && not,
        label: `${column.label} has no ${JSON.stringify(value)}`,
        atoms: 1,
        units: column.units,
      });
    }
    for (const other of outer) {
      if (isListColumn(other)) continue;
      const inside = column.values.map((_, row) => {
        const value = other.values[row];
        return value !== undefined && value !== null && typeof value !== 'object' && projection.has(row, value);
      });
      if (!inside.some(Boolean)) continue;
      const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, other.expr] };
      atoms.push({
        bits: bitsOf(inside),
        expr: has,
        cost: 4 + other.cost * 0.3,
        grounded: true,
        label: `${column.label} has ${other.label}`,
        atoms: 1,
        units: [...column.units, ...other.units],
      });
    }
  }
}

function leavesOf(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return value === null ? [] : [value];
  return Object.values(value).flatMap((member) => leavesOf(member));
}

/** A constant as the user said it: an input; a constant that the user did not say pays for all of its bits. */
function groundedLiteral(
  value: Json,
  column: Column,
  search: PredicateSearch,
): { expr: Expr; cost: number; grounded: boolean } {
  const text = String(value);
  const spans = typeof value === 'object' ? [] : search.prompt.spansOf(text);
  if (spans.length > 0 && (typeof value === 'string' || typeof value === 'number')) {
    const name =
      column.words.length > 0 && column.words.join('') !== 'name'
        ? column.words
        : column.about.length > 0
          ? column.about.slice(0, 1)
          : column.words;
    return { expr: search.inputs.refer({ value, spans, name, weak: true }), cost: 0.3, grounded: true };
  }
  if (typeof value === 'string' && search.prompt.mentions(value))
    return { expr: { $: 'lit', value }, cost: 0.8, grounded: true };
  return { expr: { $: 'lit', value }, cost: 6 + Math.min(6, text.length * 0.5), grounded: false };
}

/** Phrases of the prompt that a text may contain: quoted ones first, then runs of up to three telling words. */
function phrasesOf(search: PredicateSearch, column: Column): { text: string; quoted: boolean }[] {
  const lower = column.values.map((value) => (typeof value === 'string' ? value.toLowerCase() : ''));
  const stands = (text: string): boolean => lower.some((value) => value.includes(text.toLowerCase()));
  const found = new Map<string, { text: string; quoted: boolean }>();
  for (const quote of search.prompt.quoted)
    if (quote.text.length > 1 && stands(quote.text))
      found.set(quote.text.toLowerCase(), { text: quote.text, quoted: true });
  for (const turn of search.prompt.turns) {
    const words = [...turn.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}._@+-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu)];
    for (let start = 0; start < words.length; start += 1) {
      for (let length = 1; length <= 3; length += 1) {
        const from = words[start];
        const to = words[start + length - 1];
        if (from === undefined || to === undefined) break;
        const text = turn.text.slice(from.index ?? 0, (to.index ?? 0) + to[0].length);
        if (text.length < 3 || (length === 1 && STOP.has(text.toLowerCase()))) continue;
        if (!found.has(text.toLowerCase()) && stands(text)) found.set(text.toLowerCase(), { text, quoted: false });
      }
    }
  }
  return [...found.values()].slice(0, 40);
}

const STOP = new Set(
  `the and for with all each every from into that this which whose who are was were has have had not its it's than then
  them they their there these those when where while one two any but our your you can will per via out off see add get
  set put new use`.split(/\s+/),
);

/** How much the prompt speaks of this member: its words, or the words of what it belongs to. */
export function fieldGround(column: Column, prompt: PromptText): number {
  const words = promptWords(prompt);
  const named = column.words.filter(
    (word) => word.length > 2 && words.some((other) => other === word || related(other, word)),
  ).length;
  return named > 0 ? 1 : 0;
}

/** Words of one stem: `unread` and `read`, `assigned` and `assignee`, `stale` and `staled`. */
function related(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  if (long.startsWith(short.slice(0, Math.max(5, short.length - 2)))) return true;
  return /^(un|in|non|dis)/.test(long) && long.endsWith(short);
}

const promptWordCache = new WeakMap<PromptText, readonly string[]>();

export function promptWords(prompt: PromptText): readonly string[] {
  const known = promptWordCache.get(prompt);
  if (known !== undefined) return known;
  const words = prompt.turns.flatMap((turn) => wordsOf(turn.text));
  promptWordCache.set(prompt, words);
  return words;
}

const nullable = (expr: Expr): Expr => (expr.$ === 'get' ? { ...expr, missing: 'null' } : expr);

const texts = (column: Column): string[] =>
  column.values.filter((value): value is string => typeof value === 'string' && value !== '');

function push(
  atoms: Atom[],
  values: readonly (Json | undefined)[],
  test: (value: Json | undefined) => boolean,
  atom: { expr: Expr; cost: number; grounded: boolean; label: string; column: Column; family?: string },
): void {
  const bits = bitsOf(values.map(test));
  if (isZero(bits)) return;
  atoms.push({
    bits,
    expr: atom.expr,
    cost: Math.max(0.2, atom.cost),
    grounded: atom.grounded,
    label: atom.label,
    atoms: 1,
    units: atom.column.units,
    ...(atom.family === undefined ? {} : { family: atom.family }),
  });
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

function bitsOf(flags: readonly boolean[]): Uint32Array {
  const bits = new Uint32Array(Math.ceil(flags.length / 32) || 1);
  flags.forEach((flag, index) => {
    if (flag) bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
  });
  return bits;
}

function complement(bits: Uint32Array, length: number): Uint32Array {
  return bitsOf(Array.from({ length }, (_, index) => ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) === 0));
}

const equalBits = (a: Uint32Array, b: Uint32Array): boolean => a.every((word, index) => word === b[index]);
/** Whether every row of `inner` is in `outer`. */
const covers = (outer: Uint32Array, inner: Uint32Array): boolean =>
  inner.every((word, index) => ((outer[index] ?? 0) & word) >>> 0 === word);
const isZero = (bits: Uint32Array): boolean => bits.every((word) => word === 0);
const intersect = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((word, index) => word & (b[index] ?? 0));
const union = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((word, index) => word | (b[index] ?? 0));
