"""The official Python client on a gateway: `gateway_client.py URL TOKEN` prints what it saw as JSON."""

import asyncio
import json
import sys

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client


async def visit(url: str, token: str, mode: str) -> dict:
    progress: list[float] = []

    async def on_progress(value: float, total: float | None, message: str | None) -> None:
        progress.append(value)

    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60) as http:
        async with Client(streamable_http_client(url, http_client=http), mode=mode) as client:
            tools = await client.list_tools()
            echo = await client.call_tool("everything__echo", {"message": f"from python {mode}"})
            await client.call_tool(
                "everything__trigger-long-running-operation",
                {"duration": 0.3, "steps": 3},
                progress_callback=on_progress,
            )
            resources = await client.list_resources()
            prompt = await client.get_prompt("everything__args-prompt", {"city": "Bern"})
            return {
                "version": client.protocol_version,
                "tools": [tool.name for tool in tools.tools],
                "echo": echo.content[0].text,
                "progress": progress,
                "resources": len(resources.resources),
                "prompt": prompt.messages[0].content.text,
            }


async def main() -> None:
    url, token = sys.argv[1:3]
    print(json.dumps([await visit(url, token, mode) for mode in ("legacy", "auto")]))


asyncio.run(main())
