"""How what a plan cannot wait for is supposed to end."""

from collections.abc import Callable, Mapping
from typing import Any

from .guard import GuardedList, GuardedObject
from .json_text import json_text
from .json_value import is_list, is_object


def end_as_recorded(
    name: str, answer: Any, until: Callable[[Any], bool]
) -> Mapping[str, str] | None:
    """The texts that `until` looked at when it took the recorded answer for the end of waiting.

    By the name that a plan gives them, such as `get_export.status`; None where it did not. A plan
    goes on as though they came out the same.
    """
    seen: dict[str, str] = {}
    try:
        return seen if until(_watched(name, answer, seen)) else None
    except Exception:
        # A condition that cannot be told of this answer says nothing about it.
        return None


def not_waited_for(tool: str, known: Mapping[str, str] | None) -> str:
    """What a plan says of a poll that it could not ask."""
    if known:
        members = ", ".join(f"{name} {json_text(value)}" for name, value in known.items())
        ending = (
            f"it is taken to end as recorded, with {members}; other numbers are the recorded ones"
        )
    else:
        ending = "how it ends is unknown"
    return (
        f"{tool} was not asked: what it waits for does not exist before the changes above are "
        f"made. What follows depends on it: {ending}, and values written ‹…› are unknown."
    )


class _WatchedObject(GuardedObject):
    """An object that notes every text that is read from it."""

    __slots__ = ("_name", "_seen")

    def __init__(self, name: str, members: dict[str, Any], seen: dict[str, str]) -> None:
        super().__init__(members, None)
        self._name = name
        self._seen = seen

    def __getitem__(self, key: str, /) -> Any:
        return _watched(f"{self._name}.{key}", super().__getitem__(key), self._seen, note=True)

    def get(self, key: str, default: Any = None, /) -> Any:  # type: ignore[override]
        # The dictionary's own `get` would not come by `__getitem__`, where the text is noted.
        return self[key] if key in self else default  # noqa: SIM401


class _WatchedList(GuardedList):
    """A list that notes every text that is read from it."""

    __slots__ = ("_name", "_seen")

    def __init__(self, name: str, items: list[Any], seen: dict[str, str]) -> None:
        super().__init__(items, None)
        self._name = name
        self._seen = seen

    def __getitem__(self, at: Any, /) -> Any:
        item = super().__getitem__(at)
        if isinstance(at, slice):
            return item
        return _watched(f"{self._name}[{at}]", item, self._seen, note=True)

    def __iter__(self) -> Any:
        return (self[at] for at in range(len(self)))


def _watched(name: str, data: Any, seen: dict[str, str], *, note: bool = False) -> Any:
    if is_object(data):
        return _WatchedObject(name, data, seen)
    if is_list(data):
        return _WatchedList(name, data, seen)
    if note and isinstance(data, str):
        seen[name] = data
    return data
