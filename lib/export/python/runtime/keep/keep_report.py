"""What one pass saw and did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..agent_setup import Mode
from .diff_item import Standing

KeepAction = Literal["none", "create", "adopt", "change", "remove", "wait", "ask", "leave"]
"""What a pass does about an item. `adopt` writes into the ledger what is there already; `wait`: it
settles, or was tried a moment ago; `ask`: a person must say what became of it; `leave`: it differs,
and no rule says to act."""


@dataclass(frozen=True, kw_only=True)
class ItemReport:
    """One line of "wanted beside actual".

    `key`: of the effect that makes it. `label`: how people call it. `until`: the instant until
    which it is left alone, where it waits. `outcome`: what became of the action; none in a plan.
    """

    key: str
    step: str
    label: str
    wanted: Mapping[str, Any]
    standing: Standing
    action: KeepAction
    until: str | None = None
    outcome: Literal["done", "failed"] | None = None
    error: str | None = None

    @property
    def is_drift(self) -> bool:
        """Whether the item is not as wanted after the pass."""
        if self.outcome == "done":
            return False
        # An orphan that nobody said to remove is no difference that anybody wants gone.
        if self.standing.name == "orphan":
            return self.action != "leave"
        return self.standing.name in ("missing", "new", "changed", "stray", "unknown")

    @property
    def is_failing(self) -> bool:
        """Whether it could not be seen, or something did not work for it."""
        failed = self.outcome == "failed" or self.error is not None
        return failed or self.standing.name in ("hidden", "unknown")

    def to_json(self) -> dict[str, Any]:
        optional = {"until": self.until, "outcome": self.outcome, "error": self.error}
        return {
            "key": self.key,
            "step": self.step,
            "label": self.label,
            "wanted": dict(self.wanted),
            "standing": self.standing.to_json(),
            "action": self.action,
            **{name: value for name, value in optional.items() if value is not None},
        }


@dataclass(frozen=True, kw_only=True)
class KeepReport:
    """A pass that began at `at`.

    `others`: writes of other steps of the workflow that it made, or in a plan would make. `error`:
    what ended the pass, or kept the workflow from its end.
    """

    mode: Mode
    at: str
    items: Sequence[ItemReport]
    others: int
    error: str | None = None

    @property
    def drift(self) -> int:
        """Items that are not as wanted after the pass."""
        return sum(item.is_drift for item in self.items)

    @property
    def failing(self) -> int:
        """Items that could not be seen, or for which something did not work."""
        return sum(item.is_failing for item in self.items)

    @property
    def is_steady(self) -> bool:
        return self.drift == 0 and self.failing == 0 and self.error is None

    def to_json(self) -> dict[str, Any]:
        return {
            "mode": self.mode,
            "at": self.at,
            "items": [item.to_json() for item in self.items],
            "drift": self.drift,
            "failing": self.failing,
            "others": self.others,
            **({} if self.error is None else {"error": self.error}),
        }
