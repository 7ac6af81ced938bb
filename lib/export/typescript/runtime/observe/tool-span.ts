import type { JsonObject } from '#core/json/json.ts';
import { GET_PROMPT, READ_RESOURCE, type ToolRef } from '#core/tool/tool-ref.ts';
import type { SpanFacts, SpanStart } from './tracing.ts';

/**
 * The span of a request to an MCP server, named as the semantic conventions for MCP clients say
 * (open-telemetry/semantic-conventions-genai v0.1.0, docs/gen-ai/mcp.md). A resource's address is an argument, and so is
 * left out.
 */
export function toolSpan({ server, tool, args }: ToolRef & { readonly args: JsonObject }, facts: SpanFacts): SpanStart {
  const { name, ...own } = requestOf(tool, args);
  return { name, kind: 'client', facts: { ...own, 'mcp_agent.server': server, ...facts } };
}

function requestOf(tool: string, args: JsonObject): SpanFacts & { readonly name: string } {
  if (tool === READ_RESOURCE) return { name: 'resources/read', 'mcp.method.name': 'resources/read' };
  if (tool === GET_PROMPT) {
    const prompt = String(args.name);
    return { name: `prompts/get ${prompt}`, 'mcp.method.name': 'prompts/get', 'gen_ai.prompt.name': prompt };
  }
  const method = 'tools/call';
  return {
    name: `${method} ${tool}`,
    ...{ 'mcp.method.name': method, 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': tool },
  };
}

/** The span of asking a server for its tools. */
export function listSpan(server: string): SpanStart {
  return { name: 'tools/list', kind: 'client', facts: { 'mcp.method.name': 'tools/list', 'mcp_agent.server': server } };
}
