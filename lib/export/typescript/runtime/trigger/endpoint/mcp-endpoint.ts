import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import type { JsonObject } from '#core/json/json.ts';
import type { AgentTrigger } from '../../command/agent-program.ts';
import { traceContextIn } from '../../observe/tracing.ts';
import type { DeclaredInput } from '../../resolve-inputs.ts';
import type { EndpointRequest } from '../http-endpoint.ts';
import { inputsSchema } from './inputs-schema.ts';
import type { Invocations } from './invocations.ts';
import { RUN_SCHEMA, type RunReport } from './run-report.ts';

export interface McpEndpoint {
  /** Whoever calls this has been let in. */
  answer(request: EndpointRequest): Promise<Response>;
  close(): Promise<void>;
}

const STATUS_WORDS: Readonly<Record<RunReport['status'], string>> = {
  queued: 'It waits for its turn. Call it again with the same inputs to wait for it.',
  running: 'It is still running. Call it again with the same inputs to wait for it.',
  waiting: 'It waits until somebody has approved or settled a change.',
  succeeded: 'It has ended as it should.',
  failed: 'It failed.',
};

/**
 * The agent as an MCP server over streamable HTTP, without sessions, for clients of every revision: one tool, whose
 * arguments are the workflow's inputs and whose structured result is the report of the run.
 */
export function createMcpEndpoint(parts: {
  readonly trigger: Extract<AgentTrigger, { on: 'endpoint' }>;
  readonly inputs: readonly DeclaredInput[];
  readonly mode: 'plan' | 'apply';
  readonly invocations: Invocations;
  readonly longestWaitMs: number;
  readonly onError: (error: Error) => void;
}): McpEndpoint {
  const { trigger, mode, invocations, longestWaitMs } = parts;
  const plans = mode === 'plan' ? 'Reads, and says what it would change; changes nothing.' : null;
  const handler = createMcpHandler(
    () => {
      const server = new McpServer({ name: trigger.name, title: trigger.title, version: '1.0.0' });
      server.registerTool(
        trigger.name,
        {
          title: trigger.title,
          description: [trigger.description ?? trigger.title, plans].filter((each) => each !== null).join('\n'),
          inputSchema: fromJsonSchema(mutable(inputsSchema(parts.inputs, '#'))),
          outputSchema: fromJsonSchema(mutable(RUN_SCHEMA)),
          annotations: { readOnlyHint: mode === 'plan' },
        },
        async (inputs, { mcpReq, http }) => {
          const trace =
            traceContextIn(mcpReq._meta ?? {}) ?? traceContextIn(Object.fromEntries(http?.req?.headers ?? []));
          const result = await invocations.invoke(inputs as JsonObject, { join: true, waitMs: longestWaitMs, trace });
          if ('refused' in result) return { content: [{ type: 'text', text: result.reason }], isError: true };
          const { report } = result;
          const text = `${STATUS_WORDS[report.status]}${report.error === undefined ? '' : ` ${report.error}`}\n${JSON.stringify(report)}`;
          return {
            content: [{ type: 'text', text }],
            structuredContent: mutable(report),
            isError: report.status === 'failed',
          };
        },
      );
      return server;
    },
    // There is nothing to listen for: the one tool does not change while the agent runs.
    { maxSubscriptions: 0, onerror: parts.onError },
  );
  return {
    answer: ({ method, path, headers, body }) =>
      handler.fetch(
        new Request(new URL(path, `http://${headers.host ?? 'agent'}`), {
          method,
          headers: Object.entries(headers).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, value] as [string, string]],
          ),
          ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
        }),
      ),
    close: () => handler.close(),
  };
}

function mutable(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value));
}
