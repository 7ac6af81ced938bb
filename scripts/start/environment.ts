import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

export interface StartSettings {
  readonly port: number;
  readonly home: string;
  readonly databaseUrl: string | null;
  readonly launchToken: string | null;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

const environment = z.object({
  PORT: z.coerce
    .number({ error: 'PORT must be a number from 1 to 65535.' })
    .int('PORT must be a number from 1 to 65535.')
    .min(1, 'PORT must be a number from 1 to 65535.')
    .max(65535, 'PORT must be a number from 1 to 65535.')
    .default(4317),
  HOST: z
    .string()
    .refine((host) => LOOPBACK.includes(host), {
      error: 'HOST may only be 127.0.0.1: whoever reaches the studio can start programs on this machine.',
    })
    .optional(),
  TRACEWRIGHT_HOME: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgresql:// (or be unset for the embedded database).')
    .optional(),
  TRACEWRIGHT_LAUNCH_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,}$/, 'TRACEWRIGHT_LAUNCH_TOKEN needs at least 16 letters, digits, _ or -.')
    .optional(),
});

/** Settings from the environment; an empty variable counts as unset. Throws `StartError` with one line. */
export function parseSettings(variables: Readonly<Record<string, string | undefined>>): StartSettings {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(present);
  if (!parsed.success) throw new StartError(parsed.error.issues[0]?.message ?? 'The settings are not valid.', 2);
  const { PORT, TRACEWRIGHT_HOME, DATABASE_URL, TRACEWRIGHT_LAUNCH_TOKEN } = parsed.data;
  return {
    port: PORT,
    home: resolve(TRACEWRIGHT_HOME ?? defaultHome(variables)),
    databaseUrl: DATABASE_URL ?? null,
    launchToken: TRACEWRIGHT_LAUNCH_TOKEN ?? null,
  };
}

/** Where programs keep their data on this platform. */
function defaultHome(variables: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32')
    return join(variables.LOCALAPPDATA || join(homedir(), 'AppData/Local'), 'Tracewright');
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/Tracewright');
  return join(variables.XDG_DATA_HOME || join(homedir(), '.local/share'), 'tracewright');
}
