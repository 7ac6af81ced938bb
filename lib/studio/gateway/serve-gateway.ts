import { jsonEqual } from '#core/json/equal.ts';
import type { Json } from '#core/json/json.ts';
import { ToolCallFailure } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { GatewayHost } from '#lib/mcp/gateway.ts';
import { watchCatalogue } from '#lib/mcp/gateway-catalogue.ts';
import { createHttpGateway, type HttpGateway } from '#lib/mcp/http-gateway.ts';
import { callTool } from '../calls/call-tool.ts';
import { chatToolset } from '../chat/chat-toolset.ts';
import { endpointGatewayTool } from '../endpoint/endpoint-gateway-tool.ts';
import { openEndpoint } from '../endpoint/open-endpoint.ts';
import { watchEndpoint } from '../endpoint/watch-endpoint.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

interface PrototypeGateway {
  readonly gateway: HttpGateway;
  /** The prototype's servers, renewed with every request. */
  aliases: readonly string[];
}

/** Per studio, so that a test's studio has its own; kept while the studio is. */
const gateways = new WeakMap<Studio, Map<string, PrototypeGateway>>();

/**
 * Answers one HTTP request of an outside agent to the gateway of a prototype. What the agent calls is recorded on the
 * prototype like any other call, and waits for approval like any other call. Who may do this was checked before.
 * Throws `not-found` where there is no such prototype.
 */
export async function serveGateway(
  studio: Studio,
  { prototypeId, request }: { readonly prototypeId: string; readonly request: Request },
): Promise<Response> {
  const all = gateways.get(studio) ?? new Map<string, PrototypeGateway>();
  gateways.set(studio, all);
  const prototype = await studio.store.prototypes.find(prototypeId);
  if (!prototype) {
    await all.get(prototypeId)?.gateway.close();
    all.delete(prototypeId);
    throw new StudioError('not-found', `There is no prototype "${prototypeId}".`);
  }
  const known = all.get(prototypeId) ?? openGateway(studio, prototypeId);
  all.set(prototypeId, known);
  known.aliases = prototype.servers;
  return known.gateway.handle(request);
}

function openGateway(studio: Studio, prototypeId: string): PrototypeGateway {
  const watched = watchCatalogue(studio.connections, () => known.aliases);
  const host: GatewayHost = {
    async ownTools() {
      const endpoint = await openEndpoint(studio, prototypeId);
      return endpoint ? [endpointGatewayTool(studio, endpoint)] : [];
    },
    catalogue: {
      ...watched,
      onChange(listener) {
        const stops = [watched.onChange(listener), watchEndpoint(studio, prototypeId, () => listener('tools'))];
        return () => {
          for (const stop of stops) stop();
        };
      },
      async tools() {
        const offered = await watched.tools();
        // The trace keeps what was on offer; without it a program could not be derived later.
        const { catalogue } = await chatToolset(studio, known.aliases);
        await studio.store.traces.saveCatalogue(prototypeId, catalogue);
        return offered;
      },
    },
    complete: studio.connections.complete,
    instructions: () => joinInstructions(studio, known.aliases),
    watchResource: studio.connections.watchResource,
    onNotification: studio.connections.onNotification,
    async call(request, { signal, onProgress, ...live }) {
      let answered: ToolResult | undefined;
      const { outcome } = await callTool(studio, {
        ...request,
        prototypeId,
        origin: 'gateway',
        signal,
        onProgress,
        live,
        shownCharacters: (result) => {
          answered = result;
          return undefined;
        },
      });
      if (outcome.status === 'failed') throw new ToolCallFailure(outcome.kind, request, outcome.message);
      // The very result that the server gave, unless the record had to hide a secret of the vault in it.
      return answered && isSame(answered, outcome.result) ? answered : outcome.result;
    },
  };
  const known: PrototypeGateway = { gateway: createHttpGateway(host), aliases: [] };
  return known;
}

function isSame(left: ToolResult, right: ToolResult): boolean {
  // Results are JSON.
  return left === right || jsonEqual(left as unknown as Json, right as unknown as Json);
}

function joinInstructions(studio: Studio, aliases: readonly string[]): string | undefined {
  const texts = aliases.flatMap((alias) => {
    const text = studio.connections.instructions(alias);
    return text === undefined ? [] : [`${alias}: ${text}`];
  });
  return texts.length === 0 ? undefined : texts.join('\n\n');
}
