import type { Json } from '../../json/json.ts';
import type { EvidenceStatus } from '../../workflow/evidence.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { type Doubt, SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Predicate } from './conditions/predicate.ts';
import { asSaid } from './conditions/said-members.ts';

export interface PredicateChoice {
  readonly expr: Expr;
  readonly cost: number;
  readonly status: EvidenceStatus;
  readonly label: string;
  readonly doubts: readonly string[];
  readonly units: readonly string[];
}

interface Choice {
  readonly predicates: readonly Predicate[];
  readonly about: Json;
  readonly noun: string;
  /** An item to show with the question. */
  readonly row?: Json;
  /** Whether the recording left that item out although the user's words would take it. */
  readonly leftOut?: boolean;
  readonly weight: number;
}

/** The dearest condition that a person would believe. */
const DEAREST = 26;
/** How far below the best an option may be and still be worth a line of a question. */
const WORTH_ASKING = 7;

/**
 * Takes the best condition, silently only where the user's words carry it and no other condition that they carry comes
 * near; otherwise asks. Null where there is none at a price that a person would believe.
 */
export function choosePredicate(choice: Choice, context: DraftContext): PredicateChoice | null {
  const predicates = asSaid(believable(choice.predicates), context.prompt);
  const [best] = predicates;
  if (best === undefined || best.cost > DEAREST) return null;
  const rivals = predicates
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
    const shown = predicates.filter((other) => other === best || other.cost < best.cost + WORTH_ASKING).slice(0, 3);
    const doubt: Doubt = {
      kind: 'filter',
      about: choice.about,
      text: `${choice.leftOut === true ? 'The recording left this one out. ' : ''}${questionOf(shown, choice.noun)}`,
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

/** Where one condition alone is believable there is nothing to choose from: it is put to the user for a yes or no. */
function questionOf(shown: readonly Predicate[], noun: string): string {
  const [only, second] = shown;
  return only && !second ? `Are these the ${noun} to take, and no others?` : `Which ${noun} should be taken?`;
}

/**
 * Conditions with a constant that nobody said (the id, amount or title of one item) come after all others and are left
 * out where there are others: any set of items can be told apart by such accidents. Two of them in one condition tell
 * nothing at all.
 */
function believable(predicates: readonly Predicate[]): readonly Predicate[] {
  const general = predicates.filter((predicate) => predicate.grounded || foundConstants(predicate.expr) === 0);
  if (general.length > 0 && (general[0]?.cost ?? 0) <= DEAREST) return general;
  return predicates.filter((predicate) => predicate.grounded || foundConstants(predicate.expr) < 2);
}

function foundConstants(expr: Expr): number {
  switch (expr.$) {
    case 'lit':
      return typeof expr.value === 'string' || typeof expr.value === 'number' ? 1 : 0;
    case 'fn':
      return expr.args.reduce((sum, arg) => sum + foundConstants(arg), 0);
    case 'over':
      return foundConstants(expr.body);
    default:
      return 0;
  }
}
