import { z } from 'zod';
import { listTools } from '#lib/studio/servers/list-tools.ts';
import { aliasSchema } from '#lib/studio/servers/server-schema.ts';
import { handle } from '../../../handle.ts';

const params = z.object({ alias: aliasSchema });

export const GET = handle({ params }, ({ studio, params: { alias } }) => listTools(studio, alias));
