import type { ToolCallFailure } from '#core/tool/tool-caller.ts';

/** By name: the pool of connections may come from another bundle layer of Next, where the class is another one. */
export function isToolCallFailure(error: unknown): error is ToolCallFailure {
  return error instanceof Error && error.name === 'ToolCallFailure' && 'kind' in error;
}
