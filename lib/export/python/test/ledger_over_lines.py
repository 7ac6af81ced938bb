"""Python ledgers for the test suite of all ledgers, which is written in TypeScript.

Reads one JSON object a line, does what it says and answers with one: `{"id", "gives"}` or
`{"id", "raises"}`. Lines are worked on at the same time, as calls of one process are.
"""

import asyncio
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from runtime.absent import ABSENT
from runtime.effects.effect import CorrectableLedger, Effect, EffectChange, EffectRecord
from runtime.effects.memory_ledger import MemoryLedger
from runtime.environment import ProcessEnvironment
from runtime.instant import iso_instant, utc_now
from runtime.json_text import json_text, parse_json
from runtime.ledger.database import Database
from runtime.ledger.open_database import open_database
from runtime.ledger.sql_ledger import SqlLedger
from runtime.result_json import result_from_json


class Ledgers:
    """Ledgers by number; each with a database of its own, as another process would have."""

    def __init__(self) -> None:
        self._ledgers: dict[int, CorrectableLedger] = {}
        self._databases: list[Database] = []

    async def do(self, asked: Mapping[str, Any]) -> Any:
        match asked["do"]:
            case "open":
                return await self._open(asked)
            case "claim":
                claim = await self._ledgers[asked["ledger"]].claim(_effect(asked["effect"]))
                record = {} if claim.record is None else {"record": claim.record.to_json()}
                return {"outcome": claim.outcome, **record}
            case "mark":
                change = _change(asked["change"])
                return await self._ledgers[asked["ledger"]].mark(asked["key"], change)
            case "setBack":
                seen = _record(asked["seen"])
                return await self._ledgers[asked["ledger"]].set_back(seen, asked["reason"])
            case "find":
                found = await self._ledgers[asked["ledger"]].find(asked["key"])
                return None if found is None else found.to_json()
            case "list":
                records = await self._ledgers[asked["ledger"]].list()
                return [record.to_json() for record in records]
            case unknown:
                raise ValueError(f'There is nothing called "{unknown}" to do.')

    async def _open(self, asked: Mapping[str, Any]) -> int:
        number = len(self._ledgers)
        self._ledgers[number] = MemoryLedger(lambda: iso_instant(utc_now()))
        if asked.get("variables", ABSENT) is not ABSENT:
            environment = ProcessEnvironment(asked["variables"])
            database = await open_database(environment, Path.cwd())
            self._databases.append(database)
            ahead = timedelta(milliseconds=asked["aheadMs"])
            self._ledgers[number] = SqlLedger(
                database=database, owner=asked["owner"], now=lambda: utc_now() + ahead
            )
        return number

    async def close(self) -> None:
        for ledger in self._ledgers.values():
            if isinstance(ledger, SqlLedger):
                await ledger.stop()
        for database in self._databases:
            await database.close()


def _effect(written: Mapping[str, Any]) -> Effect:
    return Effect(
        key=written["key"],
        step=written["step"],
        path=written["path"],
        server=written["server"],
        tool=written["tool"],
        args=written["args"],
        args_hash=written["argsHash"],
        effect=written["effect"],
    )


def _record(written: Mapping[str, Any]) -> EffectRecord:
    return EffectRecord(
        effect=_effect(written),
        state=written["state"],
        attempts=written["attempts"],
        updated_at=written["updatedAt"],
    )


def _change(written: Mapping[str, Any]) -> EffectChange:
    result = written.get("result")
    return EffectChange(
        state=written["state"],
        result=None if result is None else result_from_json(result),
        error=written.get("error"),
        how=written.get("how"),
    )


async def _answer(ledgers: Ledgers, line: str) -> None:
    asked = parse_json(line)
    try:
        answer = {"id": asked["id"], "gives": await ledgers.do(asked)}
    except Exception as error:
        answer = {"id": asked["id"], "raises": f"{type(error).__name__}: {error}"}
    print(json_text(answer), flush=True)


async def main() -> None:
    ledgers = Ledgers()
    under_way: set[asyncio.Task[None]] = set()
    while line := await asyncio.to_thread(sys.stdin.readline):
        task = asyncio.create_task(_answer(ledgers, line))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    await ledgers.close()


asyncio.run(main())
