import * as z from 'zod';
import type { JsonObject } from '#core/json/json.ts';

const schema = z.object({
  /** Said to the model after the studio's own instructions. */
  instructions: z.string().max(20_000).optional().catch(undefined),
  /** Whether writes of an outside agent wait for approval in the studio. */
  gateway: z.enum(['ask', 'allow']).catch('ask').default('ask'),
});

/** A prototype's own settings of its chat and gateway, as kept in `PrototypeRecord.chat`. */
export type ChatSettings = z.infer<typeof schema>;

/** Never throws: members that are missing or broken take their defaults. */
export function parseChatSettings(chat: JsonObject): ChatSettings {
  return schema.parse(chat);
}
