import { z } from 'zod';
import { checkWorkflow } from '#lib/studio/workflow/check-workflow.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });
const query = z.object({ version: z.coerce.number().int().positive().optional() });

/** The verification ladder of a version, run now where it was not: `ProofCheck[]`. */
export const GET = handle({ params, query }, ({ studio, params, query }) =>
  checkWorkflow(studio, { prototypeId: params.id, version: query.version }),
);
