import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { toolHash } from '#lib/mcp/tool-pins.ts';
import type { Studio } from '../studio.ts';
import { findServer } from './view-server.ts';

/** Remembers the definitions of tools that were never seen before. Known ones keep their pin until the user accepts. */
export async function pinNewTools(studio: Studio, alias: string): Promise<void> {
  const { pins } = await findServer(studio, alias);
  // It may have gone again meanwhile, or its list fails: then there is nothing to pin yet.
  const tools = await studio.connections.tools(alias).catch((): readonly ToolSpec[] => []);
  const fresh = tools.filter((tool) => !Object.hasOwn(pins, tool.name));
  if (fresh.length === 0) return;
  await studio.store.servers.setPins(alias, Object.fromEntries(fresh.map((tool) => [tool.name, toolHash(tool)])));
}

/** The user has looked at the present definitions of these tools and accepts them. */
export async function acceptTools(studio: Studio, alias: string, names: readonly string[]): Promise<void> {
  await findServer(studio, alias);
  const tools = await studio.connections.tools(alias);
  const accepted = tools.filter((tool) => names.includes(tool.name));
  await studio.store.servers.setPins(alias, Object.fromEntries(accepted.map((tool) => [tool.name, toolHash(tool)])));
}
