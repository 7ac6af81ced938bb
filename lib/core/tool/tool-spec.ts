import type { JsonObject, JsonSchema } from '../json/json.ts';
import type { EffectClass } from './effect-class.ts';

/** Hints of the server about a tool (MCP 2026-07-28, `Tool.annotations`). Untrusted: shown, never relied on alone. */
export interface ToolAnnotations {
  readonly title?: string;
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

/** A tool as its server described it when the trace was recorded. */
export interface ToolSpec {
  readonly server: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations?: ToolAnnotations;
  /** The class that the user set for this tool; absent where the user has not said. */
  readonly effect?: EffectClass;
  readonly meta?: JsonObject;
}
