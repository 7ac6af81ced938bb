import type { OpenAgent } from '../../command/open-agent.ts';
import type { ServeSettings } from '../../command/serve-settings.ts';
import { createRunResults, type RunResults } from '../../ledger/run-results.ts';
import type { DeliveryQueue } from '../delivery-queue.ts';
import type { CallDoors } from './answer-call.ts';
import { createInvocations } from './invocations.ts';
import { openApiDocument } from './openapi-document.ts';

export interface OpenCalls {
  readonly doors: CallDoors;
  readonly results: RunResults;
  /** Tells everybody who waits how far their run is, and takes no more over MCP. */
  close(): Promise<void>;
}

/** Lets a serving agent be called; null where it is woken by something else. */
export async function openCalls(
  { program, database, environment, log }: OpenAgent,
  parts: { readonly queue: DeliveryQueue; readonly settings: ServeSettings; readonly onDelivery: () => void },
): Promise<OpenCalls | null> {
  const { trigger, inputs } = program;
  if (trigger.on !== 'endpoint') return null;
  // Only the bundles of agents that can be called bring the package of MCP servers.
  const { createMcpEndpoint } = await import('./mcp-endpoint.ts');
  const { mode, longestWaitMs, mostWaiting } = parts.settings;
  const results = createRunResults({ database: database(), now: () => new Date() });
  const stop = new AbortController();
  const invocations = createInvocations({
    inputs,
    mode,
    queue: parts.queue,
    results,
    mostWaiting,
    onDelivery: parts.onDelivery,
    stopped: stop.signal,
  });
  const onError = (error: Error) => log.warn({ error: error.message }, 'request over MCP refused');
  const mcp = createMcpEndpoint({ trigger, inputs, mode, invocations, longestWaitMs, onError });
  return {
    results,
    doors: {
      invocations,
      longestWaitMs,
      token: () => environment.get('RUN_TOKEN'),
      openApi: () => openApiDocument(trigger, inputs),
      mcp: mcp.answer,
    },
    async close() {
      stop.abort();
      await mcp.close();
    },
  };
}
