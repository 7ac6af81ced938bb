/** A number without what binary arithmetic adds behind its fifteen digits: 318.75, and not 318.74999999999994. */
export function decimal(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toPrecision(15));
}
