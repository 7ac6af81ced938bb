"""Wishes to run the workflow, committed before anybody is told that they were taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ..instant import epoch_ms, iso_instant
from ..json_text import json_text, parse_json
from ..ledger.database import Database
from ..observe.tracing import TraceContext, trace_context_in

LEASE_MS = 60_000


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A webhook's delivery, a slot of the schedule, or a start by hand.

    `trace`: the one that it belongs to.
    """

    id: str
    inputs: Mapping[str, Any]
    attempts: int
    trace: TraceContext | None = None


DeliveryState = Literal["received", "running", "waiting", "done", "failed"]


@dataclass(frozen=True, kw_only=True)
class DeliveryLook:
    """How a delivery is."""

    inputs: Mapping[str, Any]
    state: DeliveryState
    error: str | None


@dataclass(frozen=True, kw_only=True)
class DeliveryEnd:
    """What became of a delivery.

    `waiting`: it goes on when somebody has approved or settled something. `received`: it is run
    again, after so many milliseconds.
    """

    state: Literal["done", "waiting", "failed", "received"]
    error: str | None = None
    after_ms: int = 0


class DeliveryQueue:
    """One id is run once, by one process at a time."""

    def __init__(self, *, database: Database, owner: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._owner = owner
        self._now = now

    async def add(
        self, identity: str, inputs: Mapping[str, Any], trace: TraceContext | None = None
    ) -> bool:
        """False where this id was taken before."""
        if trace is not None:
            # Before the delivery is there, because another process may take it at once.
            await self._database.query(
                "INSERT INTO agent_traces (delivery, context) VALUES ($1, $2) "
                "ON CONFLICT (delivery) DO NOTHING",
                (identity, json_text(trace.to_json())),
            )
        now = self._now()
        rows = await self._database.query(
            "INSERT INTO agent_deliveries (id, inputs, state, attempts, owner, due, received_at) "
            "VALUES ($1, $2, 'received', 0, NULL, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id",
            (identity, json_text(inputs), epoch_ms(now), iso_instant(now)),
        )
        return len(rows) > 0

    async def take(self) -> Delivery | None:
        """The oldest one that is due.

        It is this process's until `end`, or until its lease runs out.
        """
        now = epoch_ms(self._now())
        # `due` is when a received one may begin, and when the lease of a running one ends.
        rows = await self._database.query(_TAKE, (self._owner, now + LEASE_MS, now))
        if not rows:
            return None
        row = rows[0]
        return Delivery(
            id=row["id"],
            inputs=parse_json(row["inputs"]),
            attempts=row["attempts"],
            trace=await self._trace_of(row["id"]),
        )

    async def _trace_of(self, identity: str) -> TraceContext | None:
        rows = await self._database.query(
            "SELECT context FROM agent_traces WHERE delivery = $1", (identity,)
        )
        return trace_context_in(parse_json(rows[0]["context"])) if rows else None

    async def renew(self, identity: str) -> None:
        """Keeps a delivery that is still being worked on."""
        await self._database.query(
            "UPDATE agent_deliveries SET due = $1 WHERE id = $2 AND owner = $3",
            (epoch_ms(self._now()) + LEASE_MS, identity, self._owner),
        )

    async def end(self, identity: str, end: DeliveryEnd) -> None:
        await self._database.query(
            "UPDATE agent_deliveries SET state = $1, error = $2, due = $3 "
            "WHERE id = $4 AND owner = $5",
            (end.state, end.error, epoch_ms(self._now()) + end.after_ms, identity, self._owner),
        )

    async def skip(self, identity: str, reason: str) -> bool:
        """Remembers one that shall not be run. False where this id was taken before."""
        now = self._now()
        rows = await self._database.query(
            "INSERT INTO agent_deliveries "
            "(id, inputs, state, attempts, error, owner, due, received_at) "
            "VALUES ($1, '{}', 'done', 0, $2, NULL, $3, $4) "
            "ON CONFLICT (id) DO NOTHING RETURNING id",
            (identity, reason, epoch_ms(now), iso_instant(now)),
        )
        return len(rows) > 0

    async def latest(self, prefix: str, until: str) -> str | None:
        """The last id, by its letters, that begins so and is not after another."""
        rows = await self._database.query(
            "SELECT MAX(id) AS latest FROM agent_deliveries WHERE SUBSTR(id, 1, $1) = $2 "
            "AND id <= $3",
            (len(prefix), prefix, until),
        )
        return rows[0]["latest"]

    async def look(self, identity: str) -> DeliveryLook | None:
        """None where this id was never taken."""
        rows = await self._database.query(
            "SELECT inputs, state, error FROM agent_deliveries WHERE id = $1", (identity,)
        )
        if not rows:
            return None
        row = rows[0]
        return DeliveryLook(
            inputs=parse_json(row["inputs"]), state=row["state"], error=row["error"]
        )

    async def length(self) -> int:
        """How many have not ended and wait for nobody."""
        rows = await self._database.query(
            "SELECT COUNT(*) AS length FROM agent_deliveries WHERE state IN ('received', 'running')"
        )
        return int(rows[0]["length"])

    async def unended(self, prefix: str, inputs: Mapping[str, Any]) -> str | None:
        """One of `length()` with these inputs, whose id begins so."""
        rows = await self._database.query(
            "SELECT id FROM agent_deliveries WHERE state IN ('received', 'running') "
            "AND inputs = $1 AND SUBSTR(id, 1, $2) = $3 ORDER BY received_at, id LIMIT 1",
            (json_text(inputs), len(prefix), prefix),
        )
        return rows[0]["id"] if rows else None


async def wake_waiting(database: Database, now: datetime) -> None:
    """Deliveries that waited for somebody run again: something was approved or settled."""
    await database.query(
        "UPDATE agent_deliveries SET state = 'received', due = $1 WHERE state = 'waiting'",
        (epoch_ms(now),),
    )


_TAKE = """
  UPDATE agent_deliveries SET state = 'running', owner = $1, due = $2, attempts = attempts + 1
  WHERE id = (SELECT id FROM agent_deliveries WHERE state IN ('received', 'running') AND due <= $3
              ORDER BY received_at, id LIMIT 1)
    AND state IN ('received', 'running') AND due <= $3
  RETURNING id, inputs, attempts"""
