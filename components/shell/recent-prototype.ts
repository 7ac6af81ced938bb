/** A prototype as the navigation lists it. */
export interface RecentPrototype {
  readonly id: string;
  readonly name: string;
}
