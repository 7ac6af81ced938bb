import type { Json } from '../../json/json.ts';
import type { Place } from '../evidence.ts';
import { findExpr, findPosition } from '../find-step.ts';
import { innerBodies } from '../walk.ts';
import type { Expr, Id, Step, Workflow } from '../workflow.ts';
import { type ListStage, readStages } from './list-stages.ts';
import type { StepPosition, WorkflowEdit } from './workflow-edit.ts';

/**
 * An edit with what the person saw when making it, so that it can be made again over a workflow that was derived anew:
 * the expression that it replaced, the default of the input that it renamed, the step that it was put behind.
 */
export interface KeptEdit {
  readonly edit: WorkflowEdit;
  readonly replaced?: Expr;
  readonly value?: Json;
  /** Id of the step before the new place, or null at the front. */
  readonly behind?: Id | null;
}

/** The edit as it is kept; `workflow` is the one that it is about to be made in. */
export function rememberEdit(workflow: Workflow, edit: WorkflowEdit): KeptEdit {
  switch (edit.edit) {
    case 'setValue':
    case 'clearValue':
    case 'makeInput': {
      const replaced = findExpr(workflow, edit.place);
      return replaced === null ? { edit } : { edit, replaced };
    }
    case 'setSource': {
      const list = findExpr(workflow, edit.place);
      return list === null ? { edit } : { edit, replaced: readStages(list).source };
    }
    case 'setStage': {
      const replaced = stageExpr(workflow, edit.place, edit.kind);
      return replaced === null ? { edit } : { edit, replaced };
    }
    case 'renameInput':
    case 'removeInput':
    case 'setInput': {
      const name = edit.edit === 'renameInput' ? edit.from : edit.name;
      const value = workflow.inputs.find((input) => input.name === name)?.default;
      return value === undefined ? { edit } : { edit, value };
    }
    case 'insertStep':
      return { edit, behind: stepBefore(workflow, edit.at, null) };
    case 'moveStep':
      return { edit, behind: stepBefore(workflow, edit.at, edit.step) };
    default:
      return { edit };
  }
}

/** What a stage of the list at a place says: its test, its limit, its first key. Null where there is none. */
export function stageExpr(workflow: Workflow, place: Place, kind: ListStage['kind']): Expr | null {
  const list = findExpr(workflow, place);
  const stage = list && readStages(list).stages.find((candidate) => candidate.kind === kind);
  switch (stage?.kind) {
    case 'where':
      return stage.test;
    case 'unique':
      return stage.by;
    case 'take':
      return stage.count;
    case 'sort':
      return { $: 'sort', in: { $: 'absent' }, as: stage.as, by: stage.by };
    default:
      return null;
  }
}

function stepBefore(workflow: Workflow, at: StepPosition, moved: Id | null): Id | null {
  const before = stepsAt(workflow, at)
    ?.slice(0, at.index)
    .findLast((step) => step.id !== moved);
  return before?.id ?? null;
}

/** The steps among which a position counts, or undefined where there is no such list. */
export function stepsAt(workflow: Workflow, at: Omit<StepPosition, 'index'>): readonly Step[] | undefined {
  if (at.parent === '') return workflow.body;
  const found = findPosition(workflow, at.parent);
  const parent = found?.siblings[found.at.index];
  if (!parent) return undefined;
  const inner = innerBodies(parent).find(({ member }) => member === at.member);
  return inner?.body ?? (parent.do === 'if' && at.member === 'else' ? [] : undefined);
}
