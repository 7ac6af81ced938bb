import { z } from 'zod';
import { listWorkflowVersions } from '#lib/studio/workflow/read-workflow.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** All kept versions, newest first: `WorkflowVersionEntry[]`. */
export const GET = handle({ params }, ({ studio, params }) => listWorkflowVersions(studio, params.id));
