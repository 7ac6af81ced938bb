"""A pass for people."""

from collections.abc import Mapping, Sequence

from ..agent_setup import Mode
from ..json_text import json_text
from .diff_item import FieldDrift, Standing
from .keep_report import ItemReport, KeepAction, KeepReport

PLANNED: Mapping[KeepAction, str] = {
    "none": "as wanted",
    "create": "would create",
    "adopt": "would adopt",
    "change": "would change",
    "remove": "would remove",
    "wait": "waits",
    "ask": "asks",
    "leave": "leaves",
}
DONE: Mapping[KeepAction, str] = {
    **PLANNED,
    "create": "created",
    "adopt": "adopted",
    "change": "changed",
    "remove": "removed",
}
WORDS = {
    "same": "as wanted",
    "trusted": "as wanted",
    "gone": "neither wanted nor there",
    "new": "not made yet",
    "missing": "was made and is gone",
    "settling": "done a moment ago, may not be seen yet",
    "orphan": "made by us and no longer wanted",
}


def tell_pass(report: KeepReport) -> Sequence[str]:
    """A line for each item that is not as wanted, and one that sums up."""
    told = [_tell_item(item, report.mode) for item in report.items if item.action != "none"]
    steady = sum(item.action == "none" or item.outcome == "done" for item in report.items)
    planned = " planned" if report.mode == "plan" else ""
    rest = [
        f"{steady} as wanted",
        *([f"{report.drift} not"] if report.drift else []),
        *([f"{report.failing} failing"] if report.failing else []),
        *([f"{report.others} further write(s){planned}"] if report.others else []),
    ]
    errors = [] if report.error is None else [f"error: {report.error}"]
    return [*told, *errors, f"{report.at}  {', '.join(rest)}"]


def _tell_item(item: ItemReport, mode: Mode) -> str:
    words = DONE if item.outcome == "done" else PLANNED
    word = "failed" if item.outcome == "failed" else words[item.action]
    waits = item.until is not None and mode == "apply" and item.action == "wait"
    then = f" until {item.until}" if waits else ""
    return f"{word}{then} {json_text(item.label)}: {item.error or _tell_standing(item.standing)}"


def _tell_standing(standing: Standing) -> str:
    fields = [_tell_field(each) for each in standing.fields]
    match standing.name:
        case "changed":
            return ", ".join(fields)
        case "stray":
            return ", ".join(["there, and not in the ledger", *fields])
        case "unknown" | "hidden":
            return standing.reason or ""
        case name:
            return WORDS[name]


def _tell_field(field: FieldDrift) -> str:
    return f"{field.name} is {json_text(field.actual)} and shall be {json_text(field.wanted)}"
