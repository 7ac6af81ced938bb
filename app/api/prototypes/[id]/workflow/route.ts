import { z } from 'zod';
import { answerQuestions } from '#lib/studio/workflow/answer-questions.ts';
import { editWorkflow, forgetEdit } from '#lib/studio/workflow/edit-workflow.ts';
import { makeWorkflow } from '#lib/studio/workflow/make-workflow.ts';
import { readWorkflow } from '#lib/studio/workflow/read-workflow.ts';
import { restoreWorkflow } from '#lib/studio/workflow/restore-workflow.ts';
import { workflowEditSchema } from '#lib/studio/workflow/workflow-edit-schema.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });
const query = z.object({ version: z.coerce.number().int().positive().optional() });

/** A version of the workflow, the latest where none is named: `WorkflowView`. */
export const GET = handle({ params, query }, ({ studio, params, query }) =>
  readWorkflow(studio, { prototypeId: params.id, version: query.version }),
);

/** Derives the workflow from the recording: the new `WorkflowView`. */
export const POST = handle({ params }, ({ studio, params }) => makeWorkflow(studio, { prototypeId: params.id }));

const body = z.union([
  z.object({ answers: z.record(z.string().max(100), z.string().max(200)) }),
  z.object({ restore: z.number().int().positive() }),
  z.object({ edit: workflowEditSchema }),
  z.object({ forget: z.number().int().nonnegative() }),
]);

/** Answers questions, changes something by hand or takes a change back, or brings an earlier version back: the new `WorkflowView`. */
export const PATCH = handle({ params, body }, ({ studio, params, body }) => {
  const prototypeId = params.id;
  if ('answers' in body) return answerQuestions(studio, { prototypeId, answers: body.answers });
  if ('edit' in body) return editWorkflow(studio, { prototypeId, edit: body.edit });
  if ('forget' in body) return forgetEdit(studio, { prototypeId, index: body.forget });
  return restoreWorkflow(studio, { prototypeId, version: body.restore });
});
