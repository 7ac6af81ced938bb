"""What a connected server says of itself and of its tools."""

import asyncio
from typing import Any

from mcp.client import Client

from ..json_value import plain_json
from ..lock.tool_lock import DescribedServer

LIST_SECONDS = 30

MOST_PAGES = 64
"""More pages than this are no list of tools any more."""


async def describe_server(client: Client) -> DescribedServer:
    """Raises where it does not list its tools."""
    tools: list[dict[str, Any]] = []
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        async with asyncio.timeout(LIST_SECONDS):
            page = await client.list_tools(cursor=cursor)
        for tool in page.tools:
            written = tool.model_dump(mode="json", by_alias=True, exclude_unset=True)
            tools.append(plain_json(written))
        if page.next_cursor is None or page.next_cursor == cursor:
            break
        cursor = page.next_cursor
    info = client.server_info
    return DescribedServer(
        # Recordings name a server by its title, where it has one.
        name=None if info is None else info.title or info.name,
        version=None if info is None else info.version,
        tools=tools,
    )
