import type { LucideIcon } from 'lucide-react';

/** One thing the user can do now, reached from ⌘K and, where it has keys, from the keyboard. */
export interface Command {
  /** Unique among all commands in sight, e.g. `prototype.replay`. */
  readonly id: string;
  /** Verb first: "Replay the recording". */
  readonly label: string;
  /** Heading in the palette and in the sheet of keys: the place it belongs to. */
  readonly group: string;
  readonly icon?: LucideIcon;
  /**
   * Keys that run it outside of text fields: `mod+enter`, `f`, `shift+/`, or two in a row: `g s`. `mod` is ⌘ on a Mac and
   * Ctrl elsewhere; combinations with `mod` also work inside text fields.
   */
  readonly keys?: string;
  /** Other words to find it by. */
  readonly keywords?: readonly string[];
  readonly disabled?: boolean;
  /** Only for the keyboard: not listed in the palette. */
  readonly hidden?: boolean;
  readonly run: () => void;
}

const general = ['Prototypes', 'Everywhere', 'Appearance'];

/** Each group once; what belongs to the page stands before what can be done from everywhere. */
export function orderGroups(groups: readonly string[]): readonly string[] {
  return [...new Set(groups)].sort((a, b) => general.indexOf(a) - general.indexOf(b));
}
