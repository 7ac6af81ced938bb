"""Slots of a schedule."""

import unittest
from datetime import UTC, datetime

from runtime.failures import AgentError
from runtime.instant import iso_instant
from runtime.trigger.schedule import next_slot


def slot_after(cron: str, zone: str, text: str) -> str:
    return iso_instant(next_slot(cron, zone, datetime.fromisoformat(text)))


class Slots(unittest.TestCase):
    def test_are_in_the_zone_of_the_schedule(self) -> None:
        friday = "2026-11-27T10:00:00+00:00"
        self.assertEqual(slot_after("0 9 * * 1", "UTC", friday), "2026-11-30T09:00:00.000Z")
        self.assertEqual(
            slot_after("0 9 * * MON", "Europe/Berlin", friday), "2026-11-30T08:00:00.000Z"
        )
        self.assertEqual(slot_after("@daily", "UTC", friday), "2026-11-28T00:00:00.000Z")
        self.assertEqual(slot_after("*/20 * * * * *", "UTC", friday), "2026-11-27T10:00:20.000Z")

    def test_keep_their_hour_when_the_clocks_change(self) -> None:
        before = "2026-03-28T12:00:00+00:00"
        self.assertEqual(
            slot_after("0 9 * * *", "Europe/Berlin", before), "2026-03-29T07:00:00.000Z"
        )

    def test_that_cannot_be_are_refused(self) -> None:
        for cron, zone in (("0 9 * *", "UTC"), ("61 * * * *", "UTC"), ("0 9 * * *", "Mars/One")):
            with self.assertRaisesRegex(AgentError, "cannot be kept"):
                next_slot(cron, zone, datetime(2026, 1, 1, tzinfo=UTC))
