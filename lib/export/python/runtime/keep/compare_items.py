"""The items of one rule, as they stand and with what is to be done about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..absent import ABSENT
from ..effects.effect import Effect, EffectRecord
from .decide_action import decide_action
from .diff_item import diff_item
from .heal_item import rule_effect
from .keep_ports import KeepPorts, KeptRun
from .keep_report import ItemReport
from .keep_state import KeepState
from .kept_item import Hidden, KeptItem, Look, There
from .look_for_items import look_for_items
from .rules import KeepRule
from .wanted_items import wanted_items

LONGEST_LABEL = 80


@dataclass(frozen=True, kw_only=True)
class Case:
    """One item on its way through a pass."""

    rule: KeepRule
    item: KeptItem
    report: ItemReport


async def compare_items(
    ports: KeepPorts,
    rule: KeepRule,
    *,
    at: str,
    state: KeepState,
    records: Mapping[str, EffectRecord],
    plan: KeptRun,
) -> Sequence[Case]:
    """Looks, and decides."""
    items = wanted_items(rule, planned=plan.effects, records=records, state=state)
    looks = await look_for_items(rule, items, ports.read_data)
    # Where not all was seen that is wanted, or nothing at all is, "no longer wanted" may only mean
    # "not seen".
    removes = plan.error is None and any(item.wanted for item in items)

    def case(item: KeptItem) -> Case:
        effect = item.effect
        look: Look = looks.get(effect.key, Hidden("It was not looked for."))
        standing = diff_item(
            rule, item, look, now=at, changed_at=_changed_at(ports, rule, item, look, records)
        )
        memory = state.items.get(effect.key)
        action, until = decide_action(rule, standing, now=at, memory=memory, removes=removes)
        report = ItemReport(
            key=effect.key,
            step=rule.step,
            label=_label_of(effect),
            wanted=effect.args,
            standing=standing,
            action=action,
            until=until,
            error=memory.error if action == "wait" and memory is not None else None,
        )
        return Case(rule=rule, item=item, report=report)

    return [case(item) for item in items]


def change_of(ports: KeepPorts, rule: KeepRule, item: KeptItem, actual: Any) -> Effect | None:
    """The change that brings the item back, where the rule knows one."""
    if rule.change is None or not item.wanted:
        return None
    made = actual if item.made is ABSENT else item.made
    write = rule.change(made, item.effect.args, actual)
    return rule_effect(ports.workflow, rule, item, write)


def _changed_at(
    ports: KeepPorts,
    rule: KeepRule,
    item: KeptItem,
    look: Look,
    records: Mapping[str, EffectRecord],
) -> str | None:
    change = change_of(ports, rule, item, look.actual) if isinstance(look, There) else None
    done = None if change is None else records.get(change.key)
    return done.updated_at if done is not None and done.state == "confirmed" else None


def _label_of(effect: Effect) -> str:
    """The innermost loop's item, else the first text among the arguments."""
    if effect.path:
        return effect.path[-1]
    named = [effect.args.get(name) for name in ("title", "name", "subject", "summary")]
    texts = [each for each in (*named, *effect.args.values()) if isinstance(each, str) and each]
    return texts[0][:LONGEST_LABEL] if texts else effect.tool
