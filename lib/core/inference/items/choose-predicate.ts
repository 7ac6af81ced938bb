import type { Json } from '../../json/json.ts';
import type { EvidenceStatus } from '../../workflow/evidence.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { type Doubt, SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Predicate } from './conditions/predicate.ts';

export interface PredicateChoice {
  readonly expr: Expr;
  readonly cost: number;
  readonly status: EvidenceStatus;
  readonly label: string;
  readonly doubts: readonly string[];
  readonly units: readonly string[];
}

/**
 * Takes the best condition, silently only where the user's words carry it and no other condition that they carry comes
 * near; otherwise asks. Null where there is none at a price that a person would believe.
 */
export function choosePredicate(
  choice: { predicates: readonly Predicate[]; about: Json; noun: string; row?: Json; weight: number },
  context: DraftContext,
): PredicateChoice | null {
  const [best] = choice.predicates;
  if (best === undefined || best.cost > 26) return null;
  const rivals = choice.predicates
    .slice(1)
    .filter(
      (other) =>
        other.cost < best.cost + (other.grounded ? 1.2 : 0) &&
        other.label !== best.label &&
        (other.family === undefined || other.family !== best.family),
    );
  const sure = best.grounded && rivals.length === 0;
  let taken: Predicate = best;
  const doubts: string[] = [];
  let status: EvidenceStatus = 'proved';
  if (!sure) {
    const shown = choice.predicates.slice(0, 3);
    const doubt: Doubt = {
      kind: 'filter',
      about: choice.about,
      text: `Which ${choice.noun} should be taken?`,
      ...(choice.row === undefined ? {} : { row: choice.row }),
      options: [
        ...shown.map(({ label, expr }, index) => ({ id: `p${index}`, label: `those where ${label}`, expr })),
        SOMETHING_ELSE,
      ],
      default: 'p0',
      weight: choice.weight * (best.grounded ? 0.4 : 0.7),
    };
    const answer = context.questions.ask(doubt);
    doubts.push(answer.id);
    status = answer.answered ? 'asked' : 'assumed';
    taken = shown[Number(answer.option.slice(1))] ?? best;
  }
  let { expr } = taken;
  if (taken.caseOpen !== undefined) {
    const answer = context.questions.ask({
      kind: 'case',
      about: choice.about,
      text: `Does upper or lower case matter in "${taken.label}"?`,
      options: [
        { id: 'ignore', label: 'No, ignore it' },
        { id: 'exact', label: 'Yes, it has to match' },
      ],
      default: 'ignore',
      weight: choice.weight * 0.2,
    });
    doubts.push(answer.id);
    expr = answer.option === 'exact' ? taken.caseOpen.exact : taken.caseOpen.loose;
    status = answer.answered ? 'asked' : 'assumed';
  }
  return { expr, cost: taken.cost, status, label: taken.label, doubts, units: taken.units };
}
