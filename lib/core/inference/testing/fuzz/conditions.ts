import type { JsonObject } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Random } from '../random.ts';
import { fn, input, lit } from './expressions.ts';
import { equal, fieldOf, type Kind, wordsOf } from './kind.ts';
import { PHRASES, STATES, TAGS } from './vocabulary.ts';

/** Which items of a list are meant: in words, and as a test of an item. Inputs are read from the job's own. */
export interface Condition {
  /** The list in words: `blocked parcels`, `parcels whose title contains "odd load"`. */
  readonly words: (noun: string, inputs: JsonObject) => string;
  /** Null: all items. */
  readonly test: ((item: Expr) => Expr) | null;
  /** Names of inputs that it reads. */
  readonly uses: readonly string[];
  /** It is about records without a note, whose notes are nothing to write. */
  readonly aboutNotes: boolean;
}

/** Values for everything that a condition may read. All differ from each other, as in any sensible request. */
export function conditionInputs(random: Random): JsonObject {
  return {
    state: random.pick(STATES),
    phrase: random.pick(PHRASES),
    limit: random.int(60, 400),
    tag: random.pick(TAGS),
    day: `2026-0${random.int(4, 9)}-${random.int(10, 28)}`,
  };
}

export function makeCondition(random: Random, kind: Kind): Condition {
  const one = makeAtom(random, kind);
  if (one.test === null || !random.chance(0.2)) return one;
  const other = makeAtom(random, kind);
  // Two conditions on one member would be a range, which people say in another way.
  if (other.test === null || other.about === one.about) return one;
  const [left, right] = [one.test, other.test];
  return {
    words: (noun, inputs) => `${one.words(noun, inputs)} ${other.also(inputs)}`,
    test: (item) => fn('and', left(item), right(item)),
    uses: [...one.uses, ...other.uses],
    aboutNotes: one.aboutNotes || other.aboutNotes,
  };
}

interface Atom extends Condition {
  readonly about: string;
  /** As a second condition: `and with a weight of more than 7`. */
  readonly also: (inputs: JsonObject) => string;
}

function makeAtom(random: Random, kind: Kind): Atom {
  const member = (role: Parameters<typeof wordsOf>[1]) => wordsOf(kind, role);
  const quote = random.chance(0.6) ? '"' : '';
  const about = random.pick(['all', 'state', 'phrase', 'amount', 'flag', 'tag', 'day', 'note', 'notState'] as const);
  const atom = (which: Omit<Atom, 'about' | 'words' | 'aboutNotes'> & { readonly words?: Atom['words'] }): Atom => ({
    about: about === 'notState' ? 'state' : about,
    aboutNotes: about === 'note' && which.test !== null,
    words: (noun, inputs) => `${noun} ${which.also(inputs).replace(/^and /, '')}`,
    ...which,
  });
  switch (about) {
    case 'all':
      return atom({ also: () => '', words: (noun) => noun, test: null, uses: [] });
    case 'state': {
      const test = (item: Expr) => equal(fieldOf(kind, 'state', item), input('state'));
      return atom({
        also: ({ state }) => `and with the ${member('state')} ${quote}${state}${quote}`,
        test,
        uses: ['state'],
      });
    }
    case 'notState': {
      const test = (item: Expr) => fn('ne', fieldOf(kind, 'state', item), input('state'));
      return atom({
        also: ({ state }) => `and whose ${member('state')} is not ${quote}${state}${quote}`,
        test,
        uses: ['state'],
      });
    }
    case 'phrase': {
      const test = (item: Expr) => fn('contains', fieldOf(kind, 'title', item), input('phrase'));
      return atom({
        also: ({ phrase }) => `and whose ${member('title')} contains "${phrase}" (ignore case)`,
        test,
        uses: ['phrase'],
      });
    }
    case 'amount': {
      const [name, said] = random.pick([
        ['gt', 'of more than'],
        ['ge', 'of at least'],
        ['lt', 'of less than'],
        ['le', 'of at most'],
      ] as const);
      const test = (item: Expr) => fn(name, fieldOf(kind, 'amount', item), input('limit'));
      return atom({ also: ({ limit }) => `and with a ${member('amount')} ${said} ${limit}`, test, uses: ['limit'] });
    }
    case 'flag': {
      const wanted = random.chance(0.6);
      const test = (item: Expr) => equal(fieldOf(kind, 'flag', item), lit(wanted));
      return atom({ also: () => `and that ${wanted ? 'are' : 'are not'} ${member('flag')}`, test, uses: [] });
    }
    case 'tag': {
      const test = (item: Expr) => fn('has', fieldOf(kind, 'tags', item), input('tag'));
      return atom({ also: ({ tag }) => `and that have "${tag}" among their ${member('tags')}`, test, uses: ['tag'] });
    }
    case 'day': {
      const before = random.chance(0.5);
      const test = (item: Expr) => fn(before ? 'lt' : 'gt', fieldOf(kind, 'due', item), input('day'));
      return atom({
        also: ({ day }) => `and whose ${member('due')} is ${before ? 'before' : 'after'} ${day}`,
        test,
        uses: ['day'],
      });
    }
    case 'note': {
      const hidden = kind.hidden.has('note');
      if (hidden) return atom({ also: () => '', words: (noun) => noun, test: null, uses: [] });
      const test = (item: Expr) => fn('isNull', fieldOf(kind, 'note', item));
      return atom({ also: () => `and without a ${member('note')}`, test, uses: [] });
    }
  }
}
