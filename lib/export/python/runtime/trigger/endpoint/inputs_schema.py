"""One schema for all inputs together."""

from collections.abc import Sequence
from typing import Any

from ...absent import ABSENT
from ...agent_program import DeclaredInput
from ...json_value import is_list, is_object

DATA = frozenset({"const", "default", "enum", "examples"})
"""Members of a schema that hold data and no schemas."""


def inputs_schema(inputs: Sequence[DeclaredInput], at: str) -> dict[str, Any]:
    """Inputs with a default may be left out; others than these are refused.

    `at` is the JSON pointer of the place where the schema will stand in its document: `#`,
    `#/components/schemas/Inputs`. References inside an input's schema start from there.
    """
    return {
        "type": "object",
        "properties": {
            each.name: {
                **_moved(dict(each.schema), f"{at}/properties/{each.name}"),
                **({} if each.description is None else {"description": each.description}),
                **({} if each.default is ABSENT else {"default": each.default}),
            }
            for each in inputs
        },
        "required": [each.name for each in inputs if each.default is ABSENT],
        "additionalProperties": False,
    }


def _moved(part: Any, to: str) -> Any:
    if is_list(part):
        return [_moved(each, to) for each in part]
    if not is_object(part):
        return part
    return {key: _moved_member(key, value, to) for key, value in part.items()}


def _moved_member(key: str, value: Any, to: str) -> Any:
    if key in DATA:
        return value
    if key == "$ref" and isinstance(value, str) and (value == "#" or value.startswith("#/")):
        return to + value[1:]
    return _moved(value, to)
