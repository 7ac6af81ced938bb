import type { Origin } from '../program/program.ts';

/** `Recorded as c2, c3, c4 and 3 more`, or null where no call stands behind it. Ids are plain names, see `originOf`. */
export function printOrigin({ calls, more }: Origin): string | null {
  if (calls.length === 0) return null;
  return `Recorded as ${calls.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
