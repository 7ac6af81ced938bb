"""A recorded job and its program: a ticket for each pull request about a leak, page by page.

`python recorded_tickets.py <folder>` replays it, and says which modules that took.
"""

import json
import sys
from pathlib import Path
from typing import Any

from runtime.agent import Agent, Judgement
from runtime.agent_program import AgentProgram, DeclaredInput
from runtime.recorded.replay_recording import replay_recordings
from runtime.request import ReadRequest, WriteRequest

SEVERITY: Judgement[str] = Judgement(
    step="severity", task="How bad is it?", output={"enum": ["low", "high"]}
)


async def tickets(agent: Agent, inputs: Any, config: Any) -> list[str]:
    def page(cursor: Any) -> ReadRequest[Any]:
        args = {"page": 1 if cursor is None else cursor}
        return ReadRequest(server="code", tool="list_pulls", args=args)

    pulls: list[Any] = await agent.pages(
        lambda cursor: page(None if not isinstance(cursor, int) else cursor),
        items=lambda data, _: data["pulls"],
        next_cursor=lambda data, _: data["next"],
        until=lambda data, _: data["next"] is None,
        max_pages=5,
    )
    keys: list[str] = []
    for pull in pulls:
        if inputs["word"] not in pull["title"]:
            continue
        severity = await agent.judge(SEVERITY, {"title": pull["title"]})
        args = {"title": pull["title"], "severity": severity}
        create: WriteRequest[Any] = WriteRequest(server="tracker", tool="create_issue", args=args)
        issue = await agent.ensure("createIssue", create)
        built: ReadRequest[Any] = ReadRequest(
            server="tracker", tool="get_issue", args={"key": issue["key"]}
        )
        await agent.poll(
            built, until=lambda data: data["state"] == "open", every_ms=60_000, timeout_ms=600_000
        )
        keys.append(issue["key"])
    return keys


program = AgentProgram(
    identity="tickets",
    name="tickets",
    run=tickets,
    inputs=[DeclaredInput(name="word", schema={"type": "string"}, default="leak")],
    judgements=[SEVERITY],
)


def _call(
    number: int, server: str, tool: str, args: dict[str, Any], data: Any, *, error: bool = False
) -> dict[str, Any]:
    content = [{"type": "text", "text": data if isinstance(data, str) else json.dumps(data)}]
    result = {"content": content, **({"isError": True} if error else {})}
    call = {"id": f"c{number}", "server": server, "tool": tool, "args": args, "result": result}
    return {**call, "started": number * 2, "ended": number * 2 + 1}


LEAK, OTHER, SECOND = {"title": "leak in a"}, {"title": "typo"}, {"title": "leak in b"}

TRACE: dict[str, Any] = {
    "tools": [
        {"server": server, "name": name, "inputSchema": {}, "effect": effect}
        for server, name, effect in (
            ("code", "list_pulls", "read"),
            ("tracker", "create_issue", "write"),
            ("tracker", "get_issue", "read"),
        )
    ],
    "judgements": [
        {"task": SEVERITY.task, "input": LEAK, "answer": "high"},
        {"task": SEVERITY.task, "input": SECOND, "answer": "low"},
    ],
    "recordings": [
        {
            "now": "2026-11-20T09:00:00Z",
            "timeZone": "UTC",
            "inputs": {},
            "calls": [
                _call(1, "code", "list_pulls", {"page": 1}, "503 come back later", error=True),
                _call(2, "code", "list_pulls", {"page": 1}, {"pulls": [LEAK, OTHER], "next": 2}),
                _call(3, "code", "list_pulls", {"page": 2}, {"pulls": [SECOND], "next": None}),
                _call(4, "tracker", "create_issue", {**LEAK, "severity": "high"}, {"key": "A-1"}),
                _call(5, "tracker", "get_issue", {"key": "A-1"}, {"state": "new"}),
                _call(6, "tracker", "get_issue", {"key": "A-1"}, {"state": "open"}),
                _call(7, "tracker", "create_issue", {**SECOND, "severity": "low"}, {"key": "A-2"}),
                _call(8, "tracker", "get_issue", {"key": "A-2"}, {"state": "open"}),
            ],
            "writes": ["c4", "c7"],
            "done": ["c4"],
        }
    ],
}


def main() -> None:
    folder = Path(sys.argv[1])
    (folder / "trace.json").write_text(json.dumps(TRACE), "utf-8")
    (replay,) = replay_recordings(program, folder)
    plan = replay.plan()
    apply = replay.apply()
    replay.expect_recorded_writes(apply)
    again = replay.apply()
    said = {
        "plan": [plan.result.error, len(plan.sent), len(plan.result.effects)],
        "apply": [apply.result.output, len(apply.sent)],
        "again": [again.result.error, len(again.sent)],
        "modules": sorted({name.partition(".")[0] for name in sys.modules}),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
