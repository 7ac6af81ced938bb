import type { Id } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Place } from '../../columns/positions.ts';
import type { Unit } from '../../read/unit.ts';

/** A unit in one of the rows of a block. */
export interface Placed {
  readonly unit: Unit;
  readonly row: number;
}

/** Units that run once per item of a list: the same colour, whatever their order in the recording. */
export interface Loop {
  readonly list: Column;
  readonly variable: Id;
  /** Units of each tool, with the item that each belongs to. */
  /** Questions about whether it is a loop at all. */
  readonly doubts?: readonly string[];
  readonly groups: { readonly tool: string; readonly members: { readonly placed: Placed; readonly place: Place }[] }[];
}

export const placeKey = (place: Place): string => `${place.row}:${place.index}`;

/** The id of a loop's step. Loops around and inside begin with the same call: the depth tells them apart. */
export const loopKey = ({ groups }: Loop, depth: number): string =>
  `each${depth}$${groups[0]?.members[0]?.placed.unit.calls[0]?.id ?? ''}`;
