/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Different members, in random order. */
  readonly some: <T>(list: readonly T[], count: number) => T[];
  readonly chance: (of: number) => boolean;
  /** Letters and digits that are hard to mistake for each other. */
  readonly token: (length: number) => string;
}

export function randomOf(seed: number): Random {
  let state = (seed * 2654435761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T;
  const some = <T>(list: readonly T[], count: number): T[] => {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(int(0, left.length - 1), 1)[0] as T);
  };
  const token = (length: number): string =>
    Array.from({ length }, () => 'abcdefghkmnpqrstuvwxyz23456789'[int(0, 29)]).join('');
  return { int, pick, some, chance: (of) => next() < of, token };
}
