import { z } from 'zod';
import { listPrompts } from '#lib/studio/servers/list-offers.ts';
import { aliasSchema } from '#lib/studio/servers/server-schema.ts';
import { handle } from '../../../handle.ts';

const params = z.object({ alias: aliasSchema });

export const GET = handle({ params }, ({ studio, params: { alias } }) => listPrompts(studio, alias));
