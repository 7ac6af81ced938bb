"""The run that creates what is missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..effects.effect import EffectRecord
from ..json_text import json_text
from .compare_items import Case
from .diff_item import LOST
from .keep_memory import keep_the_lead
from .keep_ports import KeepPorts, KeptRun
from .keep_report import ItemReport

_MARK = re.compile("‹[^‹›]+›")


def is_due(record: EffectRecord, cases: Sequence[Case]) -> bool:
    """Whether a planned write of another step can be made now.

    Not where it needs what is not made yet (a plan puts a mark in its place), or belongs to an item
    that waits. Else every pass would run for what it cannot do.
    """
    effect = record.effect
    if _MARK.search(json_text(dict(effect.args))):
        return False
    if not effect.path:
        return True
    return not any(
        case.report.action in ("wait", "ask")
        and not case.item.is_made
        and list(case.item.effect.path) == list(effect.path)
        for case in cases
    )


def withheld_of(
    ports: KeepPorts,
    cases: Sequence[Case],
    records: Mapping[str, EffectRecord],
    others: Sequence[EffectRecord],
) -> dict[str, str]:
    """What the run must not make, with the reason: what waits or needs a person."""
    reasons: dict[str, str] = {}
    for case in cases:
        report, standing = case.report, case.report.standing
        # What is there, or only not to be seen yet, is no obstacle for the steps that build on it.
        if not case.item.wanted or standing.name == "settling":
            continue
        if report.action == "wait":
            until = report.until or "the next pass"
            reasons[report.key] = f"It is left alone until {until}."
        if report.outcome == "failed":
            reasons[report.key] = report.error or "It failed."
        hidden = standing.name == "hidden" and not case.item.is_made
        if standing.name == "unknown" or hidden:
            reasons[report.key] = standing.reason or LOST
    for planned in others:
        record = records.get(planned.effect.key)
        lost = record is not None and record.state in ("sent", "unknown")
        if record is not None and lost and not ports.looks(planned.effect.step):
            reasons[planned.effect.key] = record.error or LOST
    return reasons


async def apply_all(ports: KeepPorts, withheld: Mapping[str, str]) -> KeptRun:
    """The apply run; and again, without what it stopped at, where an answer was lost.

    So one item that a person must look at does not hold up the others.
    """
    reasons = dict(withheld)
    effects: dict[str, EffectRecord] = {}
    while True:
        run = await ports.apply(reasons)
        effects |= {record.effect.key: record for record in run.effects}
        lost = [
            record
            for record in run.effects
            if record.state == "unknown" and record.effect.key not in reasons
        ]
        if not lost or (ports.stop is not None and ports.stop.is_set()):
            return replace(run, effects=list(effects.values()))
        reasons |= {record.effect.key: record.error or LOST for record in lost}
        await keep_the_lead(ports.memory)


def after_run(report: ItemReport, run: KeptRun) -> ItemReport:
    """What became of an item that the run was to create.

    One that it did not get to was not tried.
    """
    if report.action != "create" or report.outcome is not None:
        return report
    record = next((each for each in run.effects if each.effect.key == report.key), None)
    if record is None:
        return replace(report, action="wait")
    if record.state == "confirmed":
        return replace(report, outcome="done")
    return replace(report, outcome="failed", error=record.error or "It was not made.")
