/** Comparisons, and the words or signs for them; what opens and closes a `<hole>` compares nothing. */
export const COMPARISONS: readonly (readonly [string, (a: number, b: number) => boolean, RegExp])[] = [
  [
    'gt',
    (a, b) => a > b,
    /\b(more|greater|over|above|exceed\w*|higher|larger|bigger|longer|older) |\b(is|are|was|were|costs?) (more|greater|over|above|higher|larger|bigger|longer|older)\b|(?<!<[^<>]*)>/i,
  ],
  [
    'ge',
    (a, b) => a >= b,
    /\b(at least|or more|minimum|no less|from|or above|or higher|and above|enough|sufficient(ly)?)\b|≥|>=/i,
  ],
  [
    'lt',
    (a, b) => a < b,
    /\b(less|fewer|under|below|lower|smaller|shorter|younger|fall\w*) |\b(is|are|was|were|costs?) (less|fewer|under|below|lower|smaller|shorter|younger)\b|<(?![^<>]*>)/i,
  ],
  [
    'le',
    (a, b) => a <= b,
    /\b(at most|or less|or fewer|maximum|no more|up to|or below|or lower|within(?= \d))\b|≤|<=/i,
  ],
];
