import type { Place } from './evidence.ts';

/** A validation result. Findings are values; nothing throws because of one. */
export interface Finding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** Says what is wrong, where, and what would be right. */
  readonly message: string;
  readonly place?: Place;
}
