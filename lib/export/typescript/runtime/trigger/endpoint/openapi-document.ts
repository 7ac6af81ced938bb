import type { JsonObject } from '#core/json/json.ts';
import type { AgentTrigger } from '../../command/agent-program.ts';
import type { DeclaredInput } from '../../resolve-inputs.ts';
import { inputsSchema } from './inputs-schema.ts';
import { RUN_SCHEMA } from './run-report.ts';

/** OpenAPI 3.1 of exactly this agent. */
export function openApiDocument(
  { title, description }: Extract<AgentTrigger, { on: 'endpoint' }>,
  inputs: readonly DeclaredInput[],
): JsonObject {
  const run = (words: string) => ({ description: words, headers: LOCATION, content: json('Run') });
  return {
    openapi: '3.1.0',
    info: { title, version: '1.0.0', ...(description === undefined ? {} : { description }) },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: {
      '/invoke': {
        post: {
          operationId: 'invoke',
          summary: 'Runs the workflow once, and waits for the result up to a limit',
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              description: 'The same key is the same run, however often it is sent',
              schema: { type: 'string', minLength: 1, maxLength: 200 },
            },
            {
              name: 'Prefer',
              in: 'header',
              description: 'wait=<seconds>, or respond-async for an answer at once (RFC 7240)',
              schema: { type: 'string' },
            },
          ],
          requestBody: { required: inputs.some((input) => input.default === undefined), content: json('Inputs') },
          responses: {
            200: run('It has ended as it should'),
            202: run('It has not ended, or waits for somebody; Location tells how it goes on'),
            400: problem('The request cannot be read'),
            401: problem('The token does not fit'),
            422: problem('The inputs do not fit, or the key was used with others'),
            500: run('It failed; error says why'),
            503: problem('Too many runs wait, or the agent is not set up'),
          },
        },
      },
      '/runs/{run}': {
        get: {
          operationId: 'run',
          summary: 'How a run is',
          parameters: [{ name: 'run', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: { description: 'How it is', content: json('Run') },
            401: problem('The token does not fit'),
            404: problem('There is no such run'),
          },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'RUN_TOKEN of the agent' } },
      schemas: {
        Inputs: inputsSchema(inputs, '#/components/schemas/Inputs'),
        Run: RUN_SCHEMA,
        Problem: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
      },
    },
  };
}

const LOCATION = { Location: { description: 'Where the run tells how it is', schema: { type: 'string' } } };

function problem(description: string): JsonObject {
  return { description, content: json('Problem') };
}

function json(schema: 'Inputs' | 'Run' | 'Problem'): JsonObject {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}
