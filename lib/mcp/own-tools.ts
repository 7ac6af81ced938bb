import type { JsonObject, JsonSchema } from '#core/json/json.ts';
import type { ToolCallOptions } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { ToolAnnotations } from '#core/tool/tool-spec.ts';

/** A tool that a gateway offers of its own, beside those of its servers. */
export interface OwnTool {
  /** Without `__`, which stands between a server and its tool. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: ToolAnnotations;
  /** Arguments that do not fit are answered, with `isError`. */
  readonly call: (args: JsonObject, options: ToolCallOptions) => Promise<ToolResult>;
}
