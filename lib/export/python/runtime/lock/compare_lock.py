"""How servers differ from what was locked of them."""

from typing import Any

from ..absent import ABSENT
from .compare_schema import ToolChange, compare_schema, was_is
from .tool_lock import DescribedServer, LockedServer, LockedTool, lock_tool

HINTS = (
    ("readOnlyHint", False, False),
    ("destructiveHint", True, True),
    ("idempotentHint", False, False),
    ("openWorldHint", True, None),
)
"""Hint, what holds where a server says nothing (MCP 2026-07-28), and what it must not turn into."""


def compare_server(alias: str, locked: LockedServer, live: DescribedServer) -> list[ToolChange]:
    """How a server differs; each text begins with the server and the tool."""
    changes: list[ToolChange] = []
    for fact, was, now in (
        ("name", locked.name, live.name),
        ("version", locked.version, live.version),
    ):
        if was is not None and was != now:
            said = was_is(was, ABSENT if now is None else now)
            changes.append(ToolChange(False, f"{alias}: {fact} {said}"))
    for name, tool in locked.tools.items():
        place = f"{alias}/{name}"
        now = live.tool(name)
        if tool is None:
            text = f"{place} is not locked: nobody has seen how it is defined"
            changes.append(ToolChange(False, text))
        elif now is None:
            changes.append(ToolChange(True, f"{place} is gone"))
        else:
            changes.extend(
                ToolChange(change.stops, f"{place}: {change.text}")
                for change in compare_tool(tool, lock_tool(now))
            )
    return changes


def compare_tool(was: LockedTool, now: LockedTool) -> list[ToolChange]:
    """How a tool's definition differs from what it was."""
    if was["hash"] == now["hash"]:
        return []
    described = was.get("description") == now.get("description")
    return [
        *compare_schema(was["inputSchema"], now["inputSchema"], "input"),
        *_compare_answers(was.get("outputSchema"), now.get("outputSchema")),
        *_compare_hints(was.get("annotations") or {}, now.get("annotations") or {}),
        *([] if described else [ToolChange(False, "description changed")]),
    ]


def _compare_answers(was: Any, now: Any) -> list[ToolChange]:
    """With a schema, answers come in another form: structured instead of text."""
    if was is None and now is None:
        return []
    if was is None:
        return [ToolChange(True, "answer: has a schema now, had none")]
    if now is None:
        return [ToolChange(True, "answer: has no schema now, had one")]
    return compare_schema(was, now, "output")


def _compare_hints(was: dict[str, Any], now: dict[str, Any]) -> list[ToolChange]:
    changes: list[ToolChange] = []
    for hint, silent, stops in HINTS:
        before, after = was.get(hint, silent), now.get(hint, silent)
        if before != after:
            changes.append(ToolChange(after is stops, f"{hint} {was_is(before, after)}"))
    return changes
