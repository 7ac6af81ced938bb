"""Raises an issue for each wish of the tracker."""

import os
from pathlib import Path
from typing import Any

from runtime.agent import Agent, Find
from runtime.agent_program import AgentProgram, ManualTrigger, ScheduleTrigger, WebhookTrigger
from runtime.command.run_command import run_command
from runtime.request import ReadRequest, WriteRequest

LOOKS_FIRST = os.environ.get("LOOKS_FIRST") == "1"


async def wishes(agent: Agent, inputs: Any, config: Any) -> None:
    request: ReadRequest[list[str]] = ReadRequest(server="tracker", tool="list_wishes", args={})
    for wish in await agent.read(request):
        find: ReadRequest[list[str]] = ReadRequest(
            server="tracker", tool="find_issues", args={"title": wish}
        )
        create: WriteRequest[Any] = WriteRequest(
            server="tracker", tool="create_issue", args={"title": wish}
        )
        await agent.ensure(
            "createIssue",
            create,
            find=Find(find, lambda found: found[0] if found else None) if LOOKS_FIRST else None,
        )


TRIGGERS = {
    "manual": ManualTrigger(),
    "schedule": ScheduleTrigger(cron="* * * * * *", time_zone="UTC"),
    "webhook": WebhookTrigger(path="wishes"),
}

program = AgentProgram(
    identity="wishes",
    name="wishes",
    run=wishes,
    trigger=TRIGGERS[os.environ.get("TRIGGER", "manual")],
)

if __name__ == "__main__":
    raise SystemExit(run_command(program, Path(__file__).parent))
