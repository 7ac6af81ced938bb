"""How a JSON Schema differs from what it was, by the name of each member."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..absent import ABSENT
from ..json_equal import json_equal
from ..json_text import canonical_json, json_text
from ..json_value import is_list, is_object, member_names

Side = Literal["input", "output"]
"""Parameters may become more permissive, answers less so; what goes the other way stops."""

NOTES = frozenset({"$comment", "$schema", "deprecated", "description", "examples", "title"})
"""Keywords that only tell people something."""

UNIONS = frozenset({"allOf", "anyOf", "oneOf"})
DEFINITIONS = frozenset({"$defs", "definitions"})
LONGEST_VALUE = 160


@dataclass(frozen=True)
class ToolChange:
    """One way in which a tool is not what it was.

    `stops`: a call that was right may be wrong, or may do something else.
    """

    stops: bool
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"stops": self.stops, "text": self.text}


def compare_schema(was: Any, now: Any, side: Side, path: str = "") -> list[ToolChange]:
    """Every difference, in the order of the older schema."""
    if json_equal(was, now):
        return []
    if not is_object(was) or not is_object(now):
        return [ToolChange(True, f"{_place_of(side, path)}{was_is(was, now)}")]
    changes = _compare_members(was, now, side, path)
    for keyword in _names_of(was, now):
        if keyword not in ("properties", "required"):
            before, after = was.get(keyword, ABSENT), now.get(keyword, ABSENT)
            changes.extend(_compare_keyword(keyword, before, after, side, path))
    return changes


def was_is(was: Any, now: Any) -> str:
    """`was "a", is "b"`."""
    return f"was {_shown(was)}, is {_shown(now)}"


def _compare_keyword(keyword: str, was: Any, now: Any, side: Side, path: str) -> list[ToolChange]:
    if was is not ABSENT and now is not ABSENT and json_equal(was, now):
        return []
    place = _place_of(side, path)
    if keyword in NOTES:
        return [ToolChange(False, f"{place}{keyword} changed")]
    stops = True
    if is_list(was) and is_list(now):
        if keyword == "enum":
            narrow, wide = (was, now) if side == "input" else (now, was)
            stops = not all(any(json_equal(value, each) for each in wide) for value in narrow)
        elif keyword in UNIONS and len(was) == len(now):
            pairs = zip(was, now, strict=True)
            return [change for pair in pairs for change in compare_schema(*pair, side, path)]
    if is_object(was) and is_object(now):
        if keyword in ("items", "additionalProperties"):
            inner = f"{path}[]" if keyword == "items" else _join(path, "*")
            return compare_schema(was, now, side, inner)
        if keyword in DEFINITIONS:
            # One that came or went is referred to by something that changed.
            return [
                change
                for name in member_names(was)
                if name in now
                for change in compare_schema(was[name], now[name], side, _join(path, f"#{name}"))
            ]
    return [ToolChange(stops, f"{place}{keyword} {was_is(was, now)}")]


def _compare_members(
    was: Mapping[str, Any], now: Mapping[str, Any], side: Side, path: str
) -> list[ToolChange]:
    before, after = _object_of(was.get("properties")), _object_of(now.get("properties"))
    needed, needs = _names_in(was.get("required")), _names_in(now.get("required"))
    given = side == "input"
    changes: list[ToolChange] = []
    for name in _names_of(before, after):
        member = f"{'parameter' if given else 'member'} {json_text(_join(path, name))}"
        required = name in needs
        if name not in after:
            changes.append(ToolChange(True, f"{member} is gone (was {_type_of(before[name])})"))
        elif name not in before:
            how = "" if not given else " and required" if required else " and optional"
            text = f"{member} is new{how} ({_type_of(after[name])})"
            changes.append(ToolChange(given and required, text))
        else:
            if required and name not in needed:
                changes.append(ToolChange(given, f"{member} is required now, was optional"))
            elif not required and name in needed:
                changes.append(ToolChange(not given, f"{member} is optional now, was required"))
            changes.extend(compare_schema(before[name], after[name], side, _join(path, name)))
    return changes


def _place_of(side: Side, path: str) -> str:
    if path == "":
        return "parameters: " if side == "input" else "answer: "
    return f"{'parameter' if side == 'input' else 'member'} {json_text(path)}: "


def _shown(value: Any) -> str:
    if value is ABSENT:
        return "not there"
    text = canonical_json(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _type_of(schema: Any) -> str:
    kind = schema.get("type") if is_object(schema) else None
    if is_list(kind):
        return " or ".join(map(str, kind))
    return kind if isinstance(kind, str) else "of any type"


def _join(path: str, name: str) -> str:
    return name if path == "" else f"{path}.{name}"


def _names_of(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*member_names(was), *member_names(now)]))


def _object_of(value: Any) -> dict[str, Any]:
    return value if is_object(value) else {}


def _names_in(value: Any) -> frozenset[str]:
    return frozenset(name for name in value if isinstance(name, str)) if is_list(value) else NONE


NONE: frozenset[str] = frozenset()
