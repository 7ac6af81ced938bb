import { z } from 'zod';
import { askOutsideAgents } from '#lib/studio/gateway/ask-outside-agents.ts';
import { removeProvider, saveProvider, setDefaultModel } from '#lib/studio/models/change-models.ts';
import { readSettings } from '#lib/studio/settings/read-settings.ts';
import { handle } from '../handle.ts';

const providerId = z
  .string()
  .regex(/^[a-z0-9_-]{1,30}$/, 'A provider’s name has 1 to 30 of a-z, 0-9, _ and -.')
  .refine((id) => id !== 'scripted', 'This name belongs to the sample’s script.');

const body = z.union([
  z.object({
    provider: z.object({
      id: providerId,
      protocol: z.enum(['openai', 'anthropic', 'compatible']),
      api: z.enum(['responses', 'chat']).optional(),
      name: z.string().trim().min(1).max(60).optional(),
      baseUrl: z
        .url({ protocol: /^https?$/, error: 'The base URL must begin with http:// or https://.' })
        .max(2000)
        .optional(),
      key: z.string().trim().min(1).max(10_000).nullable().optional(),
    }),
  }),
  z.object({ removeProvider: providerId }),
  z.object({ defaultModel: z.string().min(3).max(300).nullable() }),
  z.object({ gatewayAsks: z.string().min(1).max(100) }),
]);

/** `SettingsView`; no secret's value is in it. */
export const GET = handle({}, ({ studio }) => readSettings(studio));

/** One change, to the models or to an exception from approvals: the new `SettingsView`. */
export const PATCH = handle({ body }, async ({ studio, body }) => {
  if ('provider' in body) await saveProvider(studio, body.provider);
  else if ('removeProvider' in body) await removeProvider(studio, body.removeProvider);
  else if ('gatewayAsks' in body) await askOutsideAgents(studio, body.gatewayAsks);
  else await setDefaultModel(studio, body.defaultModel);
  return readSettings(studio);
});
