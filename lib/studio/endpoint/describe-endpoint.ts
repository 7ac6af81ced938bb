import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { EndpointView } from '#core/live/endpoint-view.ts';
import type { Input } from '#core/workflow/workflow.ts';
import { describeGateway } from '../gateway/describe-gateway.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import type { Studio } from '../studio.ts';
import { endpointUrl } from './endpoint-url.ts';
import { endpointTool, whyNotCallable } from './open-endpoint.ts';

/** How a workflow is called, and whether it can be. Throws a `StudioError`: not-found. */
export async function describeEndpoint(
  studio: Studio,
  { prototypeId, accessKey }: { readonly prototypeId: string; readonly accessKey: string },
): Promise<EndpointView> {
  const prototype = await requirePrototype(studio, prototypeId);
  const latest = await studio.store.workflows.latest(prototypeId);
  const gateway = await describeGateway(studio, { prototypeId, accessKey });
  const url = endpointUrl(studio, prototypeId);
  const { token } = gateway;
  return {
    switch: prototype.endpoint,
    refused: whyNotCallable(latest),
    tool: endpointTool(latest?.workflow ?? { name: prototype.name }),
    url,
    gateway: gateway.url,
    token,
    snippets: [
      { application: 'curl', text: curlLine({ url, token, inputs: latest?.workflow.inputs ?? [] }) },
      ...gateway.snippets,
    ],
  };
}

/** Defaults longer than this are left out: they are taken anyway. */
const LONGEST_BODY = 400;

function curlLine(facts: { readonly url: string; readonly token: string; readonly inputs: readonly Input[] }): string {
  const { url, token, inputs } = facts;
  const whole = JSON.stringify(exampleOf(inputs));
  const body = whole.length > LONGEST_BODY ? JSON.stringify(exampleOf(inputs.filter(isRequired))) : whole;
  return [
    `curl -X POST ${url}/invoke`,
    `-H 'Authorization: Bearer ${token}'`,
    `-H 'Content-Type: application/json'`,
    // A single quote ends the shell's text; this is how one is written in it.
    `-d '${body.replaceAll("'", `'\\''`)}'`,
  ].join(' \\\n  ');
}

function exampleOf(inputs: readonly Input[]): JsonObject {
  return Object.fromEntries(inputs.map((input) => [input.name, input.default ?? placeholder(input)]));
}

function isRequired(input: Input): boolean {
  return input.default === undefined;
}

function placeholder({ schema }: Input): Json {
  switch (schema.type) {
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return isJsonObject(schema) && Array.isArray(schema.enum) ? (schema.enum[0] ?? '…') : '…';
  }
}
