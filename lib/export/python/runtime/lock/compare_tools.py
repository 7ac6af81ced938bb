"""How the live tools differ from the locked ones."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from ..pause import pause
from .compare_lock import compare_server
from .compare_schema import ToolChange
from .tool_lock import DescribedServer, LockedServer, lock_server

ATTEMPTS = 6
FIRST_PAUSE_MS = 250

Describe = Callable[[str], Awaitable[DescribedServer]]


@dataclass(frozen=True, kw_only=True)
class ToolComparison:
    """`now`: what would be locked."""

    changes: Sequence[ToolChange]
    now: Mapping[str, LockedServer]


async def compare_tools(
    servers: Mapping[str, LockedServer], describe: Describe, stop: asyncio.Event | None = None
) -> ToolComparison:
    """Asks every locked server, all at once.

    Raises where one cannot be reached or does not list its tools.
    """
    live = await asyncio.gather(*(_ask(alias, describe, stop) for alias in servers))
    found = dict(zip(servers, live, strict=True))
    return ToolComparison(
        changes=[
            change
            for alias, locked in servers.items()
            for change in compare_server(alias, locked, found[alias])
        ],
        now={
            alias: lock_server(found[alias], list(locked.tools))
            for alias, locked in servers.items()
        },
    )


async def _ask(alias: str, describe: Describe, stop: asyncio.Event | None) -> DescribedServer:
    """A server that is away for a moment is asked again, as it is for every read."""
    for attempt in range(ATTEMPTS - 1):
        try:
            return await describe(alias)
        except Exception:
            await pause(FIRST_PAUSE_MS * 2**attempt, stop)
    return await describe(alias)
