"""A server on the official SDK: `python sdk_server.py streamable-http|sse <port>`."""

import sys
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from pydantic import BaseModel

server = MCPServer("sdk")


class Issue(BaseModel):
    key: str
    title: str


@server.tool()
def create_issue(title: str) -> Issue:
    return Issue(key="OPS-1", title=title)


@server.tool()
def fail() -> str:
    raise ValueError("There is no such project.")


@server.tool()
async def work(context: Context[Any], steps: int) -> str:
    for step in range(steps):
        await context.report_progress(step + 1, steps)
    return "worked"


@server.resource("notes://today")
def notes() -> str:
    return "buy milk"


@server.prompt()
def greet(name: str) -> str:
    return f"Greet {name}."


match sys.argv[1]:
    case "sse":
        server.run("sse", port=int(sys.argv[2]))
    case _:
        server.run("streamable-http", port=int(sys.argv[2]))
