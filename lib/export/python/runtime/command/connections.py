"""What an agent that serves stands on, kept and looked at."""

import asyncio
import contextlib
from collections.abc import Sequence

from .open_agent import OpenAgent

CONNECT_AGAIN_SECONDS = 15


async def keep_connected(agent: OpenAgent) -> None:
    """Connects servers that are away again, so that readiness is true between runs.

    Until it is cancelled.
    """
    while True:
        if agent.servers.missing():
            try:
                await agent.servers.connect_all()
            except Exception as error:
                agent.log.warn("servers are not all connected", error=str(error))
        await asyncio.sleep(CONNECT_AGAIN_SECONDS)


async def missing_parts(agent: OpenAgent) -> Sequence[str]:
    """A sentence for each server that is away, and for a ledger that cannot be reached."""
    reasons = [f'The server "{alias}" is not connected.' for alias in agent.servers.missing()]
    ledger_is_there = False
    with contextlib.suppress(Exception):
        await agent.database.query("SELECT 1")
        ledger_is_there = True
    return reasons if ledger_is_there else [*reasons, "The ledger cannot be reached."]
