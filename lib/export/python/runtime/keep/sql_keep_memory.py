"""The memory of a control loop over SQLite or Postgres."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime

from ..instant import epoch_ms
from ..json_text import json_text, parse_json
from ..ledger.database import Database
from .keep_memory import LostLead
from .keep_state import KeepState

LEASE_MS = 30_000
"""How long a lead holds without a sign of life."""

HEARTBEAT_SECONDS = 10
"""How often a leader gives one."""


class SqlKeepMemory:
    """The lead is a lease in the row that holds the memory.

    `workflow`: the program's identity, because several programs may share a database. `owner` names
    this process for ever.
    """

    def __init__(
        self, *, database: Database, workflow: str, owner: str, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._workflow = workflow
        self._owner = owner
        self._now = now
        self._heartbeat: asyncio.Task[None] | None = None

    async def lead(self) -> bool:
        """See `KeepMemory`."""
        leads = await self._take()
        if leads and self._heartbeat is None:
            self._heartbeat = asyncio.create_task(self._stay())
        if not leads:
            await self._rest()
        return leads

    async def read(self) -> KeepState:
        rows = await self._database.query(
            "SELECT document FROM agent_keep WHERE workflow = $1", (self._workflow,)
        )
        return KeepState.from_json(parse_json(rows[0]["document"])) if rows else KeepState()

    async def write(self, state: KeepState) -> None:
        """See `KeepMemory`."""
        document = json_text(state.to_json())
        now = epoch_ms(self._now())
        rows = await self._database.query(_WRITE, (self._workflow, document, self._owner, now))
        if not rows:
            raise LostLead("Another process leads now, so this pass was not remembered.")

    async def resign(self) -> None:
        """See `KeepMemory`."""
        await self._rest()
        await self._database.query(
            "UPDATE agent_keep SET lease_until = 0 WHERE workflow = $1 AND owner = $2",
            (self._workflow, self._owner),
        )

    async def _take(self) -> bool:
        now = epoch_ms(self._now())
        fresh = json_text(KeepState().to_json())
        parameters = (self._workflow, fresh, self._owner, now + LEASE_MS, now)
        return len(await self._database.query(_LEAD, parameters)) > 0

    async def _stay(self) -> None:
        leads = True
        while leads:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            # A database that is away now may be back before the lease is over.
            with contextlib.suppress(Exception):
                leads = await self._take()

    async def _rest(self) -> None:
        beat, self._heartbeat = self._heartbeat, None
        if beat is not None:
            beat.cancel()
            await asyncio.gather(beat, return_exceptions=True)


_LEAD = """
  INSERT INTO agent_keep (workflow, document, owner, lease_until) VALUES ($1, $2, $3, $4)
  ON CONFLICT (workflow) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until
  WHERE agent_keep.owner = excluded.owner OR agent_keep.owner IS NULL OR agent_keep.lease_until < $5
  RETURNING workflow"""

_WRITE = """
  UPDATE agent_keep SET document = $2 WHERE workflow = $1 AND owner = $3 AND lease_until >= $4
  RETURNING workflow"""
