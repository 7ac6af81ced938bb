import type { Json } from '../../json/json.ts';

/**
 * Bits of surprise in a value: how unlikely it is to turn up in an unrelated place. Booleans 1, small integers a few,
 * plain words about ten, ids and sentences many. From the reference's §2.4.
 */
export function surpriseOf(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number') {
    const digits = String(Math.abs(value)).replace('.', '').length;
    return Number.isInteger(value) ? 1 + digits * 2.6 : 3 + digits * 3;
  }
  if (typeof value === 'string') {
    if (/^[0-9]+$/.test(value)) return 1 + value.length * 2.6;
    return /^[\p{Ll}]+$/u.test(value) ? Math.min(14, 4 + value.length) : Math.min(128, 2 + value.length * 2.2);
  }
  const members: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  return members.reduce<number>((bits, member) => bits + surpriseOf(member) + 1, 1);
}

/** Above this many bits two equal values are taken for the same thing seen twice. */
export const UNLIKELY_BITS = 17;
