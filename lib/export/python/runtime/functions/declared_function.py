"""A function of the library with the types that workflows may give it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..json_value import as_double, is_list, is_number, is_object
from .expression_error import ExpressionError, describe_value


@dataclass(frozen=True)
class Parameter:
    """`nullable`: null is a fair value and has a stated meaning.

    `rest`: the last parameter, given any number of times.
    """

    name: str
    type: str
    optional: bool
    nullable: bool
    rest: bool

    def takes(self, value: Any) -> bool:
        if value is None and (self.nullable or self.optional):
            return True
        return _is_of_type(value, self.type)


@dataclass(frozen=True)
class DeclaredFunction:
    """`plain` is the function itself; `name` is what workflows call it."""

    name: str
    plain: Callable[..., Any]
    parameters: tuple[Parameter, ...]

    def apply(self, args: tuple[Any, ...]) -> Any:
        """Calls the function with arguments that fit. Raises ExpressionError for others."""
        self._check_number_of(args)
        for at, value in enumerate(args):
            self._check(value, self.parameters[min(at, len(self.parameters) - 1)])
        # None for an optional parameter, always the last, means that it is left out.
        return self.plain(*(args[:-1] if self._leaves_last_out(args) else args))

    def _leaves_last_out(self, args: tuple[Any, ...]) -> bool:
        if not args or len(args) < len(self.parameters) or args[-1] is not None:
            return False
        last = self.parameters[-1]
        return last.optional and last.type != "any"

    def _check(self, value: Any, parameter: Parameter) -> None:
        if parameter.takes(value):
            return
        wanted = "a value" if parameter.type == "any" else parameter.type
        raise ExpressionError(
            f'{self.name} needs {wanted} for "{parameter.name}", but got {describe_value(value)}.'
        )

    def _check_number_of(self, args: tuple[Any, ...]) -> None:
        repeats = any(parameter.rest for parameter in self.parameters)
        least = sum(not (parameter.optional or parameter.rest) for parameter in self.parameters)
        most = len(self.parameters)
        if least <= len(args) and (repeats or len(args) <= most):
            return
        wants = f"at least {least}" if repeats else f"{least}"
        if not repeats and least != most:
            wants = f"{least} to {most}"
        raise ExpressionError(
            f"{self.name} takes {wants} argument{'' if wants == '1' else 's'}, but got {len(args)}."
        )


def declare(name: str, plain: Callable[..., Any], *signature: str) -> DeclaredFunction:
    """A function with its signature as text.

    `text: string`, `list?: array`, `...numbers: number`, `text: string|null`.
    """
    return DeclaredFunction(name, plain, tuple(map(_parameter, signature)))


def _parameter(text: str) -> Parameter:
    found = re.fullmatch(r"(\.\.\.)?(\w+)(\?)?: (\w+)(\|null)?", text)
    if found is None:
        raise ValueError(f'Bad parameter "{text}".')
    rest, name, optional, kind, nullable = found.groups()
    return Parameter(name, kind, bool(optional), bool(nullable), bool(rest))


def _is_of_type(value: Any, kind: str) -> bool:
    match kind:
        case "any":
            return True
        case "string":
            return isinstance(value, str)
        case "number":
            return is_number(value)
        case "integer":
            return is_number(value) and as_double(value).is_integer()
        case "boolean":
            return isinstance(value, bool)
        case "array":
            return is_list(value)
        case "object":
            return is_object(value)
        case _:
            raise ValueError(f'There is no type "{kind}".')
