import { z } from 'zod';

/** What may be said of a prototype from outside. */
export const prototypeFields = {
  id: z.string().min(1).max(100),
  name: z
    .string()
    .trim()
    .min(1, 'A name has at least one character.')
    .max(200, 'A name has at most 200 characters.')
    // Postgres text holds every character but this one.
    .refine((name) => !name.includes('\0'), 'A name holds no NUL character.'),
  servers: z.array(z.string().regex(/^[a-z0-9_-]{1,20}$/, 'A server alias is 1 to 20 of a-z, 0-9, _ and -.')).max(100),
  model: z.string().min(1).max(300),
  timeZone: z.string().max(100).refine(isTimeZone, 'This time zone is not known.'),
  locale: z.string().max(50).refine(isLocale, 'This is not a language tag.'),
};

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
