"""What an agent stands on; a test, a plan and a deployment differ only in this."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from .effects.effect import Approver, Ledger
from .observe.tracing import UNTRACED, Tracing
from .pause import pause
from .results.tool_result import ToolResult
from .tool_caller import ToolCaller

Mode = Literal["plan", "apply"]
"""`plan` reads and sends no write; `apply` does what the workflow says."""

SchemaCheck = Callable[[Any, Mapping[str, Any]], str | None]
"""What is wrong with a value under a JSON Schema, as one line; None where it fits."""


@dataclass(frozen=True)
class RefusedAnswer:
    """An answer of the model that cannot be taken, and why."""

    answer: Any
    reason: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the model is asked.

    `step`: of the workflow, for whoever watches. `refused`: its last answer, where that cannot be
    taken.
    """

    step: str
    task: str
    value: Any
    output: Mapping[str, Any]
    examples: Sequence[tuple[Any, Any]] = ()
    refused: RefusedAnswer | None = None


class Model(Protocol):
    """The model behind `judge`: data in, data out. What it says is checked by whoever asks."""

    async def answer(self, question: Question, stop: asyncio.Event | None) -> Any:
        """Raises where there is no answer, saying what is missing or what went wrong."""
        ...


class JudgementBook(Protocol):
    """Answers of the model that were taken.

    They outlive the run: a run that is made again after a crash must get the same answers, or it
    would make other changes.
    """

    async def find(self, identity: str) -> Any:
        """The kept answer, or `ABSENT`."""
        ...

    async def keep(self, identity: str, step: str, answer: Any) -> Any:
        """Keeps an answer, and gives the one that is kept: another process may have been first."""
        ...


class Log(Protocol):
    """Structured log lines: a few constant words, then facts."""

    def debug(self, message: str, **facts: Any) -> None: ...

    def info(self, message: str, **facts: Any) -> None: ...

    def warn(self, message: str, **facts: Any) -> None: ...

    def error(self, message: str, **facts: Any) -> None: ...


class Meter(Protocol):
    """What is counted."""

    def tool_call(self, *, server: str, tool: str, outcome: str, seconds: float) -> None: ...

    def effect(self, *, server: str, tool: str, outcome: str) -> None: ...

    def judgement(self, *, step: str, outcome: str) -> None: ...

    def run(self, *, mode: str, status: str, seconds: float) -> None: ...

    def kept(self, *, drift: int, failing: int, steady: bool) -> None: ...


class Clock(Protocol):
    """Time that passes."""

    async def pause(self, milliseconds: float, stop: asyncio.Event | None) -> None:
        """Waits. Raises `RunEnded` as soon as `stop` is set."""
        ...

    def milliseconds(self) -> float: ...


class MachineClock:
    """The machine's own."""

    async def pause(self, milliseconds: float, stop: asyncio.Event | None) -> None:
        await pause(milliseconds, stop)

    def milliseconds(self) -> float:
        return time.monotonic() * 1000


Example = Callable[[str, str, Literal["first", "last"]], ToolResult | None]
"""A recorded answer of a tool by server and name.

A plan takes its shape for what it does not send.
"""


class CallSetup(Protocol):
    """What calls of tools stand on."""

    @property
    def caller(self) -> ToolCaller: ...

    @property
    def log(self) -> Log: ...

    @property
    def meter(self) -> Meter: ...

    @property
    def tracing(self) -> Tracing: ...

    @property
    def stop(self) -> asyncio.Event | None: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def stopped(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class AgentSetup:
    """What one run stands on.

    `workflow` is the program's identity, part of every effect's key.
    """

    workflow: str
    mode: Mode
    now: str
    time_zone: str
    caller: ToolCaller
    ledger: Ledger
    approver: Approver
    model: Model
    judgements: JudgementBook
    example: Example
    schema_problem: SchemaCheck
    log: Log
    meter: Meter
    tracing: Tracing = UNTRACED
    stop: asyncio.Event | None = None
    clock: Clock = field(default_factory=MachineClock)

    @property
    def stopped(self) -> bool:
        return self.stop is not None and self.stop.is_set()
