"""What a pass does about an item that stands so."""

from .diff_item import Standing
from .keep_report import KeepAction
from .keep_state import ItemMemory
from .rules import KeepRule

ACTS = frozenset({"create", "change", "remove"})


def decide_action(
    rule: KeepRule, standing: Standing, *, now: str, memory: ItemMemory | None, removes: bool
) -> tuple[KeepAction, str | None]:
    """The action, and the instant until which it waits.

    `removes` is False where the pass could not see all that is wanted; then nothing counts as
    unwanted.
    """
    if standing.name == "settling":
        return "wait", standing.until
    wanted = _wanted_action(rule, standing, removes)
    until = None if memory is None else memory.next_at
    if wanted in ACTS and until is not None and until > now:
        return "wait", until
    return wanted, None


def _wanted_action(rule: KeepRule, standing: Standing, removes: bool) -> KeepAction:
    match standing.name:
        case "same" | "trusted" | "gone":
            return "none"
        case "settling":
            return "wait"
        case "missing" | "new":
            return "create"
        case "stray":
            return "adopt"
        case "changed":
            return "leave" if rule.change is None else "change"
        case "orphan":
            return "remove" if rule.remove is not None and removes else "leave"
        case "unknown":
            return "ask"
        case "hidden":
            return "leave"
