import type { EffectClass } from '#core/tool/effect-class.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';

/** What a recorded call does to the world: the user's class of its tool, else what the server hints, else a write. */
export function effectOfCall(call: ToolRef, tools: readonly ToolSpec[]): EffectClass {
  const spec = tools.find((tool) => tool.server === call.server && tool.name === call.tool);
  if (call.tool === 'resources/read' || call.tool === 'prompts/get') return 'read';
  if (spec?.effect) return spec.effect;
  if (spec?.annotations?.readOnlyHint === true) return 'read';
  return spec?.annotations?.destructiveHint === true ? 'destroy' : 'write';
}
