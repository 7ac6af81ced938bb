import { hashJson } from '#core/json/hash.ts';
import { formatToolRef, type ToolRef } from '#core/tool/tool-ref.ts';

/** The longest name that every model provider takes; OpenAI's limit. */
const MAX_LENGTH = 64;
const ALLOWED = /^[A-Za-z0-9_-]{1,64}$/;

/** Names under which tools of many servers are offered in one list, and the way back. Never parse a name instead. */
export interface ExposedNames {
  /** The name of a tool of the set; `undefined` for any other. */
  nameOf(ref: ToolRef): string | undefined;
  refOf(name: string): ToolRef | undefined;
  /** In the order in which the tools were given, each tool once. */
  readonly all: readonly { readonly name: string; readonly ref: ToolRef }[];
}

/**
 * Gives every tool a name of its own: `<server>__<tool>` where that is allowed (`[A-Za-z0-9_-]`, at most 64 characters)
 * and free, else the same cut and cleaned with a hash of the exact server and tool at its end. The names depend only on
 * the set of tools, not on their order, so that a recorded conversation meets the same names again.
 */
export function exposeNames(tools: readonly ToolRef[]): ExposedNames {
  const refs = new Map(tools.map((ref) => [formatToolRef(ref), { server: ref.server, tool: ref.tool }]));
  const names = new Map<string, string>();
  const taken = new Map<string, ToolRef>();
  const give = (key: string, ref: ToolRef, name: string) => {
    names.set(key, name);
    taken.set(name, ref);
  };

  const sorted = [...refs].sort(([a], [b]) => (a < b ? -1 : 1));
  // Names that need no change come first: a made-up one may never push out a natural one.
  for (const [key, ref] of sorted) {
    const natural = `${ref.server}__${ref.tool}`;
    if (ALLOWED.test(natural) && !taken.has(natural)) give(key, ref, natural);
  }
  for (const [key, ref] of sorted) {
    if (names.has(key)) continue;
    let digits = 8;
    while (taken.has(hashedName(ref, digits))) digits += 4;
    give(key, ref, hashedName(ref, digits));
  }

  return {
    nameOf: (ref) => names.get(formatToolRef(ref)),
    refOf: (name) => taken.get(name),
    all: [...refs].flatMap(([key, ref]) => {
      const name = names.get(key);
      return name === undefined ? [] : [{ name, ref }];
    }),
  };
}

function hashedName(ref: ToolRef, digits: number): string {
  const suffix = `_${hashJson([ref.server, ref.tool]).slice(0, digits)}`;
  const clean = `${ref.server}__${ref.tool}`.replace(/[^A-Za-z0-9_-]/g, '_');
  return clean.slice(0, MAX_LENGTH - suffix.length) + suffix;
}
