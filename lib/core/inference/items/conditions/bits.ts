/** Sets of rows, one bit a row. */
export function bitsOf(flags: readonly boolean[]): Uint32Array {
  const bits = new Uint32Array(Math.ceil(flags.length / 32) || 1);
  flags.forEach((flag, row) => {
    if (flag) setBit(bits, row);
  });
  return bits;
}

export function setBit(bits: Uint32Array, row: number): void {
  bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
}

export const hasBit = (bits: Uint32Array, row: number): boolean => ((bits[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;

export function equalBits(a: Uint32Array, b: Uint32Array): boolean {
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** Whether every row of `inner` is in `outer`. */
export function covers(outer: Uint32Array, inner: Uint32Array): boolean {
  for (let at = 0; at < inner.length; at += 1) if (((inner[at] ?? 0) & ~(outer[at] ?? 0)) !== 0) return false;
  return true;
}

/** Whether the rows that are in all of the sets are exactly those of `wanted`. */
export function meetIn(sets: readonly Uint32Array[], wanted: Uint32Array): boolean {
  for (let at = 0; at < wanted.length; at += 1) {
    let word = -1;
    for (const set of sets) word &= set[at] ?? 0;
    if (word >>> 0 !== wanted[at]) return false;
  }
  return true;
}

/** The first row that is in both sets and not in `wanted`, which both cover; -1 where there is none. */
export function strayRow(a: Uint32Array, b: Uint32Array, wanted: Uint32Array): number {
  for (let at = 0; at < wanted.length; at += 1) {
    const word = (a[at] ?? 0) & (b[at] ?? 0) & ~(wanted[at] ?? 0);
    if (word !== 0) return at * 32 + 31 - Math.clz32(word & -word);
  }
  return -1;
}

/** Whether the rows that are in any of the sets are exactly those of `wanted`. */
export function joinIn(sets: readonly Uint32Array[], wanted: Uint32Array): boolean {
  for (let at = 0; at < wanted.length; at += 1) {
    let word = 0;
    for (const set of sets) word |= set[at] ?? 0;
    if (word >>> 0 !== wanted[at]) return false;
  }
  return true;
}
