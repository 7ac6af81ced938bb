"""Answers cases that somebody else made up: one JSON line in, one JSON line out.

`{"ask": "function", "fn": "round", "args": [2.5]}` gives `{"gives": "3"}`, the JSON text of the
result, or `{"says": "…"}` where the library refuses.
"""

import json
import sys
from typing import Any

from runtime.absent import ABSENT
from runtime.code_units import joined_pairs
from runtime.functions.expression_error import ExpressionError
from runtime.functions.functions import apply_function
from runtime.json_hash import effect_key, hash_json
from runtime.json_text import canonical_json, json_text, parse_json
from runtime.lock.compare_lock import compare_server
from runtime.lock.tool_lock import DescribedServer, LockedServer
from runtime.results.in_band_error import error_of
from runtime.results.result_data import ResultShapeError, result_data
from runtime.results.tool_result import ToolResult
from runtime.results.transient_error import is_in_doubt, retry_after_ms, was_turned_away
from value_answers import value_answer


def answer(case: dict[str, Any]) -> Any:
    """The value that a case asks for."""
    match case["ask"]:
        case "function":
            return apply_function(case["fn"], tuple(case["args"]))
        case "result":
            return result_data(tool_result(case["result"]), case["extractor"])
        case "error":
            return error_of(tool_result(case["result"]))
        case "transient":
            text = case["text"]
            return [was_turned_away(text), is_in_doubt(text), retry_after_ms(text)]
        case "canonical":
            return [canonical_json(case["value"]), hash_json(case["value"])]
        case "effectKey":
            return effect_key(
                workflow=case["workflow"],
                server=case["server"],
                tool=case["tool"],
                args=case["args"],
                occurrence=case["occurrence"],
                key=case.get("key", ABSENT),
            )
        case "lock":
            locked, live = LockedServer(**case["locked"]), DescribedServer(**case["live"])
            return [change.to_json() for change in compare_server("s", locked, live)]
        case "value":
            return value_answer(case)
        case ask:
            raise ValueError(f"Nobody can answer {ask}.")


def tool_result(written: dict[str, Any]) -> ToolResult:
    """A result from the form in which the tables of cases write it."""
    return ToolResult(
        written["content"],
        written.get("structuredContent", ABSENT),
        written.get("isError", False),
    )


def outcome(case: dict[str, Any]) -> dict[str, str]:
    try:
        return {"gives": json_text(answer(case))}
    except (ExpressionError, ResultShapeError) as error:
        return {"says": joined_pairs(str(error))}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(outcome(parse_json(line))))
