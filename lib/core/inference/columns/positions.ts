/** An item of a list: the outer row, and the position in that row's list. */
export interface Place {
  readonly row: number;
  readonly index: number;
}

/** The items in which one value stands, by outer row. Items come in order, and a value may stand in one many times. */
export class Positions {
  private row: number;
  private last: Place[];
  /** Only where there is more than one row. */
  private byRow: Map<number, Place[]> | null = null;

  constructor(place: Place) {
    this.row = place.row;
    this.last = [place];
  }

  add(place: Place): void {
    if (place.row !== this.row) this.turnTo(place.row);
    if (this.last[this.last.length - 1]?.index !== place.index) this.last.push(place);
  }

  at(row: number): readonly Place[] | undefined {
    if (this.byRow === null) return row === this.row ? this.last : undefined;
    return this.byRow.get(row);
  }

  private turnTo(row: number): void {
    this.byRow ??= new Map([[this.row, this.last]]);
    const known = this.byRow.get(row) ?? [];
    this.byRow.set(row, known);
    this.row = row;
    this.last = known;
  }
}

const indexes = new WeakMap<readonly Place[], ReadonlySet<number>>();

/** The positions of places of one row; remembered, because every call asks for those of the value that it shares. */
export function indexesOf(places: readonly Place[]): ReadonlySet<number> {
  let known = indexes.get(places);
  if (known === undefined) {
    known = new Set(places.map((place) => place.index));
    indexes.set(places, known);
  }
  return known;
}
