import { singular } from '../../words/plural.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import { isWrapper, type MemberPath } from './member-path.ts';

/** What can tell which of several paths is meant, the strongest first. */
export interface SaidWords {
  /** Words of the parameter's name. */
  readonly parameter: readonly string[];
  /** Words of the `<hole>` that the value stands in. */
  readonly hole: readonly string[];
  /** Nouns of the tool's name. */
  readonly tool: readonly string[];
  /** Words of what the record was asked for by. */
  readonly given: readonly string[];
  /** What the parameter's description says, and what the user said, as `tokensOf` has them. */
  readonly texts: readonly (readonly string[])[];
}

/** Words that join, and name nothing. */
const JOINING = new Set('the of a an this that these s from for in at same each every all'.split(' '));
/** Words that a sentence has for other reasons: `to` of a message is not named by them. */
const SMALL = new Set('to by on with as or and is be it'.split(' '));
/** What points at the record that is spoken of. */
const POINTING = new Set(['it', 'its', 'their', 'his', 'her']);

/** A text as the words in it, without those that only join; what stands in quotes is no word about data. */
export function tokensOf(text: string): readonly string[] {
  const bare = text.toLowerCase().replace(/"[^"]*"|“[^”]*”|`[^`]*`|<[^<>]*>/g, ' " ');
  const tokens = bare.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}'’_-]/gu) ?? [];
  return tokens.map((token) => (POINTING.has(token) ? token : singular(token))).filter((token) => !JOINING.has(token));
}

/** What tells one path from the others. */
interface Marks {
  /** Words of the holders that not all of the paths have, such that name something. */
  readonly own: readonly string[];
  /** Whether all paths have all of its holders. */
  readonly isPlain: boolean;
  /** Words of the nearest holders, as far as all paths have the same; where there are none, of the member. */
  readonly noun: readonly string[];
  readonly sharesHolder: boolean;
  /** What the record is called that the path starts from. */
  readonly record: readonly string[];
  readonly isDirect: boolean;
}

/**
 * Numbers of those of the paths that the words name: `the team's lead` and `lead of the team` name that of the team,
 * `lead of the service` that of the service itself. All that are left where they name several, none where they name none.
 */
export function pathsNamed(paths: readonly MemberPath[], words: SaidWords): readonly number[] {
  const marks = marksOf(paths, words.given);
  for (const isNamed of testsOf(words, marks)) {
    const found = marks.flatMap((mark, at) => (isNamed(mark) ? [at] : []));
    if (found.length === 0) continue;
    if (found.length === 1 || found.length === paths.length) return found;
    const left = found.flatMap((at) => paths[at] ?? []);
    const closer = pathsNamed(left, words).flatMap((at) => found[at] ?? []);
    return closer.length > 0 ? closer : found;
  }
  return [];
}

function marksOf(paths: readonly MemberPath[], given: readonly string[]): readonly Marks[] {
  const all = paths.map(({ holders }) => holders.filter((name) => !isWrapper(name)).map(wordsOf));
  const [first = []] = all;
  const differ = first.findIndex((words, at) => all.some((other) => other[at]?.join() !== words.join()));
  const nearest = first.slice(0, differ < 0 ? first.length : differ).flat();
  const common = first.flat().filter((word) => all.every((names) => names.flat().includes(word)));
  return paths.map(({ member, about }, at) => {
    const words = (all[at] ?? []).flat();
    return {
      own: words.filter((word) => !common.includes(word) && !JOINING.has(word) && !SMALL.has(word)),
      isPlain: words.every((word) => common.includes(word)),
      noun: nearest.length > 0 ? nearest : wordsOf(member),
      sharesHolder: nearest.length > 0,
      record: [...about, ...given],
      isDirect: words.length === 0,
    };
  });
}

/** In the order of their strength. */
function testsOf(words: SaidWords, marks: readonly Marks[]): readonly ((mark: Marks) => boolean)[] {
  const { parameter, hole, tool, texts } = words;
  return [
    ...[hole, parameter].flatMap((name) => [
      ({ own }: Marks) => sharedWords(own, name) > 0,
      ({ isPlain, record }: Marks) => isPlain && sharedWords(record, name) > 0,
    ]),
    // `<email>` alone is the record's own.
    ({ isDirect, noun }) => isDirect && hole.length > 0 && hole.every((word) => noun.includes(word)),
    ({ own }) => sharedWords(own, tool) > 0,
    ...texts.map((tokens) => (mark: Marks) => isNamedIn(tokens, mark, marks)),
    ...texts.map(
      (tokens) =>
        ({ own, sharesHolder }: Marks) =>
          !sharesHolder && tokens.some((token) => isDoneBy(token, own)),
    ),
  ];
}

function isNamedIn(tokens: readonly string[], mark: Marks, marks: readonly Marks[]): boolean {
  const { own, isPlain, noun, sharesHolder, record } = mark;
  // `Mail the customer`: where the user does not say what the paths share, what only one of them has names it.
  const needsNoun =
    sharesHolder && (marks.some((other) => other.isPlain) || tokens.some((token) => noun.includes(token)));
  if (!isPlain && !needsNoun) return tokens.some((token) => own.includes(token));
  const elsewhere = marks.flatMap((other) => other.own);
  const beside = tokens.flatMap((token, at) => (noun.includes(token) ? [neighbours(tokens, at)] : []));
  if (!isPlain) return beside.some((words) => sharedWords(words, own) > 0);
  // `its lead` is of the record, where the user does not speak of anything else that has one.
  const speaksOfOthers = elsewhere.some((word) => tokens.includes(word));
  return beside.some(
    (words) =>
      (sharedWords(words, record) > 0 && sharedWords(words, elsewhere) === 0) ||
      (!speaksOfOthers && POINTING.has(words[0] ?? '')),
  );
}

/** The words before and after: `team` and `service` of `the team lead of its service`. */
function neighbours(tokens: readonly string[], at: number): readonly string[] {
  const next = tokens[at + 1] ?? '';
  return [tokens[at - 1] ?? '', POINTING.has(next) ? (tokens[at + 2] ?? '') : next];
}

/** `shipping` and `shipped` speak of what is called `ship`, `assigned` of the assignee. */
function isDoneBy(token: string, holders: readonly string[]): boolean {
  const stem = /^(.{3,}?)\p{L}?(?:ing|ed)$/u.exec(token)?.[1];
  return stem !== undefined && holders.some((word) => word.startsWith(stem) && word.length - stem.length <= 3);
}
