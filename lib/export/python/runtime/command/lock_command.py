"""`lock`."""

from ..failures import AgentError
from ..instant import utc_now
from ..json_text import json_text
from ..lock.compare_tools import ToolComparison, compare_tools
from ..lock.tool_lock import read_lock, write_lock
from ..trigger.delivery_queue import wake_waiting
from .arguments import CommandArguments
from .open_agent import OpenAgent


async def lock_command(agent: OpenAgent, arguments: CommandArguments) -> int:
    """`lock`: how the live tools differ from `mcp.lock`.

    `lock --accept`: locks them as they are now, and lets runs go on that waited for it. The exit
    code is 1 where a run would stop.
    """
    agent.require_settings()
    compared = await compare_tools(read_lock(agent.lock_path), agent.servers.describe)
    _tell(compared, as_json=arguments.json)
    if not arguments.accept:
        return 1 if any(change.stops for change in compared.changes) else 0
    gone = [
        f"{alias}/{name}"
        for alias, server in compared.now.items()
        for name, tool in server.tools.items()
        if tool is None
    ]
    if gone:
        raise AgentError(
            f"The program calls what is not there: {', '.join(gone)}. Record again and export anew."
        )
    write_lock(agent.lock_path, compared.now)
    await wake_waiting(agent.database, utc_now())
    if not arguments.json:
        print("mcp.lock holds the tools as they are now.")
    return 0


def _tell(compared: ToolComparison, *, as_json: bool) -> None:
    if as_json:
        print(json_text([change.to_json() for change in compared.changes], 2))
        return
    for change in compared.changes:
        print(f"{'stops' if change.stops else 'warns'}  {change.text}")
    if not compared.changes:
        print("The tools are as they were locked.")
