"""The agent as an MCP server over streamable HTTP, with one tool."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from ...agent_program import DeclaredInput, EndpointTrigger
from ...agent_setup import Mode
from ...json_text import json_text
from ...observe.tracing import TraceContext, trace_context_in
from ..http_endpoint import Application
from .inputs_schema import inputs_schema
from .invocations import Invocations, Refused
from .run_report import RUN_SCHEMA

STATUS_WORDS: Mapping[str, str] = {
    "queued": "It waits for its turn. Call it again with the same inputs to wait for it.",
    "running": "It is still running. Call it again with the same inputs to wait for it.",
    "waiting": "It waits until somebody has approved or settled a change.",
    "succeeded": "It has ended as it should.",
    "failed": "It failed.",
}
PLANS = "Reads, and says what it would change; changes nothing."

Context = ServerRequestContext[Any]


@asynccontextmanager
async def mcp_endpoint(
    trigger: EndpointTrigger,
    inputs: Sequence[DeclaredInput],
    *,
    mode: Mode,
    invocations: Invocations,
    longest_wait_seconds: float,
) -> AsyncGenerator[Application]:
    """Without sessions, for clients of every revision.

    The arguments of the tool are the workflow's inputs, its structured result is the report of the
    run. Whoever is let through to it is trusted.
    """
    tool = _tool_of(trigger, inputs, mode)

    async def list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[tool])

    async def call_tool(context: Context, params: CallToolRequestParams) -> CallToolResult:
        if params.name != tool.name:
            raise MCPError(INVALID_PARAMS, f"There is no tool {params.name}: call {tool.name}.")
        result = await invocations.invoke(
            params.arguments or {},
            join=True,
            wait_seconds=longest_wait_seconds,
            trace=_trace_of(context),
        )
        if isinstance(result, Refused):
            return CallToolResult(content=[TextContent(text=result.reason)], is_error=True)
        told = " ".join([STATUS_WORDS[result["status"]], *_error_of(result)])
        return CallToolResult(
            content=[TextContent(text=f"{told}\n{json_text(dict(result))}")],
            structured_content=dict(result),
            is_error=result["status"] == "failed",
        )

    server = Server(
        trigger.name,
        title=trigger.title,
        version="1.0.0",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
    async with manager.run():
        yield manager.handle_request


def _tool_of(trigger: EndpointTrigger, inputs: Sequence[DeclaredInput], mode: Mode) -> Tool:
    words = [trigger.description or trigger.title, *([PLANS] if mode == "plan" else [])]
    return Tool(
        name=trigger.name,
        title=trigger.title,
        description="\n".join(words),
        input_schema=inputs_schema(inputs, "#"),
        output_schema=RUN_SCHEMA,
        annotations=ToolAnnotations(read_only_hint=mode == "plan"),
    )


def _trace_of(context: Context) -> TraceContext | None:
    """The caller's: of its call, else of the request that carried it."""
    headers: Mapping[str, Any] = {} if context.request is None else context.request.headers
    return trace_context_in(dict(context.meta or {})) or trace_context_in(headers)


def _error_of(report: Mapping[str, Any]) -> list[str]:
    return [report["error"]] if "error" in report else []
