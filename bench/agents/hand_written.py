"""What the agent is measured against: the same job, written by hand on the SDK, remembering nothing."""

import asyncio
import json
import sys
from typing import Any

from mcp.client import Client


async def main(url: str) -> None:
    async with Client(f"{url}/code-host") as code_host, Client(f"{url}/tracker") as tracker:
        listed = await call(code_host, "list_pull_requests", owner="acme", repo="storefront")
        for pull in listed["pull_requests"]:
            if "memory leak" not in pull["title"].lower():
                continue
            issue = await call(
                tracker,
                "create_issue",
                project="WEB",
                summary=pull["title"],
                description=pull["url"],
            )
            print(issue["key"])


async def call(client: Client, name: str, **arguments: str) -> Any:
    answer = await client.call_tool(name, arguments)
    return json.loads(answer.content[0].text)


asyncio.run(main(sys.argv[1]))
