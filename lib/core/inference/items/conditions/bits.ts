export function bitsOf(flags: readonly boolean[]): Uint32Array {
  const bits = new Uint32Array(Math.ceil(flags.length / 32) || 1);
  flags.forEach((flag, index) => {
    if (flag) bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
  });
  return bits;
}

export function complement(bits: Uint32Array, length: number): Uint32Array {
  return bitsOf(Array.from({ length }, (_, index) => ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) === 0));
}

export const equalBits = (a: Uint32Array, b: Uint32Array): boolean => a.every((word, index) => word === b[index]);

/** Whether every row of `inner` is in `outer`. */
export const covers = (outer: Uint32Array, inner: Uint32Array): boolean =>
  inner.every((word, index) => ((outer[index] ?? 0) & word) >>> 0 === word);

export const isZero = (bits: Uint32Array): boolean => bits.every((word) => word === 0);

export const intersect = (a: Uint32Array, b: Uint32Array): Uint32Array =>
  a.map((word, index) => word & (b[index] ?? 0));

export const union = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((word, index) => word | (b[index] ?? 0));
