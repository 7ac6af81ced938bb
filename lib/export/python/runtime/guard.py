"""Data of servers in which nothing is missed silently."""

from typing import Any, NoReturn, SupportsIndex, overload

from .failures import MissingValue
from .json_path import format_path
from .json_value import is_list, is_object

LEAVES = frozenset({str, int, float, bool, type(None)})
"""Types of values that hold no others."""

Place = tuple["Place", str | int] | None
"""Where a value stands in the data: the place of its holder, and its name or position there."""


class GuardedObject(dict[str, Any]):
    """An object of which a member that is not there raises `MissingValue` with its path."""

    __slots__ = ("_place",)

    def __init__(self, members: dict[str, Any], place: Place) -> None:
        super().__init__(members)
        self._place = place

    def __missing__(self, name: str) -> NoReturn:
        raise MissingValue(_not_sent(self._place, name))


class GuardedList(list[Any]):
    """A list of which an item that is not there raises `MissingValue` with its path."""

    __slots__ = ("_place",)

    def __init__(self, items: list[Any], place: Place) -> None:
        super().__init__(items)
        self._place = place

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> Any: ...

    @overload
    def __getitem__(self, at: slice, /) -> list[Any]: ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> Any:
        try:
            return super().__getitem__(at)
        except IndexError:
            raise MissingValue(_not_sent(self._place, int(at))) from None  # type: ignore[arg-type]


def guard(data: Any, place: Place = None) -> Any:
    """The same data, but reading a member or an item that is not there raises `MissingValue`.

    So a server that leaves something out stops the run, with the path of what is missing.
    """
    if isinstance(data, GuardedObject | GuardedList):
        return data
    # Most of what servers send are leaves, and a call for each would take longer than all else.
    if is_object(data):
        members = {
            name: member if type(member) in LEAVES else guard(member, (place, name))
            for name, member in data.items()
        }
        return GuardedObject(members, place)
    if is_list(data):
        items = [
            item if type(item) in LEAVES else guard(item, (place, at))
            for at, item in enumerate(data)
        ]
        return GuardedList(items, place)
    return data


def _not_sent(holder: Place, key: str | int) -> str:
    path: list[str | int] = [key]
    while holder is not None:
        holder, outer = holder
        path.insert(0, outer)
    return f'The server did not send "{format_path(path)}".'
