"""The items of a rule."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..absent import ABSENT
from ..effects.effect import EffectRecord
from ..result_json import data_shown
from ..results.result_data import result_data
from .keep_state import KeepState
from .kept_item import KeptItem
from .rules import KeepRule


def wanted_items(
    rule: KeepRule,
    *,
    planned: Sequence[EffectRecord],
    records: Mapping[str, EffectRecord],
    state: KeepState,
) -> Sequence[KeptItem]:
    """What the plan wants made, and what an earlier pass wanted, was made by us, and is no more.

    `records`: what the ledger held before the plan, by key.
    """
    wanted = [record for record in planned if record.effect.step == rule.step]
    keys = {record.effect.key for record in wanted}
    before = [
        KeptItem(
            effect=record.effect,
            wanted=False,
            record=record,
            made=_data_of(rule, record),
            recorded=False,
        )
        for key, record in records.items()
        if _is_ours(rule, record) and key not in keys and key in state.items
    ]
    return [*(_wanted(rule, each, records.get(each.effect.key)) for each in wanted), *before]


def _wanted(rule: KeepRule, planned: EffectRecord, record: EffectRecord | None) -> KeptItem:
    confirmed = record is not None and record.state == "confirmed"
    recorded = planned.how == "recorded" and not confirmed
    known = planned if recorded else record if confirmed else None
    return KeptItem(
        effect=planned.effect,
        wanted=True,
        record=record,
        made=ABSENT if known is None else _data_of(rule, known),
        recorded=recorded,
    )


def _is_ours(rule: KeepRule, record: EffectRecord) -> bool:
    """Made by a run for this step. What was only found was somebody else's, and stays theirs."""
    effect = record.effect
    made = record.state == "confirmed" and record.how == "created"
    same = (effect.step, effect.server, effect.tool) == (rule.step, rule.server, rule.tool)
    return made and same


def _data_of(rule: KeepRule, record: EffectRecord) -> Any:
    """Data of a confirmed effect; `ABSENT` where its answer cannot be read any more."""
    if record.result is None:
        return ABSENT
    if record.how == "found":
        return data_shown(record.result)
    try:
        return result_data(record.result, rule.extract)
    except Exception:
        return ABSENT
