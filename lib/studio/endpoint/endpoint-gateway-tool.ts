import type { JsonObject } from '#core/json/json.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { inputsSchema } from '#lib/export/typescript/runtime/trigger/endpoint/inputs-schema.ts';
import type { OwnTool } from '#lib/mcp/own-tools.ts';
import type { Studio } from '../studio.ts';
import { isStudioError } from '../studio-error.ts';
import { type InvocationResult, invokeWorkflow, LONGEST_WAIT_MS } from './invoke-workflow.ts';
import { endpointTool, type OpenEndpoint } from './open-endpoint.ts';
import { ENDPOINT_RUN_SCHEMA, type EndpointReport } from './report-run.ts';

const STATUS_WORDS: Readonly<Record<EndpointReport['status'], string>> = {
  queued: 'It waits for its turn. Call it again with the same inputs to wait for it.',
  running: 'It is still running. Call it again with the same inputs to wait for it.',
  waiting: 'It waits for a person in the studio. Call it again with the same inputs when that is done.',
  succeeded: 'It has ended as it should.',
  failed: 'It failed.',
};

const PLANS = 'Reads, and says what it would change; changes nothing.';

/** A workflow as a tool: its arguments are the inputs, its structured result is the report of the run. */
export function endpointGatewayTool(studio: Studio, endpoint: OpenEndpoint): OwnTool {
  const { workflow, mode } = endpoint;
  const { name: title, description = title } = workflow;
  return {
    name: endpointTool(workflow),
    title,
    description: mode === 'plan' ? `${description}\n${PLANS}` : description,
    inputSchema: inputsSchema(workflow.inputs, '#'),
    outputSchema: ENDPOINT_RUN_SCHEMA,
    annotations: { readOnlyHint: mode === 'plan' },
    call: (inputs, { signal }) =>
      invokeWorkflow(studio, endpoint, { inputs, waitMs: LONGEST_WAIT_MS, signal }).then(resultOf, (error) => {
        if (!isStudioError(error)) throw error;
        return said([error.message, error.advice].filter(Boolean).join(' '));
      }),
  };
}

function resultOf(result: InvocationResult): ToolResult {
  if ('refused' in result) return said(result.reason);
  const { report } = result;
  const error = report.error === undefined ? '' : ` ${report.error}`;
  return {
    content: [{ type: 'text', text: `${STATUS_WORDS[report.status]}${error}\n${JSON.stringify(report)}` }],
    structuredContent: report satisfies JsonObject,
    ...(report.status === 'failed' ? { isError: true } : {}),
  };
}

function said(text: string): ToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
