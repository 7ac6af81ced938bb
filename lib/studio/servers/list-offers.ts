import type { PromptSpec } from '#core/server/prompt-spec.ts';
import type { ResourceSpec, ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import type { Studio } from '../studio.ts';
import { findServer } from './view-server.ts';

export interface ResourceOffers {
  readonly resources: readonly ResourceSpec[];
  readonly templates: readonly ResourceTemplateSpec[];
}

/** What can be read from a connected server. Rejects with `ServerNotConnected` otherwise. */
export async function listResources(studio: Studio, alias: string): Promise<ResourceOffers> {
  await findServer(studio, alias);
  const [resources, templates] = await Promise.all([
    studio.connections.resources(alias),
    studio.connections.resourceTemplates(alias),
  ]);
  return { resources, templates };
}

/** The prompts of a connected server. Rejects with `ServerNotConnected` otherwise. */
export async function listPrompts(studio: Studio, alias: string): Promise<readonly PromptSpec[]> {
  await findServer(studio, alias);
  return studio.connections.prompts(alias);
}
