import { z } from 'zod';
import { settleApproval } from '#lib/studio/calls/settle-approval.ts';
import { StudioError } from '#lib/studio/studio-error.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id, approval: z.string().max(100) });

const body = z.object({
  approve: z.boolean(),
  scope: z.enum(['once', 'tool']).optional(),
  reason: z.string().max(2_000).optional(),
});

/** The user's answer to an approval. */
export const POST = handle({ params, body }, async ({ studio, params, body }) => {
  const settled = await settleApproval(studio, {
    prototypeId: params.id,
    approvalId: params.approval,
    answer: body,
  });
  if (!settled) throw new StudioError('conflict', 'This approval was answered already, or its call has ended.');
  return settled;
});
