"""Slots of schedules as JSON: `python next_slots.py '{"schedules": [...], "slots": 6}'`."""

import json
import sys
from datetime import datetime
from typing import Any

from runtime.instant import iso_instant
from runtime.trigger.schedule import next_slot


def slots_of(schedule: dict[str, Any], count: int) -> list[str]:
    at = datetime.fromisoformat(schedule["from"])
    slots: list[str] = []
    for _ in range(count):
        at = next_slot(schedule["cron"], schedule["zone"], at)
        slots.append(iso_instant(at))
    return slots


asked = json.loads(sys.argv[1])
print(json.dumps([slots_of(schedule, asked["slots"]) for schedule in asked["schedules"]]))
