import type { Column } from './column.ts';

/** Whether a list is one and the same at every row of several: what is reckoned from it is told of no row more than of another. */
export const isOfAllRows = ({ values }: Column): boolean =>
  values.length > 1 && Array.isArray(values[0]) && values.every((list) => list === values[0]);

/** What a figure of such a list is dearer than one that each row has of its own. */
export const OF_ALL_ROWS = 3;
