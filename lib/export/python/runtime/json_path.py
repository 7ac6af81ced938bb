"""Places inside JSON values."""

import re
from collections.abc import Sequence
from typing import Any

from .absent import ABSENT
from .json_text import string_text
from .json_value import is_list, is_object
from .open_mark import OpenMark

JsonPath = Sequence[str | int]
"""Member names and positions from a root value, e.g. `("pulls", 2, "title")`."""


def member_at(value: Any, key: str | int) -> Any:
    """A member by its name, an item by its position (from the end where negative), or `ABSENT`."""
    if is_list(value):
        if isinstance(key, int) and -len(value) <= key < len(value):
            return value[key]
        return ABSENT
    if is_object(value):
        return value.get(str(key), ABSENT)
    return value[str(key)] if isinstance(value, OpenMark) else ABSENT


def value_at(root: Any, path: JsonPath) -> Any:
    """The value at a path, or `ABSENT` where a part of it is not there."""
    value = root
    for key in path:
        value = member_at(value, key)
        if value is ABSENT:
            return ABSENT
    return value


def format_path(path: JsonPath) -> str:
    """A path as people write it: `pulls[2].title`, `["odd key"].x`."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        elif _PLAIN.fullmatch(key):
            text += key if text == "" else f".{key}"
        else:
            text += f"[{string_text(key)}]"
    return text


_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]*")
