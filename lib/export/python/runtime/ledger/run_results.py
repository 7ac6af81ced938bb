"""What runs gave whose caller wants to know: it is asked for later, and of any replica."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ..absent import ABSENT
from ..instant import iso_instant
from ..json_text import json_text, parse_json
from .database import Database


class RunResults:
    """Results by the delivery that the run was for."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def keep(self, delivery: str, result: Any) -> None:
        """An earlier one of the same delivery is replaced."""
        await self._database.query(
            "INSERT INTO agent_results (delivery, result, at) VALUES ($1, $2, $3) "
            "ON CONFLICT (delivery) DO UPDATE SET result = excluded.result, at = excluded.at",
            (delivery, json_text(result), iso_instant(self._now())),
        )

    async def get(self, delivery: str) -> Any:
        """`ABSENT` where nothing is kept."""
        rows = await self._database.query(
            "SELECT result FROM agent_results WHERE delivery = $1", (delivery,)
        )
        return parse_json(rows[0]["result"]) if rows else ABSENT
