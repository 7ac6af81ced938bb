"""What to remember after a pass."""

from .keep_ports import KeepPorts, KeptRun
from .keep_report import ItemReport, KeepReport
from .keep_state import ItemMemory, KeepState, after_attempt, conditions_after


def state_after(
    ports: KeepPorts, before: KeepState, report: KeepReport, plan: KeptRun
) -> KeepState:
    """The state from which the next pass goes on."""
    random = ports.random()
    # Half a plan must not make us forget what was wanted: that is how we know our own orphans.
    items = dict(before.items) if plan.error is not None else {}
    for item in report.items:
        removed = item.action == "remove" and item.outcome == "done"
        if item.standing.name == "gone" or removed:
            items.pop(item.key, None)
        else:
            memory = before.items.get(item.key)
            items[item.key] = _memory_after(item, memory, at=report.at, random=random)
    return KeepState(
        items=items,
        conditions=conditions_after(
            before.conditions,
            at=report.at,
            drift=report.drift,
            failing=report.failing,
            error=report.error,
        ),
        passes=before.passes + 1,
        last_success_at=report.at if report.is_steady else before.last_success_at,
        last_report=report.to_json(),
    )


def _memory_after(
    item: ItemReport, memory: ItemMemory | None, *, at: str, random: float
) -> ItemMemory:
    # What is made for the first time has not been undone by anybody.
    first = item.standing.name == "new" and item.outcome == "done"
    tried = item.outcome is not None and item.action != "adopt" and not first
    if tried or item.outcome == "failed":
        return after_attempt(memory, now=at, random=random, error=item.error)
    if item.standing.name == "same" or first or memory is None:
        return ItemMemory()
    return memory
