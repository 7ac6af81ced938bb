import { randomUUID } from 'node:crypto';
import { ProtocolError, type Server, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { JsonObject } from '#core/json/json.ts';
import { type InputAnswerer, InputRefused, type InputRequest, type InputResponses } from './server-input.ts';
import { jsonObject } from './untrusted-json.ts';

/** A person may answer, or never. */
const PATIENCE_MS = 30 * 60_000;
/** What the client answers goes to the server as it is. */
const ANYTHING = z.record(z.string(), z.json());

/** Hands the questions of a server to a client of 2025-11-25 or before, as requests that belong to the client's call. */
export function askClient(server: Server, { mcpReq }: ServerContext): InputAnswerer {
  return {
    capabilities: askable(server.getClientCapabilities()),
    async answer(requests, { signal }) {
      const answers: Record<string, JsonObject> = {};
      // One after the other: a person answers them.
      for (const [key, request] of Object.entries(requests)) answers[key] = await ask(request, signal);
      return answers satisfies InputResponses;
    },
  };

  async function ask({ method, params }: InputRequest, signal: AbortSignal): Promise<JsonObject> {
    try {
      return await mcpReq.send({ method, params: inOldWords(params) }, ANYTHING, { timeout: PATIENCE_MS, signal });
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw new InputRefused(error.message, { code: error.code, data: jsonObject(error.data) });
    }
  }
}

/** Until 2025-11-25 a person who is sent to a web page has a number, which servers of today no longer give. */
function inOldWords(params: JsonObject): Record<string, unknown> {
  return params.mode === 'url' ? { elicitationId: randomUUID(), ...params } : { ...params };
}

/** The part of a client's capabilities that is about what it may be asked. */
export function askable(capabilities: unknown): JsonObject {
  const all = jsonObject(capabilities) ?? {};
  const kinds = ['elicitation', 'sampling', 'roots'];
  return Object.fromEntries(Object.entries(all).filter(([kind]) => kinds.includes(kind)));
}
