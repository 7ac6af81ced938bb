import type { Place } from '../../columns/positions.ts';

/** A member of the items that holds what calls were given in one argument: it ties calls to items. */
export interface Anchor {
  /** Path of the argument. */
  readonly leaf: string;
  /** Path of the member below the item, or below a result that belongs to the item. */
  readonly path: string;
  /** The items that hold the value, for each call. */
  readonly places: readonly (readonly Place[])[];
  /** How many calls it ties to an item. */
  readonly covered: number;
  readonly bits: number;
  /** Whether the whole argument stands there, and not just a piece of it. */
  readonly whole: boolean;
  /** Whether no other piece of the argument stands there in another item: a text that lists several names them all. */
  readonly alone: boolean;
}

/** How many lists lie between the item and the member. */
export const stars = (path: string): number => path.split('/*').length - 1;
