/** How a server's tools differ from the ones that were pinned; names are the server's own. */
export interface ToolDrift {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Same name, other definition (description, schemas, annotations, title). */
  readonly changed: readonly string[];
}

/** Pinned definitions of one server: tool name → `toolHash`. */
export type ToolPins = Readonly<Record<string, string>>;
