import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import { describeExpr } from '../describe-expr.ts';
import type { Evidence } from '../evidence.ts';
import { findExpr, stepsById } from '../find-step.ts';
import type { Finding } from '../finding.ts';
import type { Expr, Workflow } from '../workflow.ts';
import { applyEdit } from './apply-edit.ts';
import { describeEdit } from './describe-edit.ts';
import { evidenceAfterEdit } from './edit-evidence.ts';
import { type KeptEdit, stageExpr, stepsAt } from './kept-edit.ts';
import { type ListStage, readStages } from './list-stages.ts';
import { EditRefused, type StepPosition, type WorkflowEdit } from './workflow-edit.ts';

export interface Edited {
  readonly workflow: Workflow;
  readonly evidence: Evidence;
  /** Edits that could not be made again, and those that now stand over something else. */
  readonly findings: readonly Finding[];
}

/**
 * Makes the edits of a person again over a workflow that was derived anew, in their order. What the person said stands;
 * where the recording or an answer now says something else at that place, a note tells so. An edit whose place is gone
 * is left out with a warning and stays kept: it holds again where its place comes back.
 */
export function reapplyEdits(
  derived: { readonly workflow: Workflow; readonly evidence: Evidence },
  edits: readonly KeptEdit[],
): Edited {
  return edits.reduce<Edited>((before, kept) => reapply(before, kept), { ...derived, findings: [] });
}

function reapply(before: Edited, kept: KeptEdit): Edited {
  const fitted = fitEdit(before.workflow, kept);
  if (fitted === 'done') return before;
  try {
    if (fitted === 'gone') throw new EditRefused('what it changes is not there any more.');
    const workflow = applyEdit(before.workflow, fitted);
    const over = overridden(before.workflow, kept);
    const note: Finding[] = over
      ? [
          {
            rule: 'kept-edits',
            severity: 'note',
            message: `Your change stands: ${describeEdit(kept.edit)}. The recording and your answers would have it: ${over}.`,
            ...('place' in kept.edit ? { place: kept.edit.place } : {}),
          },
        ]
      : [];
    return {
      workflow,
      evidence: evidenceAfterEdit(before.evidence, workflow, fitted),
      findings: [...before.findings, ...note],
    };
  } catch (error) {
    if (!(error instanceof EditRefused)) throw error;
    const message = `Your change could not be made again: ${describeEdit(kept.edit)}. Reason: ${error.message}`;
    return { ...before, findings: [...before.findings, { rule: 'kept-edits', severity: 'warning', message }] };
  }
}

/** The edit for this workflow: names and positions moved along. `done` where it holds already, `gone` where it cannot. */
function fitEdit(workflow: Workflow, { edit, value, behind }: KeptEdit): WorkflowEdit | 'done' | 'gone' {
  switch (edit.edit) {
    case 'renameInput': {
      const from = inputCalled(workflow, edit.from, value);
      if (from === edit.to) return 'done';
      return from === null ? 'gone' : { ...edit, from };
    }
    case 'setInput':
    case 'removeInput': {
      const name = inputCalled(workflow, edit.name, value);
      return name === null ? (edit.edit === 'removeInput' ? 'done' : 'gone') : { ...edit, name };
    }
    case 'addInput':
      return workflow.inputs.some((input) => input.name === edit.input.name) ? 'done' : edit;
    case 'removeStep':
      return stepsById(workflow).has(edit.step) ? edit : 'done';
    case 'insertStep':
    case 'moveStep': {
      const at = positionBehind(workflow, edit.at, behind ?? null);
      return at === null ? 'gone' : { ...edit, at };
    }
    case 'clearValue':
      return findExpr(workflow, edit.place) === null ? 'done' : edit;
    default:
      return edit;
  }
}

/** The input of that name, or else the only one with the value that it had. */
function inputCalled(workflow: Workflow, name: string, value: Json | undefined): string | null {
  if (workflow.inputs.some((input) => input.name === name)) return name;
  const alike = workflow.inputs.filter((input) => value !== undefined && jsonEqual(input.default, value));
  return alike.length === 1 ? (alike[0]?.name ?? null) : null;
}

function positionBehind(workflow: Workflow, at: StepPosition, behind: string | null): StepPosition | null {
  const siblings = stepsAt(workflow, at);
  if (!siblings) return null;
  const index = siblings.findIndex((step) => step.id === behind);
  if (index >= 0) return { ...at, index: index + 1 };
  return { ...at, index: behind === null ? 0 : Math.min(at.index, siblings.length) };
}

/** What stands at the edit's place now, in words, where that is neither what the person saw there nor what they set. */
function overridden(workflow: Workflow, { edit, replaced }: KeptEdit): string | null {
  if (!replaced) return null;
  switch (edit.edit) {
    case 'setValue': {
      const now = findExpr(workflow, edit.place);
      return now === null || sameExpr(now, replaced) || sameExpr(now, edit.expr) ? null : describeExpr(now);
    }
    case 'setSource': {
      const list = findExpr(workflow, edit.place);
      const now = list && readStages(list).source;
      return now === null || sameExpr(now, replaced) || sameExpr(now, edit.expr) ? null : describeExpr(now);
    }
    case 'setStage': {
      const now = stageExpr(workflow, edit.place, edit.kind);
      if (now === null || sameExpr(now, replaced)) return null;
      const list = findExpr(workflow, edit.place);
      const stage = list && readStages(list).stages.find(({ kind }) => kind === edit.kind);
      return stage && JSON.stringify(stage) !== JSON.stringify(edit.stage) ? stageText(stage) : null;
    }
    default:
      return null;
  }
}

function stageText(stage: ListStage): string {
  const unsaid = stage.kind === 'take' ? undefined : { items: new Set([stage.as]) };
  switch (stage.kind) {
    case 'where':
      return describeExpr(stage.test, unsaid);
    case 'unique':
      return describeExpr(stage.by, unsaid);
    case 'sort':
      return stage.by.map(({ key }) => describeExpr(key, unsaid)).join(', then ');
    case 'take':
      return describeExpr(stage.count);
  }
}

function sameExpr(left: Expr, right: Expr): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
