import { z } from 'zod';
import { createPrototype } from '#lib/studio/prototypes/create-prototype.ts';
import { createSample } from '#lib/studio/prototypes/create-sample.ts';
import { listPrototypes } from '#lib/studio/prototypes/list-prototypes.ts';
import { handle } from '../handle.ts';
import { prototypeFields } from './prototype-fields.ts';

/** Every prototype as its card shows it: `PrototypeSummary[]`. */
export const GET = handle({}, ({ studio }) => listPrototypes(studio));

const body = z
  .object({
    name: prototypeFields.name.optional(),
    servers: prototypeFields.servers.optional(),
    model: prototypeFields.model.optional(),
    timeZone: prototypeFields.timeZone.optional(),
    locale: prototypeFields.locale.optional(),
    /** The shipped sample with its recording; the other members do not count then. */
    sample: z.boolean().optional(),
  })
  .default({});

/** Makes a prototype: its `PrototypeView`. */
export const POST = handle({ body }, ({ studio, body: { sample, ...wish } }) =>
  sample ? createSample(studio) : createPrototype(studio, wish),
);
