import { hashJson } from '../json/hash.ts';
import type { Json, JsonSchema } from '../json/json.ts';
import type { ToolAnnotations, ToolSpec } from './tool-spec.ts';

export const LOCK_VERSION = 1;

/** `mcp.lock`: what servers said of the tools that a program uses when it was proved. */
export interface ToolLock {
  readonly lockVersion: typeof LOCK_VERSION;
  /** By the name that `mcp.json` gives a server. */
  readonly servers: Readonly<Record<string, LockedServer>>;
}

export interface LockedServer {
  readonly name?: string;
  readonly version?: string;
  /** By name. Null: the program uses it, and nobody has seen how it is defined. */
  readonly tools: Readonly<Record<string, LockedTool | null>>;
}

/** How a tool was defined: all that decides whether a call of it means the same. */
export interface LockedTool {
  /** Of all the rest; two definitions with the same hash are the same. */
  readonly hash: string;
  readonly description?: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations?: ToolAnnotations;
}

/** What a server says of itself and its tools now. */
export interface DescribedServer {
  readonly name?: string;
  readonly version?: string;
  readonly tools: readonly Omit<ToolSpec, 'server'>[];
}

/** The definition of a tool as it is locked. */
export function lockTool({
  description,
  inputSchema,
  outputSchema,
  annotations,
}: Omit<ToolSpec, 'server' | 'name'>): LockedTool {
  const definition = {
    ...(description === undefined ? {} : { description }),
    inputSchema,
    ...(outputSchema === undefined ? {} : { outputSchema }),
    ...(annotations === undefined ? {} : { annotations }),
  } satisfies Readonly<Record<string, Json | ToolAnnotations>>;
  return { hash: hashJson(hints(definition)), ...definition };
}

/** Locks what a server says of the tools with these names; null for one that it does not have. */
export function lockServer({ name, version, tools }: DescribedServer, used: readonly string[]): LockedServer {
  const found = used.toSorted().map((each) => {
    const tool = tools.find((candidate) => candidate.name === each);
    return [each, tool === undefined ? null : lockTool(tool)] as const;
  });
  return {
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    tools: Object.fromEntries(found),
  };
}

function hints(definition: Omit<LockedTool, 'hash'>): Json {
  const { annotations, ...rest } = definition;
  return annotations === undefined ? { ...rest } : { ...rest, annotations: { ...annotations } };
}
