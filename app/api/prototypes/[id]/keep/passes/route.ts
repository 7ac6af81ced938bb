import { z } from 'zod';
import { passOnce } from '#lib/studio/keep/pass-once.ts';
import { handle } from '../../../../handle.ts';
import { prototypeFields } from '../../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });
const body = z.object({
  mode: z.enum(['plan', 'apply']),
  inputs: z.record(z.string(), z.json()).default({}),
});

/** One pass, to its end: its `KeepReport`. A `plan` changes nothing. */
export const POST = handle({ params, body }, ({ studio, params, body }) =>
  passOnce(studio, { prototypeId: params.id, ...body }),
);
