import { lower, textAfter, textBefore, title, upper } from '../../../functions/text.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { callOf } from './change-expr.ts';
import type { Change } from './changes.ts';

/** Longer texts are sentences, and their parts are none of a name. */
const LONGEST_NAME = 60;

/** What stands between the parts of a name, as in `DOE/JANE MS`, `Doe, Jane`, `api - Rate limits`. */
const MARKS = ['/', ', ', ' - ', ': ', '|', '_', '-'];

interface Part {
  readonly name: string;
  readonly cost: number;
  readonly take: (text: string) => string | null;
  readonly expr: (of: Expr) => Expr;
}

const SIDES: readonly Part[] = MARKS.flatMap((mark): readonly Part[] => [
  { name: `before "${mark}"`, cost: 1, take: (text) => textBefore(text, mark), expr: callOf('textBefore', mark) },
  { name: `after "${mark}"`, cost: 1, take: (text) => textAfter(text, mark), expr: callOf('textAfter', mark) },
]);

const wordOf = (
  which: 'first' | 'last',
  name: string,
  take: (words: readonly string[]) => string | undefined,
): Part => ({
  name,
  cost: 1,
  take: (text) => (/\S\s+\S/.test(text) ? (take(text.split(' ')) ?? null) : null),
  expr: (of) => ({ $: 'fn', name: which, args: [callOf('split', ' ')(of)] }),
});

const WORDS: readonly Part[] = [
  wordOf('first', 'first word', (words) => words[0]),
  wordOf('last', 'last word', (words) => words.at(-1)),
];

/** One word of one side, also where the side is one word alone in some rows: `JANE MS` and `JANE`. */
const FIRST_OF_SIDE: readonly Part[] = SIDES.map((side) => ({
  name: `first word ${side.name}`,
  cost: 1.6,
  take: (text) => side.take(text)?.split(' ')[0] ?? null,
  expr: (of) => ({ $: 'fn', name: 'first', args: [callOf('split', ' ')(side.expr(of))] }),
}));

const PARTS: readonly Part[] = [...SIDES, ...WORDS, ...FIRST_OF_SIDE];

interface Case {
  readonly name: string;
  readonly cost: number;
  readonly apply: (text: string) => string;
  readonly expr: (of: Expr) => Expr;
}

const lowered = callOf('lower');

const CASES: readonly Case[] = [
  { name: 'as it is', cost: 0, apply: (text) => text, expr: (of) => of },
  { name: 'lower', cost: 0.6, apply: (text) => lower(text), expr: lowered },
  { name: 'upper', cost: 0.6, apply: (text) => upper(text), expr: callOf('upper') },
  {
    name: 'capital initials',
    cost: 0.8,
    apply: (text) => title(lower(text)),
    expr: (of) => callOf('title')(lowered(of)),
  },
];

/** Names of one part as a person writes them: `OUT_OF_STOCK` is "out of stock", `ANNA MARIA` is "Anna Maria". */
const WHOLE: readonly Change[] = [
  change(
    'in capital initials only',
    3.2,
    (text) => title(lower(text)),
    (of) => callOf('title')(lowered(of)),
  ),
  ...(['_', '-'] as const).flatMap((mark) => {
    const spaced = callOf('replace', mark, ' ');
    const words = (text: string): string | null => (text.includes(mark) ? lower(text).replaceAll(mark, ' ') : null);
    const cased = (name: string, apply: (text: string) => string, expr: (of: Expr) => Expr): Change =>
      change(
        name,
        3.4,
        (text) => {
          const plain = words(text);
          return plain === null ? null : apply(plain);
        },
        (of) => expr(lowered(spaced(of))),
      );
    return [
      cased(
        'as words',
        (text) => text,
        (of) => of,
      ),
      cased('as a sentence', (text) => text.charAt(0).toUpperCase() + text.slice(1), callOf('capitalize')),
      cased('as a title', (text) => title(text), callOf('title')),
    ];
  }),
];

/** Parts of names, and names in the case that people read: what an argument takes of `DOE/JANE MS`. */
export const PART_CHANGES: readonly Change[] = [
  ...WHOLE,
  ...PARTS.flatMap((part) =>
    CASES.map(({ name, cost, apply, expr }) =>
      change(
        `${part.name}, ${name}`,
        3.4 + part.cost + cost,
        (text) => {
          const taken = part.take(text);
          return taken === null || !/\p{L}{2}/u.test(taken) ? null : apply(taken);
        },
        (of) => expr(part.expr(of)),
      ),
    ),
  ),
];

/** A change of short texts; what leaves a text as it is is none for that text. */
function change(name: string, cost: number, apply: (text: string) => string | null, expr: (of: Expr) => Expr): Change {
  return {
    name,
    cost,
    apply: (value) => (typeof value === 'string' && value.length <= LONGEST_NAME ? apply(value) : null),
    expr,
  };
}

/** Whether a value may be a name of several parts, or one in capitals. */
export const hasParts = (value: string): boolean =>
  value.length <= LONGEST_NAME && /\p{L}{2}/u.test(value) && /[/,:|_\s-]|^[^\p{Ll}]+$/u.test(value);
