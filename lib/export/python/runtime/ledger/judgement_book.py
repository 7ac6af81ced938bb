"""The model's answers, kept beside the ledger."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ..absent import ABSENT
from ..instant import iso_instant
from ..json_text import json_text, parse_json
from .database import Database


@dataclass(frozen=True, kw_only=True)
class KeptJudgement:
    """An answer of the model that later runs are given again."""

    id: str
    step: str
    answer: Any
    at: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class LastingJudgements:
    """Judgements that outlive the run."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def find(self, identity: str) -> Any:
        rows = await self._database.query(
            "SELECT answer FROM agent_judgements WHERE id = $1", (identity,)
        )
        return parse_json(rows[0]["answer"]) if rows else ABSENT

    async def keep(self, identity: str, step: str, answer: Any) -> Any:
        await self._database.query(
            "INSERT INTO agent_judgements (id, step, answer, at) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (id) DO NOTHING",
            (identity, step, json_text(answer), iso_instant(self._now())),
        )
        kept = await self.find(identity)
        return answer if kept is ABSENT else kept

    async def list(self) -> Sequence[KeptJudgement]:
        rows = await self._database.query("SELECT * FROM agent_judgements ORDER BY at, id")
        return [
            KeptJudgement(
                id=row["id"], step=row["step"], answer=parse_json(row["answer"]), at=row["at"]
            )
            for row in rows
        ]

    async def forget(self, identity: str) -> bool:
        """The question will be asked again. False where there is no such answer."""
        deleted = await self._database.query(
            "DELETE FROM agent_judgements WHERE id = $1 RETURNING id", (identity,)
        )
        return len(deleted) > 0
