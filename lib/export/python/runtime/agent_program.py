"""A generated program: what `main.py` hands over."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .absent import ABSENT
from .agent import Agent, Judgement
from .keep.rules import KeepRules


@dataclass(frozen=True, kw_only=True)
class DeclaredInput:
    """What is declared of one input or setting: its JSON Schema, and a default if there is one."""

    name: str
    schema: Mapping[str, Any]
    default: Any = ABSENT
    description: str | None = None


@dataclass(frozen=True)
class ManualTrigger:
    """Runs when somebody starts it."""


@dataclass(frozen=True)
class KeepTrigger:
    """Passes of the control loop over what `keep.py` says."""


@dataclass(frozen=True, kw_only=True)
class ScheduleTrigger:
    """Runs at every slot of a cron expression, in an IANA zone."""

    cron: str
    time_zone: str


@dataclass(frozen=True, kw_only=True)
class WebhookTrigger:
    """Runs for every signed delivery. `inputs`: input name to its place in the delivery's body."""

    path: str
    inputs: Mapping[str, Sequence[str | int]] = field(
        default_factory=dict[str, Sequence[str | int]]
    )


@dataclass(frozen=True, kw_only=True)
class EndpointTrigger:
    """Runs whenever somebody calls it.

    `name` is of its tool: letters, digits, hyphens. `title`: as people read it.
    """

    name: str
    title: str
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class QueueTrigger:
    """Runs for every message of a Redis stream.

    `group`: of the consumers that share its messages, every replica of this agent. `inputs`: input
    name to its place in the body of a message.
    """

    name: str
    group: str
    inputs: Mapping[str, Sequence[str | int]] = field(
        default_factory=dict[str, Sequence[str | int]]
    )


Trigger = (
    ManualTrigger | KeepTrigger | ScheduleTrigger | WebhookTrigger | EndpointTrigger | QueueTrigger
)


def trigger_name(trigger: Trigger) -> str:
    """As the workflow calls what wakes it."""
    match trigger:
        case ManualTrigger():
            return "manual"
        case KeepTrigger():
            return "keep"
        case ScheduleTrigger():
            return "schedule"
        case EndpointTrigger():
            return "endpoint"
        case QueueTrigger():
            return "queue"
        case _:
            return "webhook"


@dataclass(frozen=True, kw_only=True)
class AgentProgram:
    """A generated program.

    `identity`: what the ledger knows this agent by; part of every effect's key, so it stays
    whatever else is renamed. `name`: what people who watch it know it by, small letters, digits
    and hyphens. `run` gets the agent, then the inputs and the settings as dictionaries
    by their declared names. `keep`: what a control loop keeps.
    """

    identity: str
    name: str
    run: Callable[[Agent, Any, Any], Awaitable[Any]]
    inputs: Sequence[DeclaredInput] = ()
    config: Sequence[DeclaredInput] = ()
    judgements: Sequence[Judgement[Any]] = ()
    keep: KeepRules | None = None
    trigger: Trigger = ManualTrigger()
