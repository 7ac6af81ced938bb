"""`mcp.json`: how the servers are reached."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ..environment import Environment, expand_variables
from ..failures import AgentError
from ..json_text import parse_json
from ..json_value import is_list, is_object


@dataclass(frozen=True, kw_only=True)
class StdioServer:
    """A server that is started as a child process."""

    command: str
    args: Sequence[str] = ()
    cwd: str | None = None
    env: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, kw_only=True)
class RemoteServer:
    """A server that is reached by its address."""

    kind: Literal["http", "sse"]
    url: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


ServerSettings = StdioServer | RemoteServer
"""How one MCP server is reached, every `${NAME}` filled in."""


def read_server_settings(text: str, environment: Environment) -> dict[str, ServerSettings]:
    """Reads the text of `mcp.json`.

    Raises with one sentence that names the server and what is missing: a bad file, or a variable
    that the environment does not have.
    """
    try:
        written = parse_json(text)
    except ValueError as error:
        raise AgentError(f"mcp.json is not JSON: {error}") from error
    servers = written.get("mcpServers") if is_object(written) else None
    if not is_object(servers):
        raise AgentError('mcp.json is not usable: it has no object "mcpServers".')
    return {alias: _Reader(alias, environment).read(server) for alias, server in servers.items()}


def missing_variables(text: str, environment: Environment) -> Sequence[str]:
    """Variables that `mcp.json` needs and the environment does not have, in their order."""
    names = dict.fromkeys(re.findall(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}", text))
    return [name for name in names if environment.get(name) is None]


class _Reader:
    def __init__(self, alias: str, environment: Environment) -> None:
        self._alias = alias
        self._environment = environment

    def read(self, server: Any) -> ServerSettings:
        if not is_object(server):
            raise self._wrong("it is no object")
        if "command" in server:
            cwd = server.get("cwd")
            return StdioServer(
                command=self._text(server["command"], "command"),
                args=[self._text(each, "args") for each in self._list(server.get("args", []))],
                cwd=None if cwd is None else self._text(cwd, "cwd"),
                env=self._texts(server.get("env", {}), "env"),
            )
        kind = server.get("type", "http")
        if kind not in ("http", "sse"):
            raise self._wrong('its "type" must be http or sse')
        return RemoteServer(
            kind=kind,
            url=self._text(server.get("url"), "url"),
            headers=self._texts(server.get("headers", {}), "headers"),
        )

    def _list(self, value: Any) -> list[Any]:
        if not is_list(value):
            raise self._wrong('its "args" must be a list')
        return value

    def _texts(self, value: Any, member: str) -> dict[str, str]:
        if not is_object(value):
            raise self._wrong(f'its "{member}" must be an object')
        return {name: self._text(text, member, empty=True) for name, text in value.items()}

    def _text(self, value: Any, member: str, *, empty: bool = False) -> str:
        if not isinstance(value, str) or (value == "" and not empty and member != "args"):
            raise self._wrong(f'its "{member}" must be text')
        place = f'server "{self._alias}" in mcp.json'
        return expand_variables(value, self._environment, place)

    def _wrong(self, what: str) -> AgentError:
        return AgentError(f'mcp.json is not usable: server "{self._alias}": {what}.')
