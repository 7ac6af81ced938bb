import { classifyTool } from '#core/tool/classify-tool.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { ToolCallFailureKind } from '#core/tool/tool-caller.ts';
import { GET_PROMPT, READ_RESOURCE, type ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { toolHash } from '#lib/mcp/tool-pins.ts';
import { parseChatSettings } from '../chat/chat-settings.ts';
import type { Studio } from '../studio.ts';

/** What the policy says about a call before it is made. */
export interface ToolVerdict {
  readonly effect: EffectClass;
  readonly spec?: ToolSpec;
  /** The user has to approve this very call. */
  readonly mustAsk: boolean;
  /** It may not or cannot be made at all. */
  readonly refusal?: { readonly kind: ToolCallFailureKind; readonly message: string };
}

/**
 * Judges a call by the user's class of the tool (else the guess of `classifyTool`, where an unknown tool is a write),
 * the definition the user has seen, and the prototype's policy. Results and annotations of servers cannot change it.
 * A call made by hand is its own approval.
 */
export async function judgeTool(
  studio: Studio,
  call: ToolRef & { readonly prototypeId: string; readonly origin: 'chat' | 'gateway' | 'hand' },
): Promise<ToolVerdict> {
  const { prototypeId, origin, server, tool } = call;
  if (tool === READ_RESOURCE || tool === GET_PROMPT) return { effect: 'read', mustAsk: false };
  const known = await findSpec(studio, server, tool);
  if (known.kind === 'unreachable') {
    return { effect: 'write', mustAsk: false, refusal: { kind: 'not-sent', message: known.message } };
  }
  const { spec } = known;
  const effect = spec.effect ?? classifyTool(spec);
  const pinned = (await studio.store.servers.find(server))?.pins[tool];
  if (pinned !== undefined && pinned !== toolHash(spec)) {
    const message = `The definition of "${tool}" changed since you last saw it on server "${server}". Look at the change on the server's page and accept it to call it again.`;
    return { effect, spec, mustAsk: false, refusal: { kind: 'refused', message } };
  }
  if (origin === 'hand' || effect === 'read') return { effect, spec, mustAsk: false };
  const prototype = await studio.store.prototypes.find(prototypeId);
  const allowed = prototype?.allowed.some((ref) => ref.server === server && ref.tool === tool) ?? false;
  const gatewayMay =
    origin === 'gateway' && prototype !== null && parseChatSettings(prototype.chat).gateway === 'allow';
  return { effect, spec, mustAsk: !allowed && !gatewayMay };
}

type KnownTool =
  | { readonly kind: 'known'; readonly spec: ToolSpec }
  | { readonly kind: 'unreachable'; readonly message: string };

async function findSpec(studio: Studio, server: string, tool: string): Promise<KnownTool> {
  try {
    const tools = await studio.connections.tools(server);
    const spec = tools.find((candidate) => candidate.name === tool);
    if (spec) return { kind: 'known', spec };
    const message = `Server "${server}" has no tool "${tool}". It has: ${tools.map((known) => known.name).join(', ')}.`;
    return { kind: 'unreachable', message };
  } catch (error) {
    return { kind: 'unreachable', message: error instanceof Error ? error.message : String(error) };
  }
}
