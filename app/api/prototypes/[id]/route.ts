import { z } from 'zod';
import { readSnapshot } from '#lib/studio/calls/read-snapshot.ts';
import { changePrototype } from '#lib/studio/prototypes/change-prototype.ts';
import { deletePrototype } from '#lib/studio/prototypes/delete-prototype.ts';
import { handle } from '../../handle.ts';
import { prototypeFields } from '../prototype-fields.ts';

const params = z.object({ id: prototypeFields.id });

/** Everything the prototype's pages start from: `PrototypeSnapshot`. */
export const GET = handle({ params }, ({ studio, params }) => readSnapshot(studio, params.id));

const body = z.object({
  name: prototypeFields.name.optional(),
  servers: prototypeFields.servers.optional(),
  model: prototypeFields.model.nullable().optional(),
  timeZone: prototypeFields.timeZone.optional(),
  locale: prototypeFields.locale.optional(),
  /** Instructions and gateway policy; `parseChatSettings` reads them. */
  chat: z.record(z.string(), z.json()).optional(),
});

/** Renames it, or chooses its model, servers or chat settings: the new `PrototypeView`. */
export const PATCH = handle({ params, body }, ({ studio, params, body }) =>
  changePrototype(studio, { id: params.id, change: body }),
);

export const DELETE = handle({ params }, ({ studio, params }) => deletePrototype(studio, params.id));
