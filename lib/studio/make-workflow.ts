import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { Answers } from '#core/workflow/question.ts';
import { carryNames } from './carry-names.ts';
import { inferInWorker } from './infer-in-worker.ts';
import { readTrace } from './read-trace.ts';
import type { Studio } from './studio.ts';
import { StudioError } from './studio-error.ts';

/**
 * Derives the workflow of a prototype from its recording and keeps it as a new version. Answers given before hold on,
 * and so do names that the user gave to inputs. Throws a `StudioError`: not-found, or refused where the recording holds
 * no workflow, with the finding that says why.
 */
export async function makeWorkflow(
  studio: Studio,
  { prototypeId, answers }: { readonly prototypeId: string; readonly answers?: Answers },
): Promise<WorkflowView> {
  const [trace, latest] = await Promise.all([
    readTrace(studio, prototypeId),
    studio.store.workflows.latest(prototypeId),
  ]);
  const all = { ...latest?.answers, ...answers };
  const inferred = await inferInWorker(studio, { traces: [trace], answers: all });
  if (!inferred.workflow) {
    const reason = inferred.findings.map((finding) => finding.message).join(' ');
    throw new StudioError('refused', reason || 'No workflow could be derived from this recording.', {
      advice: 'Record a session that does the whole job once, then make the workflow again.',
    });
  }
  const { evidence, questions, findings, proof } = inferred;
  const made = await studio.store.workflows.append(prototypeId, {
    how: answers ? 'answered' : 'inferred',
    workflow: carryNames(latest?.workflow ?? null, inferred.workflow),
    evidence,
    questions,
    answers: all,
    findings,
    proof,
    seen: Math.max(0, ...trace.calls.map((call) => call.ended)),
  });
  studio.events.publish(prototypeId, { type: 'workflow-changed', version: made.version });
  return made;
}
