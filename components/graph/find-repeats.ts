/** A stretch in which the same things come again and again: `length` of them from `start` on, the same every `period`. */
export interface Repeat {
  readonly start: number;
  readonly period: number;
  /** Includes a last turn that is only begun. */
  readonly length: number;
}

/** Longer patterns are seldom, and hard to see as one. */
const LONGEST = 4;

/**
 * Where a sequence repeats itself, at least twice in full, with a period of two or more: `get create get create`. Null
 * equals nothing. Shorter periods win; what is part of one repeat is part of no other.
 */
export function findRepeats(signatures: readonly (string | null)[]): readonly Repeat[] {
  const repeats: Repeat[] = [];
  for (let start = 0; start < signatures.length; ) {
    const found = repeatAt(signatures, start);
    if (found) repeats.push(found);
    start += found?.length ?? 1;
  }
  return repeats;
}

function repeatAt(signatures: readonly (string | null)[], start: number): Repeat | null {
  for (let period = 2; period <= LONGEST; period += 1) {
    let at = start;
    while (at + period < signatures.length && signatures[at] !== null && signatures[at] === signatures[at + period]) {
      at += 1;
    }
    if (at - start >= period) return { start, period, length: at - start + period };
  }
  return null;
}
