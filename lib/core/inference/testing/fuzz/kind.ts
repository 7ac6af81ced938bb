import type { Json, JsonObject, JsonPath } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Random } from '../random.ts';
import { fn, member, over } from './expressions.ts';
import type { Facts } from './facts.ts';
import { FIELD_NAMES, plural, words } from './vocabulary.ts';

export type Role = keyof typeof FIELD_NAMES;
export type IdShape = 'token' | 'prefixed' | 'integer' | 'uuid';

/** How one made-up service calls its records, lays them out, and answers. */
export interface Kind {
  readonly noun: string;
  readonly plural: string;
  readonly server: string;
  readonly names: Readonly<Record<Role, string>>;
  /** Members of a record that hold another object, the value in its `name` or `id`. */
  readonly nested: ReadonlySet<Role>;
  /** Whether such a member is null where the record has no such value; else it holds an object with a null in it. */
  readonly nullHolders: boolean;
  /** Members that only the look-up of one record shows. */
  readonly hidden: ReadonlySet<Role>;
  /** Where the list stands in the answer; empty where the answer is the list. */
  readonly wrap: readonly string[];
  readonly structured: boolean;
  readonly idShape: IdShape;
  readonly list: string;
  readonly look: string;
  /** Parameter of the look-up. */
  readonly lookBy: string;
}

export function makeKind(random: Random, noun: string, server: string, taken: ReadonlySet<string>): Kind {
  const names = Object.fromEntries(
    Object.entries(FIELD_NAMES).map(([role, of]) => [role, random.pick(of.filter((name) => !taken.has(name)))]),
  ) as Record<Role, string>;
  const id = names.id;
  return {
    noun,
    plural: plural(noun),
    server,
    names,
    nested: new Set((['state', 'owner'] as const).filter(() => random.chance(0.3))),
    hidden: new Set((['note', 'count', 'link', 'email'] as const).filter(() => random.chance(0.3))),
    wrap: random.pick([[], ['items'], [plural(noun)], ['data', plural(noun)]]),
    structured: random.chance(0.3),
    idShape: random.pick(['token', 'prefixed', 'integer', 'integer', 'uuid']),
    list: `${server}/${random.pick(['list', 'get_all'])}_${plural(noun)}`,
    look: `${server}/${random.pick(['get', 'read', 'fetch'])}_${noun}`,
    lookBy: random.chance(0.5) ? id : `${noun}_${id === 'id' ? 'id' : id}`,
    nullHolders: random.chance(0.5),
  };
}

export function pathOf(kind: Kind, role: Role): JsonPath {
  const name = kind.names[role];
  if (!kind.nested.has(role)) return [name];
  return [name, role === 'owner' ? 'id' : 'name'];
}

/** A value of a record that stands at `from`. */
export const fieldOf = (kind: Kind, role: Role, from: Expr): Expr => member(from, pathOf(kind, role));

/** What a person calls the member. */
export const wordsOf = (kind: Kind, role: Role): string => words(kind.names[role]);

/** The record as the service shows it. */
export function recordOf(kind: Kind, facts: Facts, view: 'list' | 'look'): JsonObject {
  const shown = (Object.keys(facts) as Role[]).filter((role) => view === 'look' || !kind.hidden.has(role));
  return Object.fromEntries(
    shown.map((role) => {
      const value = facts[role] ?? null;
      if (!kind.nested.has(role) || (value === null && (role === 'owner' || kind.nullHolders)))
        return [kind.names[role], value];
      return [
        kind.names[role],
        role === 'owner' ? { id: value, kind: 'person' } : { name: value, since: '2026-01-04' },
      ];
    }),
  );
}

export function answerList(kind: Kind, items: readonly Json[]): Json {
  return kind.wrap.reduceRight<Json>(
    (inner, name, at) => ({ [name]: inner, ...(at === 0 ? { ok: true } : {}) }),
    items,
  );
}

/** The items of the list that the kind's list tool answered with, as step `from`. */
export const itemsOf = (kind: Kind, from: Expr): Expr => member(from, kind.wrap);

export function filtered(list: Expr, as: string, test: ((item: Expr) => Expr) | null): Expr {
  return test === null ? list : over('filter', list, as, test);
}

export const equal = (left: Expr, right: Expr): Expr => fn('eq', left, right);
