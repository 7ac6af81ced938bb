import { z } from 'zod';
import { listSecrets } from '#lib/studio/settings/read-settings.ts';
import { StudioError } from '#lib/studio/studio-error.ts';
import { handle } from '../handle.ts';

const name = z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'A secret’s name has 1 to 100 letters, digits, _, . and -.');

/** Names and who uses them: `SecretUse[]`. Values are never shown again. */
export const GET = handle({}, ({ studio }) => listSecrets(studio));

/** Adds a secret or replaces its value. */
export const POST = handle(
  { body: z.object({ name, value: z.string().min(1, 'The value is empty.').max(100_000) }) },
  async ({ studio, body }) => {
    await studio.store.secrets.put(body.name, body.value);
    return listSecrets(studio);
  },
);

export const DELETE = handle({ body: z.object({ name }) }, async ({ studio, body }) => {
  if (!(await studio.store.secrets.remove(body.name)))
    throw new StudioError('not-found', `There is no secret "${body.name}".`);
  return listSecrets(studio);
});
