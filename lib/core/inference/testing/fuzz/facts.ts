import type { Json, JsonObject } from '../../../json/json.ts';
import { type Random, randomOf } from '../random.ts';
import type { IdShape } from './kind.ts';
import { NOUNS, PEOPLE, STATES, TAGS, VERBS } from './vocabulary.ts';

/** What is true of one record, however its service calls it. */
export interface Facts {
  readonly id: Json;
  readonly title: string | null;
  readonly state: string | null;
  readonly amount: number | null;
  readonly count: number;
  readonly flag: boolean;
  readonly tags: readonly string[];
  /** A day, `2026-03-04`. */
  readonly due: string | null;
  /** Id of a record of the kind that owns. */
  readonly owner: Json;
  readonly note: string | null;
  readonly link: string;
  readonly email: string;
  /** Id of a record of the kind that contains. */
  readonly parent: Json;
}

export type WorldShape = 'demo' | 'normal' | 'colliding' | 'empty' | 'single' | 'large' | 'nulls';

export const SIZES: Readonly<Record<WorldShape, readonly [number, number]>> = {
  demo: [6, 10],
  normal: [5, 12],
  colliding: [6, 12],
  empty: [0, 0],
  single: [1, 1],
  large: [50, 70],
  nulls: [6, 10],
};

/**
 * Records of one kind. Half of the values are drawn so that conditions with these inputs hold, numbers on the limit
 * included. In a colliding world numbers are small, ids of all kinds are the same few, and names repeat.
 */
export function makeFacts(options: {
  readonly seed: number;
  readonly shape: WorldShape;
  readonly size: number;
  readonly idShape: IdShape;
  readonly inputs: JsonObject;
  readonly people: boolean;
  readonly owners: readonly Json[];
  readonly parents: readonly Json[];
  /** Titles all different: a person picks one by its title. */
  readonly distinctTitles: boolean;
  /** Whether records without a note may be; what is null where it was written proves nothing. */
  readonly mayLackNotes: boolean;
  /** Whether the demonstration has a record without a state. */
  readonly mayLackState: boolean;
}): Facts[] {
  const { shape, inputs, size } = options;
  const random = randomOf(options.seed);
  const close = shape === 'colliding';
  const base = random.int(100, 8000);
  const maybeNull = <T>(value: T): T | null => (shape === 'nulls' && random.chance(0.4) ? null : value);
  return Array.from({ length: size }, (_, at) => {
    const id = makeId(random, options.idShape, { at, base, close });
    const title = options.people ? personTitle(random, at) : thingTitle(random, inputs, close);
    const unique = options.distinctTitles ? `${title} ${at + 1}` : title;
    const state = random.chance(0.4) && typeof inputs.state === 'string' ? inputs.state : random.pick(STATES);
    return {
      id,
      title: options.distinctTitles || options.people ? unique : maybeNull(unique),
      state: options.mayLackState && shape === 'demo' && at === base % size ? null : maybeNull(state),
      amount: maybeNull(amountNear(random, inputs.limit, close)),
      count: random.int(close ? 0 : 1, close ? 3 : 40),
      flag: random.chance(0.5),
      tags: random
        .some(typeof inputs.tag === 'string' ? [inputs.tag, ...TAGS] : TAGS, random.int(0, 3))
        .filter(onlyOnce),
      due: maybeNull(dayNear(random, inputs.day, close)),
      owner: options.owners.length === 0 ? null : random.pick(options.owners),
      note:
        (options.mayLackNotes && random.chance(0.3)) || (shape === 'nulls' && random.chance(0.4))
          ? null
          : `${random.pick(NOUNS)} ${random.pick(VERBS)} near ${random.pick(NOUNS)}`,
      link: `https://${random.pick(['desk', 'app'])}.example.org/r/${String(id)}`,
      email: `${unique.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`,
      parent: options.parents.length === 0 ? null : random.pick(options.parents),
    };
  });
}

const onlyOnce = (tag: string, at: number, all: readonly string[]): boolean => all.indexOf(tag) === at;

function makeId(
  random: Random,
  shape: IdShape,
  at: { readonly at: number; readonly base: number; readonly close: boolean },
): Json {
  const number = at.close ? at.at + 1 : at.base + at.at * 3;
  switch (shape) {
    case 'integer':
      return number;
    case 'prefixed':
      return `${at.close ? 'A' : 'REC'}-${number}`;
    case 'token':
      return at.close ? `a${number}` : `${random.token(5)}${at.at}`;
    case 'uuid':
      return `${random.token(8)}-${random.token(4)}-4${random.token(3)}-a${random.token(3)}-${random.token(11)}${at.at % 10}`;
  }
}

/** Two people of one name exist: the second round of names starts again. */
const personTitle = (random: Random, at: number): string =>
  random.chance(0.1) ? random.pick(PEOPLE) : (PEOPLE[at % PEOPLE.length] ?? '');

function thingTitle(random: Random, inputs: JsonObject, close: boolean): string {
  const title = `${random.pick(NOUNS)} ${random.pick(VERBS)}${close ? '' : ` ${random.int(10, 99)}`}`;
  const { phrase } = inputs;
  if (typeof phrase !== 'string' || random.chance(0.5)) return title;
  return random.chance(0.5) ? `${title} ${phrase}` : `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)} ${title}`;
}

function amountNear(random: Random, limit: Json | undefined, close: boolean): number {
  if (typeof limit !== 'number') return close ? random.int(0, 5) : random.int(1, 500);
  if (random.chance(0.15)) return limit;
  return Math.max(0, limit + (close ? random.int(-3, 3) : random.int(-60, 60)));
}

function dayNear(random: Random, day: Json | undefined, close: boolean): string {
  const from = typeof day === 'string' ? day : '2026-03-10';
  const moved = Date.parse(`${from}T00:00:00Z`) + random.int(close ? -1 : -20, close ? 1 : 20) * 86_400_000;
  return new Date(moved).toISOString().slice(0, 10);
}
