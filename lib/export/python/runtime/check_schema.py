"""Values under JSON Schemas."""

from collections.abc import Mapping
from typing import Any


def schema_problem(value: Any, schema: Mapping[str, Any]) -> str | None:
    """What is wrong with a value under a schema, as one line; None where it fits.

    References stay inside the schema.
    """
    # Many agents have no inputs, and loading these takes a while.
    from jsonschema import Draft202012Validator
    from jsonschema import exceptions as schema_exceptions
    from referencing import Registry

    # An empty registry finds no other document, so nothing is fetched. The library does not say
    # what it finds, hence Any.
    validator: Any = Draft202012Validator(dict(schema), registry=Registry())
    exceptions: Any = schema_exceptions
    error = exceptions.best_match(validator.iter_errors(value))
    if error is None:
        return None
    place = ".".join(map(str, error.absolute_path)) or "the value"
    return f"{place}: {error.message}"
