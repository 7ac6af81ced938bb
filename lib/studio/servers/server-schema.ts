import * as z from 'zod';

const configValue = z.union([z.string().max(20_000), z.object({ secret: z.string().min(1).max(100) })]);
const values = z.record(z.string().min(1).max(200), configValue);

export const aliasSchema = z.string().regex(/^[a-z0-9_-]{1,20}$/, 'A name has 1 to 20 of a-z, 0-9, _ and -.');

export const effectSchema = z.enum(['read', 'write', 'destroy']);

const transportSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stdio'),
    command: z.string().trim().min(1, 'The command is missing.').max(4000),
    args: z.array(z.string().max(20_000)).max(500),
    cwd: z.string().max(4000).optional(),
    env: values,
  }),
  z.object({
    kind: z.enum(['http', 'sse']),
    // Variables such as `${HOST}` are filled in when it connects, so this is not a URL yet.
    url: z
      .string()
      .trim()
      .regex(/^(https?:\/\/\S|\$\{)/i, 'The URL must begin with http:// or https://.')
      .max(8000),
    headers: values,
    oauth: z.object({ clientId: z.string().trim().min(1).max(2000), clientSecret: configValue.optional() }).optional(),
  }),
]);

export const serverConfigSchema = z.object({
  alias: aliasSchema,
  transport: transportSchema,
  era: z.enum(['auto', 'modern', 'legacy']).default('auto'),
  effects: z.record(z.string(), effectSchema).default({}),
});

/** What a page sends to add a server, or to change how one is reached. */
export const registrationSchema = z.object({
  config: serverConfigSchema,
  secrets: z
    .array(
      z.object({
        place: z.enum(['env', 'headers', 'args', 'url', 'oauth']),
        key: z.string().min(1).max(200),
        name: z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'A secret’s name has letters, digits, _, . and -.'),
        value: z.string().min(1).max(100_000).optional(),
      }),
    )
    .max(100)
    .default([]),
});
