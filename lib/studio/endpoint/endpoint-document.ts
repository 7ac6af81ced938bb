import { isJsonObject, type JsonObject } from '#core/json/json.ts';
import { openApiDocument } from '#lib/export/typescript/runtime/trigger/endpoint/openapi-document.ts';
import { endpointTool, type OpenEndpoint } from './open-endpoint.ts';
import { ENDPOINT_RUN_SCHEMA } from './report-run.ts';

/** OpenAPI 3.1 of a workflow that is called in the studio: what its exported agent has, at this address. */
export function endpointDocument({ workflow }: Pick<OpenEndpoint, 'workflow'>, url: string): JsonObject {
  const { name, description } = workflow;
  const trigger = {
    on: 'endpoint',
    name: endpointTool(workflow),
    title: name,
    ...(description === undefined ? {} : { description }),
  } as const;
  const document = openApiDocument(trigger, workflow.inputs);
  const components = isJsonObject(document.components) ? document.components : {};
  const schemas = isJsonObject(components.schemas) ? components.schemas : {};
  return {
    ...document,
    servers: [{ url }],
    components: {
      ...components,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The token of the prototype’s gateway' },
      },
      schemas: { ...schemas, Run: ENDPOINT_RUN_SCHEMA },
    },
  };
}
