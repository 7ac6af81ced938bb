"""Looks for the items of one rule in the world."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from ..absent import ABSENT
from ..json_text import canonical_json, number_text
from ..json_value import is_list, is_number, is_object
from .kept_item import Gone, Hidden, KeptItem, Look, There
from .read_search import ReadData, read_search
from .rules import AskForItem, KeepRule, SeenByGet, SeenByLedger, SeenBySearch

WIDTH = 4
"""How many items are asked for at once."""

HIDDEN_BY_RULE = Hidden("Nothing shows these items; what the ledger says counts.")
NO_ID = Hidden("The ledger does not remember the id of this item.")

SAYS_GONE = re.compile(
    r"\b(?:404|410)\b|not[ _-]?found|no such|(?:does not|doesn[\u2019']t|do not) exist"
    r"|there is no\b|could ?n[o\u2019']t (?:be )?f(?:ou|i)nd|no longer (?:exists|there)"
    r"|(?:was|been) deleted",
    re.ASCII | re.IGNORECASE,
)
"""Everything else that a server may say no with (rights, limits, its own trouble) does not mean
that an item is gone."""


async def look_for_items(
    rule: KeepRule, items: Sequence[KeptItem], read_data: ReadData
) -> Mapping[str, Look]:
    """By the key of the effect. Never raises: where a look fails, its items are hidden."""
    match rule.see:
        case SeenByLedger():
            return {item.effect.key: HIDDEN_BY_RULE for item in items}
        case SeenByGet(get=get):

            async def look(item: KeptItem) -> Look:
                return await _look_by_get(get, item, read_data) if item.is_made else Gone()

            looks = await _in_turns(items, look)
            return {item.effect.key: seen for item, seen in zip(items, looks, strict=True)}
        case SeenBySearch() as search:
            try:
                shown = await read_search(search, read_data)
            except Exception as reason:
                return {item.effect.key: Hidden(str(reason)) for item in items}
            return await _InSearch(search, items, shown, read_data).look()


class _InSearch:
    """An item is the one with the id that was made, else what `get` shows, else one with the key.

    With the same key, that is, that is no other item's.
    """

    def __init__(
        self,
        search: SeenBySearch,
        items: Sequence[KeptItem],
        shown: Sequence[Any],
        read_data: ReadData,
    ) -> None:
        self._search = search
        self._items = items
        self._shown = shown
        self._read_data = read_data
        self._looks: dict[str, Look] = {}
        self._places: dict[str, int] = {}
        """Where among what was shown an item was found."""
        self._taken: set[int] = set()
        """Places of what wanted items were found to be."""

    async def look(self) -> Mapping[str, Look]:
        self._by_id()
        await self._by_get()
        for item in self._items:
            if item.effect.key in self._looks:
                continue
            place = self._with_same_key(item) if item.wanted else None
            if place is not None:
                self._found(item, place)
            else:
                self._looks[item.effect.key] = self._unseen(item)
        # What a wanted item was found to be is nothing to remove, whoever it was made for.
        for item in self._items:
            if not item.wanted and self._places.get(item.effect.key) in self._taken:
                self._looks[item.effect.key] = Gone()
        return self._looks

    def _found(self, item: KeptItem, place: int) -> None:
        self._looks[item.effect.key] = There(self._shown[place])
        self._places[item.effect.key] = place
        if item.wanted:
            self._taken.add(place)

    def _by_id(self) -> None:
        if self._search.id is None:
            return
        places: dict[str, int] = {}
        for place, actual in enumerate(self._shown):
            name = _name_of(self._search.id.actual(actual))
            if name is not None:
                places.setdefault(name, place)
        for item in self._items:
            name = self._id_of(item) if item.is_made else None
            if name is not None and name in places:
                self._found(item, places[name])

    async def _by_get(self) -> None:
        get = self._search.get
        if get is None:
            return
        absent = [
            item for item in self._items if item.is_made and item.effect.key not in self._looks
        ]

        async def look(item: KeptItem) -> Look:
            return await _look_by_get(get, item, self._read_data)

        for item, seen in zip(absent, await _in_turns(absent, look), strict=True):
            if not isinstance(seen, Gone):
                self._looks[item.effect.key] = seen

    def _with_same_key(self, item: KeptItem) -> int | None:
        key = self._search.key
        name = None if key is None else _name_of(key.wanted(item.effect.args))
        if key is None or name is None:
            return None
        return next(
            (
                place
                for place, actual in enumerate(self._shown)
                if place not in self._taken and _name_of(key.actual(actual)) == name
            ),
            None,
        )

    def _unseen(self, item: KeptItem) -> Look:
        """What was made and cannot be told from others may well be there."""
        known = self._search.key is not None or self._id_of(item) is not None
        return Gone() if not item.is_made or known else NO_ID

    def _id_of(self, item: KeptItem) -> str | None:
        if self._search.id is None or item.made is ABSENT:
            return None
        return _name_of(self._search.id.made(item.made))


def _name_of(value: Any) -> str | None:
    """So that 7 and "7" are one name; None for what names nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    return number_text(value) if is_number(value) else canonical_json(value)


async def _look_by_get(get: AskForItem, item: KeptItem, read_data: ReadData) -> Look:
    if item.made is ABSENT or item.made is None:
        return NO_ID
    try:
        actual = await read_data(get(item.made, item.effect.args, None))
    except Exception as reason:
        return Gone() if SAYS_GONE.search(str(reason)) else Hidden(str(reason))
    return Gone() if _is_nothing(actual) else There(actual)


def _is_nothing(data: Any) -> bool:
    return data is None or data == "" or ((is_list(data) or is_object(data)) and len(data) == 0)


async def _in_turns(
    items: Sequence[KeptItem], look: Callable[[KeptItem], Awaitable[Look]]
) -> Sequence[Look]:
    width = asyncio.Semaphore(WIDTH)

    async def one(item: KeptItem) -> Look:
        async with width:
            return await look(item)

    return await asyncio.gather(*(one(item) for item in items))
