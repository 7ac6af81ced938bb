import { z } from 'zod';
import { callTool } from '#lib/studio/calls/call-tool.ts';
import { cutAnswer } from '#lib/studio/calls/cut-result.ts';
import { requirePrototype } from '#lib/studio/prototypes/prototype-view.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

const body = z.object({
  server: z.string().min(1).max(40),
  tool: z.string().min(1).max(300),
  args: z.record(z.string(), z.json()),
});

/**
 * A call by hand, recorded like any other: answers with the `TraceCall` when it is over. The click is its approval. A
 * result over 2 MB is recorded whole and answered with its beginning.
 */
export const POST = handle({ params, body, maxBody: 10_000_000 }, async ({ studio, params, body }) => {
  await requirePrototype(studio, params.id);
  return cutAnswer(await callTool(studio, { prototypeId: params.id, origin: 'hand', ...body }));
});
