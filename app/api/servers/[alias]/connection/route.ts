import { z } from 'zod';
import { connectServer, disconnectServer } from '#lib/studio/servers/connect-server.ts';
import { aliasSchema } from '#lib/studio/servers/server-schema.ts';
import { handle } from '../../../handle.ts';

const params = z.object({ alias: aliasSchema });
const body = z.object({ consent: z.string().max(200).optional(), wait: z.boolean().default(false) });

export const POST = handle({ params, body }, ({ studio, params: { alias }, body: order }) =>
  connectServer(studio, { alias, ...order }),
);

export const DELETE = handle({ params }, ({ studio, params: { alias } }) => disconnectServer(studio, alias));
