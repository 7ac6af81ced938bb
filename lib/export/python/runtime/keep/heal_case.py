"""Everything about an item except creating it, which the run does."""

from collections.abc import Mapping
from dataclasses import replace

from ..effects.effect import EffectRecord
from ..effects.ensure_effect import EffectFailure
from .compare_items import Case, change_of
from .heal_item import adopt_item, make_change, release_item, rule_effect
from .keep_ports import KeepPorts


async def heal(ports: KeepPorts, case: Case, records: Mapping[str, EffectRecord]) -> Case:
    """The case with what became of it. A change that failed is in the report."""
    try:
        return await _heal(ports, case, records)
    except EffectFailure as failure:
        # Another process is at it: that is nothing to retry or to complain about.
        if failure.kind == "busy":
            return _left(ports, case)
        report = replace(case.report, outcome="failed", error=str(failure))
        return replace(case, report=report)


async def _heal(ports: KeepPorts, case: Case, records: Mapping[str, EffectRecord]) -> Case:
    rule, item, standing = case.rule, case.item, case.report.standing
    match standing.name, case.report.action:
        case "missing", "create":
            return case if await release_item(ports, item) else _left(ports, case)
        case "orphan", "remove" if rule.remove is not None:
            write = rule.remove(item.made, item.effect.args, standing.actual)
            effect = rule_effect(ports.workflow, rule, item, write)
            await make_change(ports, effect, records.get(effect.key))
            if item.record is not None:
                reason = "It was removed, because it is no longer wanted."
                await ports.ledger.set_back(item.record, reason)
            return _done(case)
        case "stray", "adopt":
            await adopt_item(ports, item, standing.actual)
            if standing.fields:
                await _change(ports, case, records)
            return _done(case)
        case _, "change":
            await _change(ports, case, records)
            return _done(case)
        case _:
            return case


async def _change(ports: KeepPorts, case: Case, records: Mapping[str, EffectRecord]) -> None:
    effect = change_of(ports, case.rule, case.item, case.report.standing.actual)
    if effect is not None:
        await make_change(ports, effect, records.get(effect.key))


def _left(ports: KeepPorts, case: Case) -> Case:
    return replace(case, report=replace(case.report, action="wait", until=ports.now()))


def _done(case: Case) -> Case:
    return replace(case, report=replace(case.report, outcome="done"))
