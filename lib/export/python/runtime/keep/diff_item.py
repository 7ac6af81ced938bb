"""How an item stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from ..absent import ABSENT
from ..instant import iso_instant
from ..json_equal import json_equal
from ..json_text import canonical_json
from ..json_value import is_list
from .kept_item import Gone, Hidden, KeptItem, Look, There
from .rules import KeepRule, SeenByLedger

StandingName = Literal[
    "same",
    "changed",
    "stray",
    "missing",
    "new",
    "trusted",
    "gone",
    "settling",
    "unknown",
    "hidden",
    "orphan",
]
"""`same`, `changed`: it is there; `stray`: it is there and the ledger does not know it. `missing`:
it was made and is gone; `new`: it was never made. `settling`: it was made or changed so recently
that the world need not show it yet. `unknown`: its creation was sent, its answer lost, and the
world does not show it; only a person can tell. `hidden`: it could not be seen; `trusted`: it cannot
be seen by rule, and the ledger says that it is there. `orphan`: it is there and no longer wanted;
`gone`: neither there nor wanted."""

LOST = "Its answer was lost."


@dataclass(frozen=True, kw_only=True)
class FieldDrift:
    """One field that is not as it should be."""

    name: str
    wanted: Any
    actual: Any


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How an item stands, and what belongs to that."""

    name: StandingName
    actual: Any = ABSENT
    fields: Sequence[FieldDrift] = ()
    until: str | None = None
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As the studio and the TypeScript agent write it."""
        fields = [{"name": f.name, "wanted": f.wanted, "actual": f.actual} for f in self.fields]
        return {
            "is": self.name,
            **({} if self.actual is ABSENT else {"actual": self.actual}),
            **({"fields": fields} if self.name in ("changed", "stray") else {}),
            **({} if self.until is None else {"until": self.until}),
            **({} if self.reason is None else {"reason": self.reason}),
        }


def diff_item(
    rule: KeepRule, item: KeptItem, look: Look, *, now: str, changed_at: str | None
) -> Standing:
    """Compares one item with what was seen of it.

    `changed_at`: the instant at which a change of the item was last confirmed.
    """
    if not item.wanted:
        return _unwanted(look)
    match look:
        case Hidden(reason):
            if not isinstance(rule.see, SeenByLedger):
                return Standing(name="hidden", reason=reason)
            if item.is_lost:
                return _unknown(item)
            return Standing(name="trusted" if item.is_made else "new")
        case There(actual):
            fields = _drift_of(rule, item, actual)
            if not item.is_made:
                return Standing(name="stray", actual=actual, fields=fields)
            if not fields:
                return Standing(name="same", actual=actual)
            until = _settled_at(rule, changed_at)
            if until > now:
                return Standing(name="settling", until=until)
            return Standing(name="changed", actual=actual, fields=fields)
        case Gone():
            if item.is_lost:
                return _unknown(item)
            if not item.is_made:
                return Standing(name="new")
            until = _settled_at(rule, None if item.record is None else item.record.updated_at)
            if until > now:
                return Standing(name="settling", until=until)
            return Standing(name="missing")


def _unwanted(look: Look) -> Standing:
    match look:
        case There(actual):
            return Standing(name="orphan", actual=actual)
        case Gone():
            return Standing(name="gone")
        case Hidden(reason):
            return Standing(name="hidden", reason=reason)


def _unknown(item: KeptItem) -> Standing:
    error = None if item.record is None else item.record.error
    return Standing(name="unknown", reason=error or LOST)


def _drift_of(rule: KeepRule, item: KeptItem, actual: Any) -> Sequence[FieldDrift]:
    args = item.effect.args
    looked = [
        (name, args[name], show(actual)) for name, show in rule.fields.items() if name in args
    ]
    return [
        FieldDrift(name=name, wanted=wanted, actual=shown)
        for name, wanted, shown in looked
        if not _alike(wanted, shown)
    ]


def _alike(wanted: Any, shown: Any) -> bool:
    """Labels and the like come back in whatever order the server keeps them in."""
    if not is_list(wanted) or not is_list(shown):
        return json_equal(wanted, shown)
    return sorted(map(canonical_json, wanted)) == sorted(map(canonical_json, shown))


def _settled_at(rule: KeepRule, at: str | None) -> str:
    if at is None:
        return ""
    return iso_instant(datetime.fromisoformat(at) + timedelta(milliseconds=rule.settle_ms))
