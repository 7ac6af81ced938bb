"""What goes wrong in an expression, said in a sentence."""

from typing import Any

from ..code_units import first_units, units_in
from ..json_text import number_text
from ..json_value import is_list, is_number, is_object

LONGEST_SHOWN = 40


class ExpressionError(Exception):
    """An expression met a value that it is not defined for.

    The message is a sentence; whoever runs a step adds the place.
    """


def describe_value(value: Any) -> str:
    """How a value is called in a message: short, and never the whole of it."""
    if value is None:
        return "null"
    if is_list(value):
        return f"a list of {len(value)}"
    if is_object(value):
        return "an object"
    if isinstance(value, str):
        if units_in(value) > LONGEST_SHOWN:
            return f'the text "{first_units(value, LONGEST_SHOWN)}…"'
        return f'the text "{value}"'
    if isinstance(value, bool):
        return f"the boolean {'true' if value else 'false'}"
    if is_number(value):
        return f"the number {number_text(value)}"
    return "nothing"
