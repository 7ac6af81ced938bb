import { formatToolRef, type ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';

/** Temporal takes up to 2 MiB for what an activity answers; some of it is wrapping. */
const MOST_BYTES = 2_000_000;

/** Why an answer cannot be handed on by Temporal; null where it can. */
export function tooLong(tool: ToolRef, result: ToolResult): string | null {
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes <= MOST_BYTES) return null;
  const size = (bytes / 1_000_000).toFixed(1);
  return `${formatToolRef(tool)} answered with ${size} MB, and Temporal hands on 2 MB at most. Ask it for less at once.`;
}
