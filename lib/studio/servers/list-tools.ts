import type { ToolView } from '#core/server/server-view.ts';
import { classifyTool } from '#core/tool/classify-tool.ts';
import { toolHash } from '#lib/mcp/tool-pins.ts';
import type { Studio } from '../studio.ts';
import { findServer } from './view-server.ts';

/** The tools of a connected server with their classes. Rejects with `ServerNotConnected` otherwise. */
export async function listTools(studio: Studio, alias: string): Promise<readonly ToolView[]> {
  const { pins, config } = await findServer(studio, alias);
  const tools = await studio.connections.tools(alias);
  return tools.map((tool) => {
    const { effect: _, ...described } = tool;
    const set = Object.hasOwn(config.effects, tool.name) ? config.effects[tool.name] : undefined;
    const guess = classifyTool(described);
    const pin = Object.hasOwn(pins, tool.name) ? pins[tool.name] : undefined;
    return {
      spec: set === undefined ? described : { ...described, effect: set },
      effect: set ?? guess,
      guess,
      seen: pin === undefined ? 'new' : pin === toolHash(tool) ? 'same' : 'changed',
    };
  });
}
