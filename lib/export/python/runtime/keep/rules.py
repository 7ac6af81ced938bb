"""Rules of keeping: what is kept, how it is seen, and how it is brought back.

`made` is the data of the creating call's answer, `wanted` its arguments, `actual` the item as it is
now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..absent import ABSENT
from ..request import EffectClass, Extractor

OfValue = Callable[[Any], Any]
OfPage = Callable[[Any, Any], Any]
"""Of the data of a page, and its cursor."""


@dataclass(frozen=True, kw_only=True)
class KeepRead:
    """A read that a rule makes, and how its answer becomes data."""

    server: str
    tool: str
    args: Mapping[str, Any]
    extract: Extractor = "auto"


@dataclass(frozen=True, kw_only=True)
class KeepWrite:
    """A write that a rule makes."""

    server: str
    tool: str
    args: Mapping[str, Any]
    effect: EffectClass


AskForItem = Callable[[Any, Any, Any], KeepRead]
"""The read that shows one item, from `made`, `wanted` and nothing."""

ChangeItem = Callable[[Any, Any, Any], KeepWrite]
"""The write that brings an item back or removes it, from `made`, `wanted` and `actual`."""


@dataclass(frozen=True, kw_only=True)
class Pages:
    """How a search goes from page to page."""

    param: str
    next: OfPage
    until: OfPage
    max_pages: int
    first: Any = ABSENT


@dataclass(frozen=True, kw_only=True)
class ItemId:
    """The id of an item, as it was made and as it is shown."""

    made: OfValue
    actual: OfValue


@dataclass(frozen=True, kw_only=True)
class ItemKey:
    """What tells items apart, as it is wanted and as it is shown."""

    wanted: OfValue
    actual: OfValue


@dataclass(frozen=True, kw_only=True)
class SeenBySearch:
    """One read shows all items."""

    read: KeepRead
    items: Callable[[Any], Sequence[Any]]
    pages: Pages | None = None
    id: ItemId | None = None
    key: ItemKey | None = None
    get: AskForItem | None = None


@dataclass(frozen=True, kw_only=True)
class SeenByGet:
    """A read shows one item."""

    get: AskForItem


@dataclass(frozen=True)
class SeenByLedger:
    """Nothing shows these items; what the ledger says counts."""


@dataclass(frozen=True, kw_only=True)
class KeepRule:
    """One rule.

    `server`, `tool` and `extract` are of the creating call. `settle_ms`: until what was done is
    sure to be seen.
    """

    step: str
    server: str
    tool: str
    see: SeenBySearch | SeenByGet | SeenByLedger
    extract: Extractor = "auto"
    fields: Mapping[str, OfValue] = field(default_factory=dict[str, OfValue])
    change: ChangeItem | None = None
    remove: ChangeItem | None = None
    settle_ms: int = 0


@dataclass(frozen=True, kw_only=True)
class KeepRules:
    """What `keep.py` says.

    `every_ms`: between the starts of two passes. `looks`: steps that look by themselves whether
    what they make is there. `rules` gets inputs and settings by their declared names.
    """

    every_ms: int
    looks: Sequence[str]
    rules: Callable[[Any, Any], Sequence[KeepRule]]
