"""JSON inside of texts."""

import re
from typing import Any

from ..javascript_pattern import SPACE
from ..json_text import parse_json
from ..json_value import is_list, is_object

_FENCED = re.compile(rf"```[A-Za-z]*{SPACE}*\n(.*?)```", re.DOTALL)


def extract_fenced_json(text: str) -> Any:
    """The first JSON object or array inside a text, fenced blocks first, else None."""
    for block in _FENCED.finditer(text):
        value = _container(block[1])
        if value is not None:
            return value
    for start in re.finditer(r"[{\[]", text):
        end = _end_of_container(text, start.start())
        value = None if end is None else _container(text[start.start() : end])
        if value is not None:
            return value
    return None


def _end_of_container(text: str, start: int) -> int | None:
    """Where the bracket that opens at `start` is closed, strings skipped.

    One walk, no backtracking.
    """
    depth = 0
    in_string = False
    at = start
    while at < len(text):
        character = text[at]
        if in_string:
            if character == "\\":
                at += 1
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "{[":
            depth += 1
        elif character in "}]":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return None


def _container(text: str) -> Any:
    try:
        value = parse_json(text)
    except ValueError:
        return None
    return value if is_object(value) or is_list(value) else None
