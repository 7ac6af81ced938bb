"""Answers the cases of `values.py`, whose functions of items are written as names of members."""

from collections.abc import Callable
from typing import Any

from runtime import values
from runtime.absent import ABSENT
from runtime.functions.logic import eq
from runtime.json_value import is_object


def value_answer(case: dict[str, Any]) -> object:
    args: list[Any] = case["args"]
    match case["fn"]:
        case "get":
            return values.get(*args)
        case "getOrNull":
            return values.get_or_null(*args)
        case "maybe":
            return values.maybe(*args)
        case "needed":
            return values.needed(*args)
        case "list":
            return values.list_(*args)
        case "apply":
            return values.apply(*args)
        case "present":
            return values.present(_with_absent(*args))
        case "take":
            return values.take(*args)
        case "find":
            return values.find(args[0], _fits(*case["where"]))
        case "only":
            return values.only(args[0], _fits(*case["where"]))
        case "groupBy":
            return values.group_by(args[0], _member(case["by"]))
        case "uniqueBy":
            return values.unique_by(args[0], _member(case["by"]))
        case "sortBy":
            return values.sort_by(args[0], *((_member(key), order) for key, order in case["keys"]))
        case name:
            raise ValueError(f"There is no {name}.")


def _fits(name: str, value: Any) -> Callable[[dict[str, Any]], bool]:
    return lambda item: eq(item[name], value)


def _member(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda item: item[name]


def _with_absent(holder: Any) -> dict[str, Any] | list[Any]:
    if is_object(holder):
        return {name: _swapped(member) for name, member in holder.items()}
    return [_swapped(item) for item in holder]


def _swapped(member: Any) -> Any:
    return ABSENT if member == "(absent)" else member
