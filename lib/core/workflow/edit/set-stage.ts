import type { Place } from '../evidence.ts';
import { findExpr } from '../find-step.ts';
import type { Expr, Workflow } from '../workflow.ts';
import { type ListStage, listExpr, readStages } from './list-stages.ts';
import { setValue } from './set-value.ts';
import { EditRefused } from './workflow-edit.ts';

/** The order in which the stages of a list make sense to people. */
const ORDER: Readonly<Record<ListStage['kind'], number>> = { where: 0, unique: 1, sort: 2, take: 3 };

/**
 * Sets one stage of a list (its filter, its order, its limit) and leaves the others as they are; without a stage, takes
 * the one of that kind away. Throws `EditRefused` where no list stands.
 */
export function setStage(
  workflow: Workflow,
  { place, kind, stage }: { readonly place: Place; readonly kind: ListStage['kind']; readonly stage?: ListStage },
): Workflow {
  if (stage && stage.kind !== kind) throw new EditRefused(`A stage of kind "${stage.kind}" is no "${kind}".`);
  const expr = findExpr(workflow, place);
  if (!expr) throw new EditRefused(`Step "${place.step}" has no list there.`);
  const { source, stages } = readStages(expr);
  const at = stages.findIndex((candidate) => candidate.kind === kind);
  return setValue(workflow, place, listExpr({ source, stages: changed(stages, at, kind, stage) }));
}

function changed(
  stages: readonly ListStage[],
  at: number,
  kind: ListStage['kind'],
  stage: ListStage | undefined,
): readonly ListStage[] {
  if (at >= 0) return stage ? stages.with(at, stage) : stages.toSpliced(at, 1);
  if (!stage) return stages;
  const before = stages.findLastIndex((candidate) => ORDER[candidate.kind] < ORDER[kind]);
  return stages.toSpliced(before + 1, 0, stage);
}

/** Sets where the items of a list come from, whatever is done with them afterwards. */
export function setSource(workflow: Workflow, place: Place, source: Expr): Workflow {
  const expr = findExpr(workflow, place);
  if (!expr) throw new EditRefused(`Step "${place.step}" has no list there.`);
  return setValue(workflow, place, listExpr({ source, stages: readStages(expr).stages }));
}
