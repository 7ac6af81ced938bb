"""What becomes of slots that were missed, overlap, or come again, by the table of the studio."""

import tempfile
import unittest
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from runtime.instant import iso_instant
from runtime.json_text import parse_json
from runtime.ledger.sqlite_database import SqliteDatabase
from runtime.ledger.tables import make_tables
from runtime.recorded.silent import SilentLog
from runtime.trigger.delivery_queue import DeliveryEnd, DeliveryQueue
from runtime.trigger.due_slots import DueSlots, MissedRuns
from runtime.trigger.keep_schedule import keep_schedule
from runtime.trigger.offer_slots import last_slot, offer_slots, slot_id
from runtime.trigger.schedule import next_slot

CASES = Path(__file__).parents[3] / "test/schedule-cases.json"


class NoMoreLooks(Exception):
    """The case is over."""


class ScriptedClock:
    """Shows one instant after the other, whatever was slept."""

    def __init__(self, looks: list[datetime], queue: DeliveryQueue, ends_at: datetime) -> None:
        self._looks = looks
        self._queue = queue
        self._ends_at = ends_at

    def now(self) -> datetime:
        return self._looks[0]

    async def sleep(self, seconds: float) -> None:
        if len(self._looks) == 1:
            raise NoMoreLooks
        self._looks.pop(0)
        await self.end_runs()

    async def end_runs(self) -> None:
        if self.now() < self._ends_at:
            return
        while (run := await self._queue.take()) is not None:
            await self._queue.end(run.id, DeliveryEnd(state="done"))


def at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-30T{time}+00:00")


def short(slot: datetime) -> str:
    return iso_instant(slot)[11:16]


class MissedAndOverlapping(unittest.IsolatedAsyncioTestCase):
    async def test_slots(self) -> None:
        for case in parse_json(CASES.read_text("utf-8")):
            with self.subTest(case["title"]):
                self.assertEqual(await self.what_becomes(case), case["gives"])

    async def what_becomes(self, case: dict[str, Any]) -> list[str]:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        database = SqliteDatabase(Path(folder.name) / "agent.db")
        await make_tables(database)
        looks = [at(time) for time in case["clock"]]
        queue = DeliveryQueue(database=database, owner="one", now=lambda: looks[0])
        if case["last"] is not None:
            await queue.skip(slot_id(at(case["last"])), "before")
        clock = ScriptedClock(looks, queue, at(case.get("endsAt", "00:00:00")))
        events: list[str] = []

        async def on_due(due: DueSlots) -> None:
            def count(outcome: str, slots: int) -> None:
                if due.run is not None and outcome != "missed":
                    events.append(f"{short(due.run)} {outcome}")
                else:
                    first, last = short(due.missed[0]), short(due.missed[-1])
                    events.append(f"missed {slots} from {first} to {last}")

            await offer_slots(due, queue=queue, log=SilentLog(), count=count)
            await clock.end_runs()

        with self.assertRaises(NoMoreLooks):
            await keep_schedule(
                next_slot=lambda after: next_slot(case["cron"], "UTC", after),
                last=await last_slot(queue, clock.now()),
                clock=clock,
                missed_runs=MissedRuns(
                    mode=case["mode"], grace=timedelta(seconds=case["graceSeconds"])
                ),
                on_due=on_due,
            )
        await database.close()
        return events
