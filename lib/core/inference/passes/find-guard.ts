import type { Json } from '../../json/json.ts';
import type { EvidenceStatus } from '../../workflow/evidence.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import { type Column, isListColumn, type Scope } from '../scope.ts';
import { surpriseOf } from '../surprise.ts';
import { wordsOf } from '../words.ts';
import { atomsOf } from './explain-value.ts';
import { projectionsOf } from './find-predicate.ts';

/** A condition that the user named and that held when it was shown; the other side was never shown. */
export interface Guard {
  readonly expr: Expr;
  readonly label: string;
  readonly status: EvidenceStatus;
  readonly doubts: readonly string[];
  /** What to do where it does not hold. */
  readonly otherwise: 'nothing' | 'stop';
}

interface Clause {
  readonly text: string;
  readonly words: readonly string[];
  readonly negated: boolean;
}

interface Candidate {
  readonly expr: Expr;
  readonly label: string;
  readonly fit: number;
}

/** The condition under which, by the user's words, the following writes happen. Null where the words name none. */
export function findGuard(scope: Scope, started: number, tool: string, context: DraftContext): Guard | null {
  const clauses = clausesOf(context);
  if (clauses.length === 0) return null;
  const known = scope.columns().filter((column) => (column.ready[0] ?? -1) < started && column.values[0] !== undefined);
  const candidates = clauses
    .flatMap((clause) => known.flatMap((column) => candidatesFrom(column, clause, context)))
    .sort((a, b) => b.fit - a.fit);
  const [best] = candidates;
  if (best === undefined || best.fit < 2) return null;
  const doubts: string[] = [];
  let taken = best;
  let status: EvidenceStatus = 'proved';
  const rivals = candidates.filter((other) => other.fit > best.fit - 0.4 && other.label !== best.label);
  if (rivals.length > 0) {
    const shown = [best, ...rivals].slice(0, 3);
    const answer = context.questions.ask({
      kind: 'guard',
      about: [tool, 'guard'],
      text: `On what does ${tool} depend? You named a condition, and these held in the recording.`,
      options: [...shown.map(({ label, expr }, index) => ({ id: `g${index}`, label, expr })), SOMETHING_ELSE],
      default: 'g0',
      weight: 12,
    });
    doubts.push(answer.id);
    taken = shown[Number(answer.option.slice(1))] ?? best;
    status = answer.answered ? 'asked' : 'assumed';
  }
  if (
    context.prompt.hasWord(
      /\bonly (if|when)\b|\bunless\b|\b(otherwise|else|if not)\b[^.]*\b(nothing|skip|leave|stop)\b/i,
    )
  ) {
    return { expr: taken.expr, label: taken.label, status, doubts, otherwise: 'nothing' };
  }
  const answer = context.questions.ask({
    kind: 'otherwise',
    about: [tool, 'otherwise'],
    text: `The recording showed what happens where ${taken.label}. What should happen where that is not so?`,
    options: [{ id: 'nothing', label: 'Nothing' }, { id: 'stop', label: 'Stop the run and say so' }, SOMETHING_ELSE],
    default: 'nothing',
    weight: 6,
  });
  doubts.push(answer.id);
  return {
    expr: taken.expr,
    label: taken.label,
    status: answer.answered ? 'asked' : 'assumed',
    doubts,
    otherwise: answer.option === 'stop' ? 'stop' : 'nothing',
  };
}

