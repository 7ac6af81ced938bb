"""`mcp.lock`: what servers said of the tools that a program uses when it was proved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..failures import AgentError
from ..json_hash import hash_json
from ..json_text import json_text, parse_json
from ..json_value import is_object

LOCK_VERSION = 1

LockedTool = Mapping[str, Any]
"""All that decides whether a call of a tool means the same, and its hash, as JSON."""


@dataclass(frozen=True, kw_only=True)
class LockedServer:
    """`tools` by name. None: the program uses it, and nobody has seen how it is defined."""

    name: str | None = None
    version: str | None = None
    tools: Mapping[str, LockedTool | None] = field(default_factory=dict[str, LockedTool | None])

    def to_json(self) -> dict[str, Any]:
        named = {"name": self.name, "version": self.version}
        return {
            **{fact: value for fact, value in named.items() if value is not None},
            "tools": dict(self.tools),
        }


@dataclass(frozen=True, kw_only=True)
class DescribedServer:
    """What a server says of itself and its tools now; tools as they come over the wire."""

    name: str | None = None
    version: str | None = None
    tools: Sequence[Mapping[str, Any]] = ()

    def tool(self, name: str) -> Mapping[str, Any] | None:
        return next((tool for tool in self.tools if tool["name"] == name), None)


def lock_tool(tool: Mapping[str, Any]) -> LockedTool:
    """The definition of a tool as it is locked."""
    members = ("description", "inputSchema", "outputSchema", "annotations")
    definition = {member: tool[member] for member in members if tool.get(member) is not None}
    return {"hash": hash_json(definition), **definition}


def lock_server(live: DescribedServer, used: Sequence[str]) -> LockedServer:
    """Locks what a server says of the tools with these names; None for one that it has not."""
    found = {name: live.tool(name) for name in sorted(used)}
    return LockedServer(
        name=live.name,
        version=live.version,
        tools={name: None if tool is None else lock_tool(tool) for name, tool in found.items()},
    )


def read_lock(path: Path) -> Mapping[str, LockedServer]:
    """Servers by their name in `mcp.json`; none where there is no such file.

    Raises where it cannot be read.
    """
    if not path.exists():
        return {}
    try:
        written = parse_json(path.read_text("utf-8"))
        if written["lockVersion"] != LOCK_VERSION:
            raise AgentError(f"its lockVersion is not {LOCK_VERSION}")
        return {alias: _read_server(server) for alias, server in written["servers"].items()}
    except (AgentError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise AgentError(
            f"mcp.lock cannot be read ({error}). Restore it, or export the agent again."
        ) from error


def write_lock(path: Path, servers: Mapping[str, LockedServer]) -> None:
    """Raises where it cannot be written."""
    written = {
        "lockVersion": LOCK_VERSION,
        "servers": {alias: server.to_json() for alias, server in servers.items()},
    }
    try:
        path.write_text(f"{json_text(written, 2)}\n", "utf-8")
    except OSError as error:
        raise AgentError(
            f"mcp.lock cannot be written here ({error.strerror}). "
            "Accept the tools where the agent is built, and deploy it again."
        ) from error


def _read_server(written: Mapping[str, Any]) -> LockedServer:
    tools: Mapping[str, Any] = written["tools"]
    for tool in tools.values():
        if tool is not None and not (is_object(tool) and is_object(tool["inputSchema"])):
            raise AgentError("a tool has no inputSchema")
    return LockedServer(name=written.get("name"), version=written.get("version"), tools=tools)
