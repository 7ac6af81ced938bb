import type { Keep } from '../keep.ts';
import type { Workflow } from '../workflow.ts';
import { clearValue } from './clear-value.ts';
import { addInput, removeInput, renameInput, setInput } from './edit-inputs.ts';
import { insertStep, moveStep, removeStep, renameStep, replaceStep, setNote } from './edit-steps.ts';
import { makeInput } from './make-input.ts';
import { renameVariable } from './rename-variable.ts';
import { setOption, setTool } from './set-option.ts';
import { setSource, setStage } from './set-stage.ts';
import { setValue } from './set-value.ts';
import { EditRefused, type WorkflowEdit } from './workflow-edit.ts';

/**
 * The workflow after an edit; the one before stays as it was, so that undo is keeping it. Throws `EditRefused` where
 * the edit makes no sense. A result that is well formed but not sound is given back: `validateWorkflow` tells people.
 */
export function applyEdit(workflow: Workflow, edit: WorkflowEdit): Workflow {
  switch (edit.edit) {
    case 'rename': {
      if (edit.name.trim() === '') throw new EditRefused('A workflow needs a name.');
      const { description } = edit;
      return { ...workflow, name: edit.name, ...(description === undefined ? {} : { description }) };
    }
    case 'addInput':
      return addInput(workflow, edit.input, edit.index);
    case 'renameInput':
      return renameInput(workflow, edit.from, edit.to);
    case 'setInput':
      return setInput(workflow, edit);
    case 'removeInput':
      return removeInput(workflow, edit.name);
    case 'setValue':
      return setValue(workflow, edit.place, edit.expr);
    case 'setStage':
      return setStage(workflow, edit);
    case 'setSource':
      return setSource(workflow, edit.place, edit.expr);
    case 'clearValue':
      return clearValue(workflow, edit.place);
    case 'makeInput':
      return makeInput(workflow, edit.place, edit.name);
    case 'renameVariable':
      return renameVariable(workflow, edit.step, edit.from, edit.to);
    case 'setTool':
      return setTool(workflow, edit.step, edit.tool, edit.effect);
    case 'setOption':
      return setOption(workflow, edit.step, edit.option, edit.value);
    case 'renameStep':
      return renameStep(workflow, edit.from, edit.to);
    case 'setNote':
      return setNote(workflow, edit.step, edit.note);
    case 'replaceStep':
      return replaceStep(workflow, edit.step);
    case 'insertStep':
      return insertStep(workflow, edit.step, edit.at);
    case 'removeStep':
      return removeStep(workflow, edit.step);
    case 'moveStep':
      return moveStep(workflow, edit.step, edit.at);
    case 'setTrigger':
      return { ...workflow, trigger: edit.trigger };
    case 'setKeep':
      return setKeep(workflow, edit.keep);
    default:
      throw unknownEdit(edit);
  }
}

function setKeep({ keep: _, ...workflow }: Workflow, keep: Keep | undefined): Workflow {
  return keep === undefined || keep.rules.length === 0 ? workflow : { ...workflow, keep };
}

function unknownEdit(edit: never): Error {
  return new EditRefused(`There is no edit ${JSON.stringify(edit)}.`);
}
