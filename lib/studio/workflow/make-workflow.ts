import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { KeptEdit } from '#core/workflow/edit/kept-edit.ts';
import type { Answers } from '#core/workflow/question.ts';
import { readTrace } from '../calls/read-trace.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { inferInWorker } from './infer-in-worker.ts';

/**
 * Derives the workflow of a prototype from its recording and keeps it as a new version. Answers given before hold on,
 * and what was changed by hand is made again over it; an edit that fits no more is a finding. `edits` takes the place
 * of those kept so far. Throws a `StudioError`: not-found, or refused where the recording holds no workflow, with the
 * finding that says why.
 */
export async function makeWorkflow(
  studio: Studio,
  order: { readonly prototypeId: string; readonly answers?: Answers; readonly edits?: readonly KeptEdit[] },
): Promise<WorkflowView> {
  const { prototypeId } = order;
  const [trace, latest] = await Promise.all([
    readTrace(studio, prototypeId),
    studio.store.workflows.latest(prototypeId),
  ]);
  const answers = { ...latest?.answers, ...order.answers };
  const edits = order.edits ?? latest?.edits ?? [];
  const inferred = await inferInWorker(studio, { do: 'infer', traces: [trace], answers, edits });
  const { workflow, evidence, questions, findings, proof } = inferred;
  if (!workflow) {
    const reason = findings.map((finding) => finding.message).join(' ');
    throw new StudioError('refused', reason || 'No workflow could be derived from this recording.', {
      advice: 'Record a session that does the whole job once, then make the workflow again.',
    });
  }
  const made = await studio.store.workflows.append(prototypeId, {
    how: order.edits ? 'edited' : order.answers ? 'answered' : 'inferred',
    workflow,
    evidence,
    questions,
    answers,
    edits,
    findings,
    proof,
    seen: Math.max(0, ...trace.calls.map((call) => call.ended)),
  });
  studio.events.publish(prototypeId, { type: 'workflow-changed', version: made.version });
  return made;
}
