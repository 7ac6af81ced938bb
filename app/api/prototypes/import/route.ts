import { z } from 'zod';
import { importPrototype } from '#lib/studio/prototypes/import-prototype.ts';
import { handle } from '../../handle.ts';

const body = z.object({
  text: z.string().min(1, 'The file is empty.'),
  name: z.string().trim().min(1).max(200).optional(),
});

/** Makes a prototype of a recorded trace: its `PrototypeView`. */
export const POST = handle({ body, maxBody: 64_000_000 }, ({ studio, body }) => importPrototype(studio, body));
