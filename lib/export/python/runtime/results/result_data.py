"""How a result becomes data that a workflow can address."""

from typing import Any

from ..absent import ABSENT
from ..code_units import first_units, units_in
from ..json_text import parse_json
from .entry_template import parse_entry_template
from .extract_document import extract_document
from .extract_entries import StrayLineError, extract_entries
from .extract_fenced_json import extract_fenced_json
from .extract_key_values import extract_key_values
from .extract_lines import extract_lines
from .extract_properties import extract_properties
from .extract_records import extract_records
from .extract_table import extract_table
from .tool_result import ToolResult

ENTRIES = "entries "


class ResultShapeError(Exception):
    """A result has not the form that the step was made for.

    The message is a sentence without the place.
    """


def result_data(result: ToolResult, extractor: str = "auto") -> Any:
    """The data of a result under a step's extractor, which never varies between runs.

    `auto` is the structured content if there is any, else the text as JSON if it is one object or
    array, else the text; `records` the same with lists of rows as records; the others read regular
    text. Cells and values of regular text stay text: `to_number` says where a number is meant.
    Raises ResultShapeError where `structured`, `json` or `fencedJson` find nothing, and where
    the lines are no entries.
    """
    match extractor:
        case "auto":
            return result.data
        case "structured":
            return _structured(result)
        case "json":
            return _json(result.text)
        case "text":
            return result.text
        case "table":
            return extract_table(result.text)
        case "keyValues":
            return extract_key_values(result.text)
        case "lines":
            return extract_lines(result.text)
        case "properties":
            return extract_properties(result.text)
        case "records":
            return extract_records(result.data)
        case "document":
            return extract_document(result.text)
        case "fencedJson":
            return _fenced_json(result.text)
        case _ if extractor.startswith(ENTRIES):
            return _entries(result.text, extractor.removeprefix(ENTRIES))
        case _:
            raise ValueError(f'There is no extractor "{extractor}".')


def _structured(result: ToolResult) -> Any:
    if result.structured_content is ABSENT:
        raise ResultShapeError("The answer has no structured content.")
    return result.data


def _json(text: str) -> Any:
    try:
        return parse_json(text)
    except ValueError:
        raise ResultShapeError(f'The answer is not JSON: "{_start(text)}".') from None


def _entries(text: str, template: str) -> Any:
    try:
        return extract_entries(text, parse_entry_template(template))
    except StrayLineError as stray:
        line = _start(str(stray))
        raise ResultShapeError(
            f'The line "{line}" of the answer is not written like "{template}".'
        ) from None


def _fenced_json(text: str) -> Any:
    found = extract_fenced_json(text)
    if found is None:
        raise ResultShapeError("The answer holds no JSON.")
    return found


def _start(text: str) -> str:
    return f"{first_units(text, 60)}{'…' if units_in(text) > 60 else ''}"
