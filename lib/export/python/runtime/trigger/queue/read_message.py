"""A message of a queue as a delivery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...absent import ABSENT
from ...agent_program import DeclaredInput, QueueTrigger
from ...agent_setup import SchemaCheck
from ...failures import AgentError
from ...json_path import value_at
from ...json_value import is_object
from ...resolve_inputs import resolve_inputs
from ..parse_body import parse_body

LONGEST_ID = 200


@dataclass(frozen=True, kw_only=True)
class Message:
    """An entry of a stream."""

    entry: str
    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ReadableMessage:
    """A wish to run the workflow. `delivery` tells repeats."""

    delivery: str
    inputs: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class UnreadableMessage:
    """It will never be readable, however often it is read."""

    reason: str


def read_message(
    message: Message,
    trigger: QueueTrigger,
    declared: Sequence[DeclaredInput],
    schema_problem: SchemaCheck,
) -> ReadableMessage | UnreadableMessage:
    """Its own `id` tells repeats of whoever sent it; without one, the entry's."""
    text = message.fields.get("body", "{}")
    body = parse_body(text.encode())
    if text == "" or not is_object(body):
        return UnreadableMessage(reason='Its field "body" is not a JSON object.')
    inputs = {
        name: value
        for name, path in trigger.inputs.items()
        if (value := value_at(body, path)) is not ABSENT
    }
    try:
        resolve_inputs(declared, inputs, "input", schema_problem)
    except AgentError as error:
        return UnreadableMessage(reason=str(error))
    own = (message.fields.get("id") or message.entry)[:LONGEST_ID]
    return ReadableMessage(delivery=f"{delivery_prefix(trigger)}{own}", inputs=inputs)


def delivery_prefix(trigger: QueueTrigger) -> str:
    """With what the deliveries of this trigger begin."""
    return f"queue:{trigger.name}:"
