import type { PromptSpec } from '#core/server/prompt-spec.ts';
import type { ResourceSpec, ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { Connections } from './connections.ts';
import { type ExposedNames, exposeNames } from './exposed-names.ts';

/** What a gateway offers of its servers, in one list each. */
export interface GatewayCatalogue {
  /** Waits for servers that are still connecting. A server that cannot list is left out. */
  tools(): Promise<OfferedTools>;
  /** The same without waiting, where it is known. */
  knownTools(): OfferedTools | null;
  resources(): Promise<OfferedResources>;
  prompts(): Promise<OfferedPrompts>;
  /** Whether the server is one of the gateway's. */
  takesPart(alias: string): boolean;
  /** Calls back when one of the lists may have changed; returns the way to stop. */
  onChange(listener: (what: 'tools' | 'resources' | 'prompts') => void): () => void;
}

export interface OfferedTools {
  readonly specs: readonly ToolSpec[];
  readonly names: ExposedNames;
}

export interface OfferedResources {
  readonly resources: readonly { readonly uri: string; readonly spec: ResourceSpec }[];
  readonly templates: readonly ResourceTemplateSpec[];
  /** Server and its own URI for an offered one. */
  locate(uri: string): { readonly server: string; readonly uri: string } | undefined;
  /** The URI under which the server's own one is offered; the same where it is not listed. */
  uriOf(server: string, uri: string): string;
}

export interface OfferedPrompts {
  readonly specs: readonly PromptSpec[];
  readonly names: ExposedNames;
}

/** Stands before a URI that a server listed before this one offers too. */
const ALIAS_SCHEME = 'tracewright-server:';

/** `aliases` says which servers take part; it is asked anew each time. */
export function watchCatalogue(connections: Connections, aliases: () => readonly string[]): GatewayCatalogue {
  let tools: Promise<OfferedTools> | null = null;
  let knownTools: OfferedTools | null = null;
  let resources: Promise<OfferedResources> | null = null;
  let prompts: Promise<OfferedPrompts> | null = null;
  const listeners = new Set<(what: 'tools' | 'resources' | 'prompts') => void>();
  const states = new Map<string, string>();

  const forget = (what: 'tools' | 'resources' | 'prompts') => {
    if (what === 'tools') {
      tools = null;
      knownTools = null;
    } else if (what === 'resources') resources = null;
    else prompts = null;
    for (const listener of listeners) listener(what);
  };
  connections.onChange(({ alias, what }) => {
    if (!aliases().includes(alias)) return;
    if (what !== 'status') return forget(what);
    const state = connections.status(alias)?.state ?? 'stopped';
    const before = states.get(alias);
    states.set(alias, state);
    // Coming and going changes the lists; the steps in between do not. What was before the first news is not known.
    if (before === undefined || (before === 'connected') !== (state === 'connected')) {
      for (const list of ['tools', 'resources', 'prompts'] as const) forget(list);
    }
  });

  const ofAll = async <Offer>(list: (alias: string) => Promise<readonly Offer[]>): Promise<Offer[]> =>
    (await Promise.all(aliases().map((alias) => list(alias).catch(() => [])))).flat();

  return {
    tools() {
      tools ??= loadTools();
      return tools;
    },
    knownTools: () => knownTools,
    takesPart: (alias) => aliases().includes(alias),
    resources() {
      resources ??= Promise.all([ofAll(connections.resources), ofAll(connections.resourceTemplates)]).then(
        ([specs, templates]) => offerResources(specs, templates, aliases()),
      );
      return resources;
    },
    prompts() {
      prompts ??= ofAll(connections.prompts).then((specs) => ({
        specs,
        names: exposeNames(specs.map(promptRef)),
      }));
      return prompts;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  async function loadTools(): Promise<OfferedTools> {
    const specs = await ofAll(connections.tools);
    const offered = { specs, names: exposeNames(specs.map((spec) => ({ server: spec.server, tool: spec.name }))) };
    knownTools = offered;
    return offered;
  }
}

export function promptRef(spec: PromptSpec): ToolRef {
  return { server: spec.server, tool: spec.name };
}

function offerResources(
  specs: readonly ResourceSpec[],
  templates: readonly ResourceTemplateSpec[],
  aliases: readonly string[],
): OfferedResources {
  const owners = new Map<string, { readonly server: string; readonly uri: string }>();
  const resources = specs.map((spec) => {
    const uri = owners.has(spec.uri) ? `${ALIAS_SCHEME}${spec.server}:${spec.uri}` : spec.uri;
    owners.set(uri, { server: spec.server, uri: spec.uri });
    return { uri, spec };
  });
  return {
    resources,
    templates,
    uriOf: (server, uri) => resources.find(({ spec }) => spec.server === server && spec.uri === uri)?.uri ?? uri,
    locate(uri) {
      const owner = owners.get(uri);
      if (owner) return owner;
      const named = new RegExp(`^${ALIAS_SCHEME}([a-z0-9_-]+):(.*)$`, 's').exec(uri);
      if (named?.[1] !== undefined && aliases.includes(named[1])) return { server: named[1], uri: named[2] ?? '' };
      const template = templates.find(({ uriTemplate }) => couldComeFrom(uriTemplate, uri));
      return template && { server: template.server, uri };
    },
  };
}

/** Whether a URI may be an expansion of an RFC 6570 template: the literal parts stand in it, in order. Linear in time. */
function couldComeFrom(template: string, uri: string): boolean {
  const literals = template.split(/\{[^}]*\}/);
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  if (literals.length === 1) return template === uri;
  if (!uri.startsWith(first) || !uri.endsWith(last) || uri.length < first.length + last.length) return false;
  let at = first.length;
  for (const literal of literals.slice(1, -1)) {
    const found = uri.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return at <= uri.length - last.length;
}
