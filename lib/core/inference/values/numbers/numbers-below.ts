import type { Gathered } from '../../columns/scope.ts';

/** Members that are numbers in every row. */
export const numbersBelow: Gathered = (_, reached) =>
  reached.filter(({ values }) => values.every((value) => typeof value === 'number'));
