import type { EvidenceStatus } from '../../../workflow/evidence.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Scope } from '../../columns/scope.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import type { DraftContext } from '../../draft-context.ts';
import { clausesOf } from './clauses.ts';
import { candidatesFrom } from './guard-candidates.ts';

/** A condition that the user named and that held when it was shown; the other side was never shown. */
export interface Guard {
  readonly expr: Expr;
  readonly label: string;
  readonly status: EvidenceStatus;
  readonly doubts: readonly string[];
  /** What to do where it does not hold. */
  readonly otherwise: 'nothing' | 'stop';
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
    taken.isThere === true ||
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
