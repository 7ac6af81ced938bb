import type { Json } from '../../../json/json.ts';
import type { EvidenceStatus } from '../../../workflow/evidence.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import { type Target, weightOf } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { briefJson } from '../../words/brief-json.ts';
import { wordsOf } from '../../words/words.ts';
import { fromSameRecord } from './from-same-record.ts';
import { labelsOf } from './path-labels.ts';
import { pathsNamed, tokensOf } from './said-path.ts';
import { type Placed, sameMembers } from './same-members.ts';

/** What was taken of members that hold the same. */
export interface ChosenPath<T> {
  readonly item: T;
  /** The members of its name in that record that held the same, itself among them. */
  readonly among: readonly Column[];
  readonly status: EvidenceStatus;
  readonly doubts: readonly string[];
}

/**
 * Of the members of one record that have one name and held one value, that which the words name: the parameter's, those
 * of the hole in a text, of the user. Where they name none it is the one from whose record the call has more. Else it is
 * asked, and the best stands until then.
 */
export function choosePath<T>(
  best: { readonly item: T; readonly column: Column },
  others: readonly { readonly item: T; readonly column: Column }[],
  around: { readonly target: Target; readonly scope: Scope; readonly hole?: readonly string[] },
  context: DraftContext,
): ChosenPath<T> {
  const { target, scope, hole = [] } = around;
  const { placed, copies } = sameMembers(best, others, scope);
  const among = [...placed.map(({ column }) => column), ...copies];
  const named = pathsNamed(
    placed.map(({ path }) => path),
    {
      parameter: target.words,
      hole,
      tool: target.tool,
      given: givenWords(best.column),
      texts: [descriptionOf(target), ...context.prompt.turns.map(({ text }) => text)].map(tokensOf),
    },
  );
  const open = named.length === 0 ? placed : named.flatMap((at) => placed[at] ?? []);
  const [first, second, ...more] = open;
  const meant = second === undefined ? first : fromSameRecord(open, target, scope);
  if (first === undefined || second === undefined || meant !== null)
    return { item: (meant ?? best).item, among, status: 'proved', doubts: [] };
  return { ...ask([first, second, ...more], target, context), among };
}

/** What the record was asked for by: `checkout` of `the lead of checkout`. */
function givenWords({ given }: Column): readonly string[] {
  return [...(given?.[0]?.keys() ?? [])].flatMap(wordsOf);
}

const descriptionOf = ({ schema }: Target): string =>
  typeof schema?.description === 'string' ? schema.description : '';

function ask<T>(
  [first, ...others]: readonly [Placed<T>, ...Placed<T>[]],
  target: Target,
  context: DraftContext,
): { readonly item: T; readonly status: EvidenceStatus; readonly doubts: readonly string[] } {
  const shown = [first, ...others].slice(0, 3);
  const labels = labelsOf(shown.map(({ path }) => path));
  const { member } = first.path;
  const value = first.column.values[0] ?? null;
  const answer = context.questions.ask({
    kind: 'path',
    about: [target.call ?? target.about, ...labels, usesOf(member, labels, target, context)],
    text: `${capital(labels.join(' and '))} had the same ${wordsOf(member).join(' ')} (${briefJson(value)}) in the recording. Whose is meant?`,
    row: value,
    options: [
      ...shown.map(({ column }, at) => ({ id: `h${at}`, label: labels[at] ?? column.label, expr: column.expr })),
      SOMETHING_ELSE,
    ],
    default: 'h0',
    weight: weightOf(target) * 0.5,
  });
  const taken = shown[Number(answer.option.slice(1))] ?? first;
  return { item: taken.item, status: answer.answered ? 'asked' : 'assumed', doubts: [answer.id] };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const remembered = new WeakMap<DraftContext, Map<string, string[]>>();

/**
 * How often the call uses this member before. Street and city of an address are one question; the address of a letter
 * and that of its copy are two.
 */
function usesOf(member: string, labels: readonly string[], target: Target, context: DraftContext): number {
  const known = remembered.get(context) ?? new Map<string, string[]>();
  remembered.set(context, known);
  const key = JSON.stringify([target.call ?? target.about, labels, member]);
  const uses = known.get(key) ?? [];
  known.set(key, uses);
  const about = JSON.stringify(argumentOf(target.about));
  const at = uses.indexOf(about);
  return at >= 0 ? at : uses.push(about) - 1;
}

/** What names the argument as a whole, of what names a piece of it. */
function argumentOf(about: Json): Json {
  return Array.isArray(about) && Array.isArray(about[0]) ? argumentOf(about[0]) : about;
}
