/** One measured figure. A bench prints each as one line of JSON on its standard output; everything else is for people. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** Greatest value that is good enough; a greater one fails `npm run bench`. */
  readonly limit?: number;
}

export function printFigure(figure: Figure): void {
  console.log(JSON.stringify(figure));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}
