import { z } from 'zod';
import { readKeep } from '#lib/studio/keep/read-keep.ts';
import { switchKeep } from '#lib/studio/keep/switch-keep.ts';
import { handle } from '../../../handle.ts';
import { prototypeFields } from '../../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** How the prototype is kept, and how it could be: `KeepView`. */
export const GET = handle({ params }, ({ studio, params }) => readKeep(studio, { prototypeId: params.id }));

const body = z.object({
  switch: z.enum(['off', 'on', 'always']),
  inputs: z.record(z.string(), z.json()).optional(),
});

/** Switches standing passes on or off: the new `KeepView`. */
export const PATCH = handle({ params, body }, ({ studio, params, body }) =>
  switchKeep(studio, { prototypeId: params.id, ...body }),
);
