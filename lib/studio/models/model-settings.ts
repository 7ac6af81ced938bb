import * as z from 'zod';
import type { Studio } from '../studio.ts';

const providerSchema = z.object({
  protocol: z.enum(['openai', 'anthropic', 'compatible']),
  /** Of OpenAI's two APIs; see `ModelEndpoint`. */
  api: z.enum(['responses', 'chat']).optional(),
  /** For people; the id is shown where absent. */
  name: z.string().max(60).optional(),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Name of the secret that holds the API key. */
  secret: z.string().optional(),
});

export const modelSettingsSchema = z.object({
  /** `provider:model` for prototypes that name none. */
  default: z.string().nullable().default(null),
  /** By id: `openai`, `anthropic`, or a name of the user's own. Ids hold no colon. */
  providers: z.record(z.string().regex(/^[a-z0-9_-]{1,30}$/), providerSchema).default({}),
});

/** The value of the setting `models`. */
export type ModelSettings = z.infer<typeof modelSettingsSchema>;

export type ProviderSettings = ModelSettings['providers'][string];

/** Never rejects for a broken value: it counts as none. */
export async function readModelSettings(studio: Studio): Promise<ModelSettings> {
  const parsed = modelSettingsSchema.safeParse((await studio.store.settings.get('models')) ?? {});
  return parsed.success ? parsed.data : { default: null, providers: {} };
}
