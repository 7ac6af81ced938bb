"""Inputs and settings of a run, checked."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from .absent import ABSENT
from .agent_program import DeclaredInput
from .agent_setup import SchemaCheck
from .failures import AgentError
from .json_text import parse_json


def resolve_inputs(
    declared: Sequence[DeclaredInput],
    given: Mapping[str, Any],
    kind: Literal["input", "setting"],
    schema_problem: SchemaCheck,
) -> dict[str, Any]:
    """Fills in defaults and checks every value. Raises one line that says what is wrong."""
    names = [each.name for each in declared]
    unknown = next((name for name in given if name not in names), None)
    if unknown is not None:
        known = f"Declared: {', '.join(names)}." if names else "None is declared."
        raise AgentError(f'There is no {kind} "{unknown}". {known}')
    values: dict[str, Any] = {}
    for each in declared:
        value = given.get(each.name, each.default)
        if value is ABSENT:
            raise AgentError(f'The {kind} "{each.name}" has no value and no default.')
        problem = schema_problem(value, each.schema)
        if problem is not None:
            raise AgentError(f'The {kind} "{each.name}" does not fit: {problem}')
        values[each.name] = value
    return values


def parse_input(declared: Sequence[DeclaredInput], name: str, text: str) -> Any:
    """A value as written on a command line: text where the input is text, JSON otherwise."""
    kind = next((each.schema.get("type") for each in declared if each.name == name), None)
    if kind == "string":
        return text
    try:
        return parse_json(text)
    except ValueError:
        return text
