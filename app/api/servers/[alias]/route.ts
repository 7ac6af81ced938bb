import { z } from 'zod';
import { acceptTools } from '#lib/studio/servers/pin-tools.ts';
import { removeServer, updateServer } from '#lib/studio/servers/register-server.ts';
import { aliasSchema, effectSchema, registrationSchema } from '#lib/studio/servers/server-schema.ts';
import { setToolEffect } from '#lib/studio/servers/set-tool-effect.ts';
import { viewServer } from '#lib/studio/servers/view-server.ts';
import { handle } from '../../handle.ts';

const params = z.object({ alias: aliasSchema });

const change = z.union([
  z.object({ effect: z.object({ tool: z.string().min(1), class: effectSchema.nullable() }) }),
  z.object({ accept: z.array(z.string().min(1)).min(1).max(2000) }),
  registrationSchema,
]);

export const GET = handle({ params }, ({ studio, params: { alias } }) => viewServer(studio, alias));

/** One of: a tool's class, acceptance of changed tools, or another way to reach the server (its alias stays). */
export const PATCH = handle({ params, body: change }, async ({ studio, params: { alias }, body }) => {
  if ('effect' in body) await setToolEffect(studio, { alias, tool: body.effect.tool, effect: body.effect.class });
  else if ('accept' in body) await acceptTools(studio, alias, body.accept);
  else return updateServer(studio, { ...body, config: { ...body.config, alias } });
  return viewServer(studio, alias);
});

export const DELETE = handle({ params }, ({ studio, params: { alias } }) => removeServer(studio, alias));
