"""Approvals beside the ledger, so that a person can decide while no run is going on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ..effects.effect import Approval, Effect
from ..instant import iso_instant
from ..json_text import json_text, parse_json
from .database import Database


@dataclass(frozen=True, kw_only=True)
class ApprovalEntry:
    """A change that waits for somebody, or was decided.

    Bound to the hash of server, tool and exact arguments. `at` is an ISO instant.
    """

    args_hash: str
    step: str
    server: str
    tool: str
    args: Mapping[str, Any]
    decision: Literal["waiting", "approved", "denied"]
    at: str

    def to_json(self) -> dict[str, Any]:
        return {
            "argsHash": self.args_hash,
            "step": self.step,
            "server": self.server,
            "tool": self.tool,
            "args": dict(self.args),
            "decision": self.decision,
            "at": self.at,
        }


class ApprovalBook:
    """Keeps what was decided about changes."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def decision(self, effect: Effect) -> Approval:
        """The decision about exactly this change.

        Where there is none yet, the change is written down as waiting.
        """
        await self._database.query(
            "INSERT INTO agent_approvals (args_hash, step, server, tool, args, decision, at) "
            "VALUES ($1, $2, $3, $4, $5, 'waiting', $6) ON CONFLICT (args_hash) DO NOTHING",
            (
                effect.args_hash,
                effect.step,
                effect.server,
                effect.tool,
                json_text(effect.args),
                iso_instant(self._now()),
            ),
        )
        rows = await self._database.query(
            "SELECT decision FROM agent_approvals WHERE args_hash = $1", (effect.args_hash,)
        )
        decision = rows[0]["decision"] if rows else "waiting"
        if decision == "approved":
            return Approval(True)
        if decision == "denied":
            return Approval(False, "It was denied.")
        identity = effect.args_hash[:12]
        return Approval(False, f"It waits for approval: python main.py approve {identity}")

    async def decide(self, args_hash: str, *, approved: bool) -> None:
        await self._database.query(
            "UPDATE agent_approvals SET decision = $1, at = $2 WHERE args_hash = $3",
            ("approved" if approved else "denied", iso_instant(self._now()), args_hash),
        )

    async def open(self) -> Sequence[ApprovalEntry]:
        """What is not approved: waiting ones first, then denied ones."""
        rows = await self._database.query(
            "SELECT * FROM agent_approvals WHERE decision IN ('waiting', 'denied') "
            "ORDER BY decision DESC, at, args_hash"
        )
        return [
            ApprovalEntry(
                args_hash=row["args_hash"],
                step=row["step"],
                server=row["server"],
                tool=row["tool"],
                args=parse_json(row["args"]),
                decision=row["decision"],
                at=row["at"],
            )
            for row in rows
        ]
