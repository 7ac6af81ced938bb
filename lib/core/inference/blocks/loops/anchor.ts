import type { Place } from '../../columns/item-index.ts';

export interface Anchor {
  readonly leaf: string;
  readonly path: string;
  readonly places: readonly (readonly Place[])[];
  readonly covered: number;
  readonly bits: number;
  readonly whole: boolean;
}

export const stars = (path: string): number => path.split('/*').length - 1;
