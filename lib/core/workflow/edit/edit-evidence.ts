import type { Evidence, Place, ValueEvidence } from '../evidence.ts';
import { findExpr, stepsById } from '../find-step.ts';
import { originOfExpr } from '../value-origin.ts';
import type { Id, Workflow } from '../workflow.ts';
import type { WorkflowEdit } from './workflow-edit.ts';

/** The evidence of a workflow after an edit gave `workflow`: what a person set says so, what is gone is not spoken of. */
export function evidenceAfterEdit(evidence: Evidence, workflow: Workflow, edit: WorkflowEdit): Evidence {
  switch (edit.edit) {
    case 'setValue':
    case 'makeInput':
    case 'setStage':
    case 'setSource':
      return { ...evidence, values: [...valuesOutside(evidence, edit.place), setByHand(workflow, edit.place)] };
    case 'clearValue':
      return { ...evidence, values: valuesOutside(evidence, edit.place) };
    case 'renameStep':
      return renamed(evidence, edit.from, edit.to);
    case 'removeInput':
      return {
        ...evidence,
        values: evidence.values.filter(({ place }) => findExpr(workflow, place) !== null),
      };
    default: {
      const steps = new Set(['', ...stepsById(workflow).keys()]);
      return {
        ...evidence,
        values: evidence.values.filter(({ place }) => steps.has(place.step)),
        notes: evidence.notes.filter((note) => steps.has(note.step)),
      };
    }
  }
}

/** What is known of values that are not at the place, not in it, and not around it. */
function valuesOutside(evidence: Evidence, { step, slot }: Place): ValueEvidence[] {
  return evidence.values.filter(
    ({ place }) => place.step !== step || !slot.every((key, index) => place.slot[index] === key),
  );
}

function setByHand(workflow: Workflow, place: Place): ValueEvidence {
  const expr = findExpr(workflow, place);
  return {
    place,
    origin: expr ? originOfExpr(expr, stepsById(workflow)) : 'constant',
    status: 'edited',
    summary: 'Set by hand',
    facts: [],
    alternatives: [],
  };
}

function renamed(evidence: Evidence, from: Id, to: Id): Evidence {
  const named = (id: Id) => (id === from ? to : id);
  return {
    ...evidence,
    values: evidence.values.map((value) => ({ ...value, place: { ...value.place, step: named(value.place.step) } })),
    notes: evidence.notes.map((note) => ({ ...note, step: named(note.step) })),
  };
}
