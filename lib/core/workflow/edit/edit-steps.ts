import { allSteps, innerBodies, withBodies } from '../walk.ts';
import type { Id, Step, Workflow } from '../workflow.ts';
import { assertFreeName, renamedRefs, stepNames } from './names.ts';
import { EditRefused, type StepPosition } from './workflow-edit.ts';

export function renameStep(workflow: Workflow, from: Id, to: Id): Workflow {
  stepCalled(workflow, from);
  if (from === to) return workflow;
  assertFreeName(workflow, to);
  const renamed = renamedRefs(workflow, 'step', from, to);
  const { keep } = renamed;
  return {
    ...renamed,
    body: changeStep(renamed.body, from, (step) => [{ ...step, id: to }]),
    ...(keep
      ? { keep: { ...keep, rules: keep.rules.map((rule) => (rule.step === from ? { ...rule, step: to } : rule)) } }
      : {}),
  };
}

export function setNote(workflow: Workflow, id: Id, note: string): Workflow {
  stepCalled(workflow, id);
  const change = ({ note: _, ...step }: Step): Step => (note.trim() === '' ? step : { ...step, note });
  return { ...workflow, body: changeStep(workflow.body, id, (step) => [change(step)]) };
}

export function replaceStep(workflow: Workflow, step: Step): Workflow {
  stepCalled(workflow, step.id);
  return { ...workflow, body: changeStep(workflow.body, step.id, () => [step]) };
}

export function insertStep(workflow: Workflow, step: Step, at: StepPosition): Workflow {
  for (const name of stepNames([step])) assertFreeName(workflow, name);
  return inserted(workflow, step, at);
}

export function removeStep(workflow: Workflow, id: Id): Workflow {
  stepCalled(workflow, id);
  return withoutLostRules({ ...workflow, body: changeStep(workflow.body, id, () => []) });
}

/** The position is one among the steps as they are before the move. */
export function moveStep(workflow: Workflow, id: Id, at: StepPosition): Workflow {
  const step = stepCalled(workflow, id);
  if (
    at.parent === id ||
    allSteps(innerBodies(step).flatMap((inner) => inner.body)).some((child) => child.id === at.parent)
  ) {
    throw new EditRefused(`Step "${id}" cannot be moved into itself.`);
  }
  const siblings = listAt(workflow, at);
  const before = siblings.findIndex((sibling) => sibling.id === id);
  const index = before >= 0 && before < at.index ? at.index - 1 : at.index;
  const without = { ...workflow, body: changeStep(workflow.body, id, () => []) };
  return inserted(without, step, { ...at, index });
}

/** A rule of keeping goes with the step whose items it kept. */
function withoutLostRules(workflow: Workflow): Workflow {
  const { keep, ...others } = workflow;
  if (!keep) return workflow;
  const left = new Set(allSteps(workflow.body).map(({ id }) => id));
  const rules = keep.rules.filter(({ step }) => left.has(step));
  return rules.length === 0 ? others : { ...others, keep: { ...keep, rules } };
}

export function stepCalled(workflow: Workflow, id: Id): Step {
  const step = allSteps(workflow.body).find((candidate) => candidate.id === id);
  if (step) return step;
  throw new EditRefused(`There is no step "${id}".`);
}

function changeStep(body: readonly Step[], id: Id, change: (step: Step) => readonly Step[]): readonly Step[] {
  return body.flatMap((step) =>
    step.id === id ? change(step) : [withBodies(step, (inner) => changeStep(inner, id, change))],
  );
}

function inserted(workflow: Workflow, step: Step, at: StepPosition): Workflow {
  const list = listAt(workflow, at);
  if (!Number.isInteger(at.index) || at.index < 0 || at.index > list.length) {
    throw new EditRefused(`There is no place ${at.index} among ${list.length} steps.`);
  }
  const changed = list.toSpliced(at.index, 0, step);
  if (at.parent === '') return { ...workflow, body: changed };
  return {
    ...workflow,
    body: changeStep(workflow.body, at.parent, (parent) => [withMember(parent, at.member, changed)]),
  };
}

function listAt(workflow: Workflow, at: StepPosition): readonly Step[] {
  if (at.parent === '') return workflow.body;
  const parent = stepCalled(workflow, at.parent);
  const found = innerBodies(parent).find((inner) => inner.member === at.member);
  if (found) return found.body;
  // A side that was never shown becomes one when a person puts a step there.
  if (parent.do === 'if' && at.member === 'else') return [];
  throw new EditRefused(`Step "${at.parent}" has no steps in "${at.member}".`);
}

function withMember(parent: Step, member: StepPosition['member'], body: readonly Step[]): Step {
  if (parent.do === 'forEach') return { ...parent, body };
  if (parent.do === 'if') return member === 'else' ? { ...parent, else: body } : { ...parent, then: body };
  if (parent.do === 'try') return member === 'else' ? { ...parent, else: body } : { ...parent, body };
  return parent;
}
