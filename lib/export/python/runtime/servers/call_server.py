"""One call over a connection."""

import asyncio
from typing import Any

import mcp_types as types
from mcp.client import Client
from mcp.shared.exceptions import MCPError
from pydantic import BaseModel, TypeAdapter

from ..absent import ABSENT
from ..failures import AgentError
from ..results.tool_result import ToolResult
from ..tool_caller import GET_PROMPT, READ_RESOURCE, ToolCall

CALL_SECONDS = 60
"""How long a server may be silent."""

LONGEST_CALL_SECONDS = 15 * 60
"""How long a call may take while the server reports progress."""

_ANSWER: TypeAdapter[types.CallToolResult | types.InputRequiredResult] = TypeAdapter(
    types.CallToolResult | types.InputRequiredResult
)


async def call_server(client: Client, call: ToolCall) -> ToolResult:
    """Makes a call and gives the answer as it came.

    Raises `TimeoutError` where none comes in time, and what the SDK raises.
    """
    async with asyncio.timeout(CALL_SECONDS) as limit:
        if call.tool == READ_RESOURCE:
            read = await client.read_resource(str(call.args.get("uri")))
            contents = [_json_of(each) for each in read.contents]
            return ToolResult(content=[{"type": "resource", "resource": each} for each in contents])
        if call.tool == GET_PROMPT:
            arguments: Any = call.args.get("arguments")
            prompt = await client.get_prompt(str(call.args.get("name")), arguments)
            return ToolResult(content=[], structured_content=_json_of(prompt))
        return await _call_tool(client, call, limit)


async def _call_tool(client: Client, call: ToolCall, limit: asyncio.Timeout) -> ToolResult:
    try:
        return await _request(client, call, limit)
    except MCPError as error:
        if error.code != types.HEADER_MISMATCH:
            raise
    # The server wants arguments as headers too, which the SDK knows of once it has listed the tool.
    # It has not looked at the call yet.
    await _list_tools(client)
    return await _request(client, call, limit)


async def _request(client: Client, call: ToolCall, limit: asyncio.Timeout) -> ToolResult:
    began = asyncio.get_running_loop().time()

    async def on_progress(progress: float, total: float | None, message: str | None) -> None:
        now = asyncio.get_running_loop().time()
        limit.reschedule(min(now + CALL_SECONDS, began + LONGEST_CALL_SECONDS))

    # Not `call_tool`: once a tool has answered, that lists the tools to check the answer against
    # their schemas, and raises where either fails, so that an answer to a write would be lost.
    answer = await client.session.send_request(
        types.CallToolRequest(
            params=types.CallToolRequestParams(name=call.tool, arguments=dict(call.args))
        ),
        _ANSWER,
        progress_callback=on_progress,
    )
    if isinstance(answer, types.InputRequiredResult):
        raise AgentError("The server asks for input in mid-call, which an agent cannot give.")
    sent = answer.model_fields_set
    return ToolResult(
        content=[_json_of(block) for block in answer.content],
        structured_content=(answer.structured_content if "structured_content" in sent else ABSENT),
        is_error=answer.is_error,
    )


async def _list_tools(client: Client) -> None:
    cursor: str | None = None
    while True:
        page = await client.list_tools(cursor=cursor)
        if page.next_cursor is None or page.next_cursor == cursor:
            return
        cursor = page.next_cursor


def _json_of(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)
