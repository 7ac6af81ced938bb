import { z } from 'zod';
import { printWorkflowCode } from '#lib/studio/workflow/print-workflow-code.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });
const query = z.object({ version: z.coerce.number().int().positive().optional() });

/** The workflow as an export prints it: `WorkflowCode`. */
export const GET = handle({ params, query }, ({ studio, params, query }) =>
  printWorkflowCode(studio, { prototypeId: params.id, version: query.version }),
);
