/** Characters `start` up to `end` of a user's turn. */
export interface Span {
  readonly turn: string;
  readonly start: number;
  readonly end: number;
}
