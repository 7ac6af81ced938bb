import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { placeWords } from '#core/workflow/edit/describe-edit.ts';
import type { EvidenceStatus, Place } from '#core/workflow/evidence.ts';
import { findExpr, stepsById } from '#core/workflow/find-step.ts';
import type { Question } from '#core/workflow/question.ts';
import { questionWords } from './question-words.ts';

/** One thing that the workflow says, how sure it is, and why. */
export interface ProofItem {
  readonly key: string;
  readonly place: Place;
  /** `title of createIssue`. */
  readonly what: string;
  readonly why: string;
}

export interface ProofGroups {
  readonly groups: Readonly<Record<EvidenceStatus, readonly ProofItem[]>>;
  readonly open: readonly Question[];
}

/** Everything in the workflow by how sure it is; what the meter counts and what the list shows. */
export function proofGroups(view: WorkflowView): ProofGroups {
  const steps = stepsById(view.workflow);
  const values = view.evidence.values
    .filter(({ place }) => findExpr(view.workflow, place) !== null)
    .map((value) => ({
      status: value.status,
      item: {
        key: JSON.stringify(value.place),
        place: value.place,
        what: placeWords(value.place),
        why: questionWords(value.summary),
      },
    }));
  const notes = view.evidence.notes
    .filter(({ step }) => steps.has(step))
    .map((note) => ({
      status: note.status,
      item: {
        key: `${note.step} ${note.text}`,
        place: { step: note.step, slot: [] },
        what: note.step,
        why: questionWords(note.text),
      },
    }));
  const all = [...values, ...notes];
  const of = (status: EvidenceStatus) => all.filter((one) => one.status === status).map(({ item }) => item);
  const open = view.questions
    .filter((question) => !Object.hasOwn(view.answers, question.id))
    .toSorted((a, b) => b.weight - a.weight);
  return { groups: { proved: of('proved'), asked: of('asked'), assumed: of('assumed'), edited: of('edited') }, open };
}
