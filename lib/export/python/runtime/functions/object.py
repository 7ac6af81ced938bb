"""Objects by the names of their members. None is an object without members."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from ..json_value import is_object, member_names
from .expression_error import ExpressionError, describe_value
from .table import to_text

Holder = Mapping[str, Any] | None


class Entry(TypedDict):
    """A member as a record."""

    key: str
    value: Any


def keys(holder: Holder) -> list[str]:
    return [*member_names(holder or {})]


def values(holder: Holder) -> list[Any]:
    return [member for _, member in _members(holder)]


def entries(holder: Holder) -> list[Entry]:
    """`[{key, value}]`, in the object's order."""
    return [{"key": name, "value": member} for name, member in _members(holder)]


def merge(*holders: Holder) -> dict[str, Any]:
    """One object with the members of all; later ones win."""
    return {name: member for holder in holders for name, member in _members(holder)}


def pick(holder: Holder, names: Sequence[str]) -> dict[str, Any]:
    """Only the named members, in the order of the names; missing ones are left out."""
    for name in names:
        _check_name(name)
    return {name: holder[name] for name in names if holder is not None and name in holder}


def index_by(items: Sequence[Any] | None, key: str) -> dict[str, Any]:
    """Records by the text of their member `key`; the last of equal keys stays."""
    records: dict[str, Any] = {}
    for item in items or ():
        if not is_object(item):
            raise ExpressionError(f"indexBy needs records, but got {describe_value(item)}.")
        records[to_text(item.get(key))] = item
    return records


def member(holder: Holder, key: str) -> Any:
    """The member called `key`, else None; for keys that are data."""
    return None if holder is None else holder.get(key)


def _check_name(name: object) -> None:
    if not isinstance(name, str):
        raise ExpressionError(f"pick needs names, but got {describe_value(name)}.")


def _members(holder: Holder) -> list[tuple[str, Any]]:
    return [] if holder is None else [(name, holder[name]) for name in member_names(holder)]
