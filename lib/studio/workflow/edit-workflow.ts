import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { countProof } from '#core/workflow/count-proof.ts';
import { applyEdit } from '#core/workflow/edit/apply-edit.ts';
import { evidenceAfterEdit } from '#core/workflow/edit/edit-evidence.ts';
import { rememberEdit } from '#core/workflow/edit/kept-edit.ts';
import { answersAfterEdit } from '#core/workflow/edit/settled-questions.ts';
import type { WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import { parseWorkflow } from '#core/workflow/parse-workflow.ts';
import { RULE_NAMES, validateWorkflow } from '#core/workflow/validate-workflow.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { makeWorkflow } from './make-workflow.ts';
import { readWorkflow } from './read-workflow.ts';

/**
 * Makes one change by hand and keeps the outcome as a new version, and the change itself for the next derivation.
 * Evidence of what was changed says so, and a question about it is settled. The checks of the version before say
 * nothing of this one: `checkWorkflow` runs them. Throws a `StudioError`: invalid where the edit cannot be made or
 * would leave something that is no workflow; a workflow that is only unsound is kept, with its findings.
 */
export async function editWorkflow(
  studio: Studio,
  { prototypeId, edit }: { readonly prototypeId: string; readonly edit: WorkflowEdit },
): Promise<WorkflowView> {
  const latest = await readWorkflow(studio, { prototypeId });
  const workflow = edited(latest.workflow, edit);
  const { tools } = await studio.store.traces.catalogue(prototypeId);
  const evidence = evidenceAfterEdit(latest.evidence, workflow, edit);
  const kept = rememberEdit(latest.workflow, edit);
  const told = latest.findings.filter(({ rule }) => !RULE_NAMES.has(rule) && !rule.startsWith('proof-'));
  const made = await studio.store.workflows.append(prototypeId, {
    how: 'edited',
    workflow,
    evidence,
    questions: latest.questions,
    answers: answersAfterEdit(latest.answers, latest.questions, kept, workflow),
    edits: [...latest.edits, kept],
    findings: [...validateWorkflow(workflow, tools), ...told],
    proof: { ...countProof(evidence), checks: [] },
  });
  studio.events.publish(prototypeId, { type: 'workflow-changed', version: made.version });
  return made;
}

/**
 * Takes one change by hand back, whatever came after it: the workflow is derived anew and all others are made again.
 * Throws a `StudioError`: not-found for an edit that is not kept.
 */
export async function forgetEdit(
  studio: Studio,
  { prototypeId, index }: { readonly prototypeId: string; readonly index: number },
): Promise<WorkflowView> {
  const { edits } = await readWorkflow(studio, { prototypeId });
  if (index >= edits.length) throw new StudioError('not-found', 'This change is not kept any more.');
  return makeWorkflow(studio, { prototypeId, edits: edits.toSpliced(index, 1) });
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
