import { z } from 'zod';
import { allowTool } from '#lib/studio/calls/allow-tool.ts';
import { requirePrototype } from '#lib/studio/prototypes/prototype-view.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

const body = z.object({
  server: z.string().min(1).max(40),
  tool: z.string().min(1).max(300),
  allowed: z.boolean(),
});

/** "Always allow this tool in this prototype", or takes that back. */
export const PATCH = handle({ params, body }, async ({ studio, params, body }) => {
  await requirePrototype(studio, params.id);
  const { server, tool, allowed } = body;
  await allowTool(studio, { prototypeId: params.id, tool: { server, tool }, allowed });
});
