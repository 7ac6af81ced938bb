import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { applyEdit } from '#core/workflow/edit/apply-edit.ts';
import type { WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import type { Evidence, ValueOrigin } from '#core/workflow/evidence.ts';
import { parseWorkflow } from '#core/workflow/parse-workflow.ts';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import { allSteps } from '#core/workflow/walk.ts';
import type { Expr, Workflow } from '#core/workflow/workflow.ts';
import { readWorkflow } from './read-workflow.ts';
import type { Studio } from './studio.ts';
import { StudioError } from './studio-error.ts';

/**
 * Makes one change by hand and keeps the outcome as a new version. Evidence of what was changed says so. Throws a
 * `StudioError`: invalid where the edit cannot be made or would leave something that is no workflow; a workflow that is
 * only unsound is kept, with its findings.
 */
export async function editWorkflow(
  studio: Studio,
  { prototypeId, edit }: { readonly prototypeId: string; readonly edit: WorkflowEdit },
): Promise<WorkflowView> {
  const latest = await readWorkflow(studio, { prototypeId });
  const workflow = edited(latest.workflow, edit);
  const { tools } = await studio.store.traces.catalogue(prototypeId);
  const evidence = evidenceAfter(latest.evidence, workflow, edit);
  const statuses = evidence.values.map((value) => value.status);
  const made = await studio.store.workflows.append(prototypeId, {
    how: 'edited',
    workflow,
    evidence,
    questions: latest.questions,
    answers: latest.answers,
    findings: validateWorkflow(workflow, tools),
    proof: {
      ...latest.proof,
      proved: statuses.filter((status) => status === 'proved').length,
      asked: statuses.filter((status) => status === 'asked').length,
      assumed: statuses.filter((status) => status === 'assumed').length,
    },
  });
  studio.events.publish(prototypeId, { type: 'workflow-changed', version: made.version });
  return made;
}

function edited(workflow: Workflow, edit: WorkflowEdit): Workflow {
  try {
    // Through its JSON: what came over the wire is only as good as the parser finds it.
    return parseWorkflow(JSON.parse(JSON.stringify(applyEdit(workflow, edit))));
  } catch (error) {
    // Both say in one sentence what is wrong; anything else is a broken edit all the same.
    throw new StudioError('invalid', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function evidenceAfter(evidence: Evidence, workflow: Workflow, edit: WorkflowEdit): Evidence {
  switch (edit.edit) {
    case 'setValue': {
      const { step, slot } = edit.place;
      const elsewhere = evidence.values.filter(
        ({ place }) => place.step !== step || !slot.every((key, index) => place.slot[index] === key),
      );
      const by = {
        place: edit.place,
        origin: originOf(edit.expr),
        status: 'edited' as const,
        summary: 'Set by hand',
        facts: [],
        alternatives: [],
      };
      return { ...evidence, values: [...elsewhere, by] };
    }
    case 'renameStep': {
      const named = (id: string) => (id === edit.from ? edit.to : id);
      return {
        ...evidence,
        values: evidence.values.map((value) => ({
          ...value,
          place: { ...value.place, step: named(value.place.step) },
        })),
        notes: evidence.notes.map((note) => ({ ...note, step: named(note.step) })),
      };
    }
    default: {
      const steps = new Set(['', ...allSteps(workflow.body).map((step) => step.id)]);
      return {
        ...evidence,
        values: evidence.values.filter((value) => steps.has(value.place.step)),
        notes: evidence.notes.filter((note) => steps.has(note.step)),
      };
    }
  }
}

function originOf(expr: Expr): ValueOrigin {
  if (expr.$ === 'lit' || expr.$ === 'absent') return 'constant';
  if (expr.$ === 'ref') return expr.of === 'input' || expr.of === 'config' ? 'input' : 'reference';
  return expr.$ === 'get' ? originOf(expr.from) : 'computed';
}
