import type { Result } from '@modelcontextprotocol/server';
import { carriedMembers } from './carried-members.ts';
import type { GatewayHost } from './gateway.ts';
import { type GatewayCatalogue, promptRef } from './gateway-catalogue.ts';

/** What a gateway lists: the servers' own entries under names of one list. */

export async function listTools({ catalogue, ownTools }: Pick<GatewayHost, 'catalogue' | 'ownTools'>): Promise<Result> {
  const [{ specs, names }, own = []] = await Promise.all([catalogue.tools(), ownTools?.()]);
  return {
    tools: [
      ...own.filter(({ name }) => !names.refOf(name)).map(({ call: _, ...tool }) => tool),
      ...specs.map((spec) => {
        const { server, name, effect, ...rest } = spec;
        return entry(spec, { ...rest, name: names.nameOf({ server, tool: name }) });
      }),
    ],
  };
}

export async function listResources(catalogue: GatewayCatalogue): Promise<Result> {
  const { resources } = await catalogue.resources();
  return {
    resources: resources.map(({ uri, spec }) => {
      const { server, ...rest } = spec;
      return entry(spec, { ...rest, uri });
    }),
  };
}

export async function listTemplates(catalogue: GatewayCatalogue): Promise<Result> {
  const { templates } = await catalogue.resources();
  return {
    resourceTemplates: templates.map((spec) => {
      const { server, ...rest } = spec;
      return entry(spec, rest);
    }),
  };
}

export async function listPrompts(catalogue: GatewayCatalogue): Promise<Result> {
  const { specs, names } = await catalogue.prompts();
  return {
    prompts: specs.map((spec) => {
      const { server, ...rest } = spec;
      return entry(spec, { ...rest, name: names.nameOf(promptRef(spec)) });
    }),
  };
}

function entry(spec: object, { meta, ...shown }: { readonly meta?: unknown; readonly [member: string]: unknown }) {
  return { ...carriedMembers(spec), ...shown, ...(meta === undefined ? {} : { _meta: meta }) };
}
