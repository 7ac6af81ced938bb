import { ExpressionError } from './expression-error.ts';

const VERSION = /^(v?)(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?:[-+][0-9A-Za-z.+-]+)?$/;

/**
 * The version after one: `major` 2.0.0, `minor` 1.5.0, `patch` 1.4.3 of `1.4.2`. A `v` in front stays, what marks a
 * pre-release or a build goes, and a version of two numbers stays one. Null where the text is no version.
 */
export function nextVersion(text: string | null | undefined, part: string): string | null {
  if (part !== 'major' && part !== 'minor' && part !== 'patch')
    throw new ExpressionError(`nextVersion knows major, minor and patch, not "${part}".`);
  const found = typeof text === 'string' ? VERSION.exec(text) : null;
  if (found === null) return null;
  const [, lead = '', major = '', minor = '', patch] = found;
  if (part === 'patch') return patch === undefined ? null : `${lead}${major}.${minor}.${Number(patch) + 1}`;
  const start = part === 'major' ? `${Number(major) + 1}.0` : `${major}.${Number(minor) + 1}`;
  return `${lead}${start}${patch === undefined ? '' : '.0'}`;
}
