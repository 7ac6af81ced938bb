import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { Studio } from '../studio.ts';

/** Lets a tool of this prototype run without asking again, or takes that back. */
export async function allowTool(
  studio: Studio,
  change: { readonly prototypeId: string; readonly tool: ToolRef; readonly allowed: boolean },
): Promise<void> {
  const { prototypeId, tool, allowed } = change;
  if (allowed) await studio.store.prototypes.allowTool(prototypeId, tool);
  else await studio.store.prototypes.revokeTool(prototypeId, tool);
  studio.events.publish(prototypeId, { type: 'prototype-changed' });
}
