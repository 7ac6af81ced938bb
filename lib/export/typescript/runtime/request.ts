import type { JsonObject } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { Extractor } from '#core/tool/result-data.ts';

/** A tool call as a value: nothing happens until the agent reads it or ensures it. `Result` is what the data will be. */
export interface ToolRequest<Result> {
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly effect: EffectClass;
  /** How the answer becomes data. */
  readonly extract: Extractor;
  /** Only for the type checker; never set. */
  readonly result?: Result;
}

/** Changes nothing; `agent.read` makes it. */
export interface ReadRequest<Result> extends ToolRequest<Result> {
  readonly effect: 'read';
}

/** Changes the world; `agent.ensure` sees to it that it happens once. */
export interface WriteRequest<Result> extends ToolRequest<Result> {
  readonly effect: 'write' | 'destroy';
}

export function readRequest<Result>(
  server: string,
  tool: string,
  args: object,
  extract: Extractor = 'auto',
): ReadRequest<Result> {
  return { server, tool, args: args as JsonObject, effect: 'read', extract };
}

export function writeRequest<Result>(
  server: string,
  tool: string,
  args: object,
  effect: 'write' | 'destroy',
  extract: Extractor = 'auto',
): WriteRequest<Result> {
  return { server, tool, args: args as JsonObject, effect, extract };
}