/** Pieces of sentences after `if` and its like, up to the next mark or `then`. */
function clausesOf(context: DraftContext): Clause[] {
  return context.prompt.turns.flatMap((turn) =>
    [
      ...turn.lower.matchAll(
        /\b(only if|only when|if|unless|when|in case|as long as|provided(?: that)?|whenever)\b((?:"[^"]*"|[^.;,:]|[.,:](?=\d))*?)(?=\bthen\b|[.;,:](?!\d)|$)/g,
      ),
    ].map((match) => ({ text: match[2] ?? '', words: wordsOf(match[2] ?? ''), negated: match[1] === 'unless' })),
  );
}

function candidatesFrom(column: Column, clause: Clause, context: DraftContext): Candidate[] {
  const [value] = column.values;
  const named = column.words.filter((word) => word.length > 2 && clause.words.includes(word)).length > 0 ? 1 : 0;
  const about = column.about.some((word) => word.length > 2 && clause.words.includes(word)) ? 0.5 : 0;
  if (value === undefined) return [];
  const not = /\b(no|not|n't|never|without|isn't|aren't|doesn't|hasn't)\b|n't\b/.test(clause.text);
  if (isListColumn(column)) return listCandidates(column, clause, about, not, context);
  if (column.expr.$ !== 'get') return [];
  const get: Expr = { ...column.expr, missing: 'null' };
  if (typeof value === 'boolean') {
    if (named === 0) return [];
    const expr: Expr = { $: 'fn', name: value ? 'eq' : 'ne', args: [get, { $: 'lit', value: true }] };
    return [{ expr, label: `${column.label} is ${value}`, fit: 2 + named + about }];
  }
  if (typeof value === 'string' && value.length >= 2 && value.length < 40) {
    const said = new RegExp(
      `(?<![\\p{L}\\p{N}])${literally(value.toLowerCase().replace(/[_-]/g, ' '))}(?![\\p{L}\\p{N}])`,
      'u',
    );
    if (!said.test(clause.text.replace(/[_-]/g, ' ')) || atomsOf(context).includes(value)) return [];
    const state = /state|status|phase|stage|result|outcome|conclusion|level|priority|type|kind/.test(
      column.words.join(' '),
    );
    return [
      {
        expr: { $: 'fn', name: 'eq', args: [get, { $: 'lit', value }] },
        label: `${column.label} is ${JSON.stringify(value)}`,
        fit: 2 + named + about + (state ? 0.5 : 0),
      },
    ];
  }
  if (typeof value === 'number') return numberCandidates(column, get, value, clause, named + about, context);
  if (value === null && named > 0 && not) {
    return [
      { expr: { $: 'fn', name: 'isEmpty', args: [get] }, label: `${column.label} is empty`, fit: 2 + named + about },
    ];
  }
  return [];
}

const COMPARE: readonly (readonly [string, (a: number, b: number) => boolean, RegExp])[] = [
  ['ge', (a, b) => a >= b, /\bat least\b|\bor more\b|\bminimum\b|≥/],
  ['le', (a, b) => a <= b, /\bat most\b|\bor (less|fewer)\b|\bmaximum\b|\bup to\b|≤/],
  ['gt', (a, b) => a > b, /\b(more|greater|over|above|exceed\w*|higher|larger)\b|>/],
  ['lt', (a, b) => a < b, /\b(less|fewer|under|below|lower|smaller)\b|</],
];

function numberCandidates(
  column: Column,
  get: Expr,
  value: number,
  clause: Clause,
  fit: number,
  context: DraftContext,
): Candidate[] {
  if (fit < 0.5) return [];
  const compare = COMPARE.find(([, , hint]) => hint.test(clause.text));
  if (compare === undefined) return [];
  return context.prompt.numbers().flatMap((number) => {
    if (!new RegExp(`(?<![\\d.])${number.value}(?![\\d])`).test(clause.text) || !compare[1](value, number.value))
      return [];
    const literal = context.inputs.refer({ value: number.value, spans: [number.span], name: ['limit'], weak: true });
    return [
      {
        expr: { $: 'fn' as const, name: compare[0], args: [get, literal] },
        label: `${column.label} ${compare[0]} ${number.value}`,
        fit: 1.5 + fit,
      },
    ];
  });
}

/** "If there is no page with this heading": the list holds no such value, or nothing at all. */
function listCandidates(
  column: Column,
  clause: Clause,
  about: number,
  not: boolean,
  context: DraftContext,
): Candidate[] {
  const [value] = column.values;
  if (!Array.isArray(value)) return [];
  const subject = about > 0 || column.words.some((word) => clause.words.includes(word)) ? 1 : 0;
  if (subject === 0) return [];
  const found: Candidate[] = [];
  const absent = not || clause.negated || /\bnew\b|\bmissing\b|\byet\b/.test(clause.text);
  for (const projection of projectionsOf(column)) {
    for (const atom of atomsOf(context)) {
      if (surpriseOf(atom) < 9) continue;
      const inside = projection.has(0, atom);
      if (inside === absent) continue;
      const named = projection.words.some((word) => clause.words.includes(word)) ? 1 : 0;
      const quoted = clause.text.includes(atom.toLowerCase()) ? 1 : 0;
      const input = context.inputs.refer({
        value: atom as Json,
        spans: context.prompt.spansOf(atom),
        name: projection.words,
        weak: true,
      });
      const same = isWrittenAs(atom, projection.words, context) ? 1.2 : 0;
      const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, input] };
      if (named + quoted + same > 0) {
        found.push({
          expr: inside ? has : { $: 'fn', name: 'not', args: [has] },
          label: `${projection.label} ${inside ? 'has' : 'has no'} "${atom}"`,
          fit: 1 + subject + named + quoted + same,
        });
      }
    }
  }
  if (value.length === 0 && absent)
    found.push({
      expr: { $: 'fn', name: 'isEmpty', args: [column.expr] },
      label: `${column.label} is empty`,
      fit: 2 + subject,
    });
  if (value.length > 0 && !absent && /\b(any|some|there (is|are)|at least one|has|have)\b/.test(clause.text)) {
    found.push({
      expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [column.expr] }] },
      label: `there are ${column.label}`,
      fit: 1.2 + subject,
    });
  }
  return found;
}

/** Whether the value was given to a call under the same name as the list's member. */
function isWrittenAs(atom: string, words: readonly string[], context: DraftContext): boolean {
  return context.calls.some(
    (call) =>
      call.effect !== 'read' &&
      Object.entries(call.args).some(([name, value]) => value === atom && wordsOf(name).join(' ') === words.join(' ')),
  );
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
