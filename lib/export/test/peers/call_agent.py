"""Another people's look at an agent that can be called: its OpenAPI document, and its tool over MCP.

`call_agent.py <address> <arguments as JSON>`, with the token in `RUN_TOKEN`. Prints what it saw as JSON.
"""

import asyncio
import json
import os
import sys
from typing import Any

import httpx2
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from openapi_spec_validator import OpenAPIV31SpecValidator

HEADERS = {"Authorization": f"Bearer {os.environ['RUN_TOKEN']}"}


async def over_mcp(address: str, mode: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Lists the tools and calls the first one. `mode` is how the client greets: see `mcp.Client`."""
    async with httpx2.AsyncClient(headers=HEADERS, timeout=30) as http:
        transport = streamable_http_client(f"{address}/mcp", http_client=http)
        async with Client(transport, mode=mode) as client:
            [tool] = (await client.list_tools()).tools
            result = await client.call_tool(tool.name, arguments)
            return {
                "tool": tool.model_dump(by_alias=True, exclude_none=True),
                "isError": result.is_error,
                "structured": result.structured_content,
            }


async def main(address: str, arguments: dict[str, Any]) -> None:
    async with httpx2.AsyncClient(headers=HEADERS) as http:
        document = (await http.get(f"{address}/openapi.json")).json()
    seen = {
        "openapi": [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()],
        "legacy": await over_mcp(address, "legacy", arguments),
        "modern": await over_mcp(address, "auto", arguments),
    }
    print(json.dumps(seen))


asyncio.run(main(sys.argv[1], json.loads(sys.argv[2])))
