"""Spans of requests to MCP servers.

Named as the semantic conventions for MCP clients say: open-telemetry/semantic-conventions-genai
v0.1.0, docs/gen-ai/mcp.md.
"""

from ..tool_caller import GET_PROMPT, READ_RESOURCE, ToolCall
from .tracing import SpanFacts, SpanStart


def tool_span(call: ToolCall, facts: SpanFacts) -> SpanStart:
    """A resource's address is an argument, and so is left out."""
    name, own = _request_of(call)
    return SpanStart(
        name=name, kind="client", facts={**own, "mcp_agent.server": call.server, **facts}
    )


def list_span(server: str) -> SpanStart:
    """The span of asking a server for its tools."""
    facts: SpanFacts = {"mcp.method.name": "tools/list", "mcp_agent.server": server}
    return SpanStart(name="tools/list", kind="client", facts=facts)


def _request_of(call: ToolCall) -> tuple[str, SpanFacts]:
    if call.tool == READ_RESOURCE:
        return READ_RESOURCE, {"mcp.method.name": READ_RESOURCE}
    if call.tool == GET_PROMPT:
        prompt = str(call.args.get("name"))
        facts = {"mcp.method.name": GET_PROMPT, "gen_ai.prompt.name": prompt}
        return f"{GET_PROMPT} {prompt}", facts
    return f"tools/call {call.tool}", {
        "mcp.method.name": "tools/call",
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": call.tool,
    }
