/** What the chat of a prototype has used so far. */
export interface Spend {
  readonly tokens: number;
  /** Of the steps whose price is known. */
  readonly dollars: number;
  readonly steps: {
    readonly priced: number;
    /** Of models whose price is not known: the real cost is higher. */
    readonly unpriced: number;
    /** Played by a script; they cost nothing. */
    readonly scripted: number;
  };
}
