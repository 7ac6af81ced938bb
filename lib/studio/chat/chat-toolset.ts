import type { ChatTool } from '#lib/chat/chat-tools.ts';
import type { ServerIntroduction } from '#lib/chat/instructions.ts';
import { exposeNames } from '#lib/mcp/exposed-names.ts';
import type { Catalogue } from '#lib/storage/traces.ts';
import type { Studio } from '../studio.ts';

/** What the connected servers of a prototype offer now. */
export interface Toolset {
  readonly tools: readonly ChatTool[];
  readonly servers: readonly ServerIntroduction[];
  readonly catalogue: Catalogue;
}

/** Looks at every server in use that is connected; one whose list fails offers nothing this time. */
export async function chatToolset(studio: Studio, aliases: readonly string[]): Promise<Toolset> {
  const offers = await Promise.all(aliases.map((alias) => offerOf(studio, alias)));
  const present = offers.filter((offer) => offer !== null);
  const specs = present.flatMap((offer) => offer.tools);
  const names = exposeNames(specs.map((spec) => ({ server: spec.server, tool: spec.name })));
  return {
    tools: specs.flatMap((spec) => {
      const name = names.nameOf({ server: spec.server, tool: spec.name });
      return name === undefined ? [] : [{ name, spec }];
    }),
    servers: present.map((offer) => offer.introduction),
    catalogue: { servers: present.map((offer) => offer.server), tools: specs },
  };
}

async function offerOf(studio: Studio, alias: string) {
  const status = studio.connections.status(alias);
  if (status?.state !== 'connected') return null;
  try {
    const [tools, resources, templates] = await Promise.all([
      studio.connections.tools(alias),
      studio.connections.resources(alias).catch(() => []),
      studio.connections.resourceTemplates(alias).catch(() => []),
    ]);
    const introduction: ServerIntroduction = {
      alias,
      instructions: studio.connections.instructions(alias),
      toolCount: tools.length,
      hasResources: resources.length + templates.length > 0,
    };
    const { serverName: name, serverVersion: version, protocolVersion } = status;
    return { tools, introduction, server: { alias, name, version, protocolVersion } };
  } catch {
    // It went away between the two questions; its status says why.
    return null;
  }
}
