"""What a workflow is given to act with."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from .absent import ABSENT
from .request import ReadRequest, WriteRequest

Item = TypeVar("Item")
Page = TypeVar("Page")
Answer = TypeVar("Answer")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Retry:
    """How often a call is made again.

    `attempts`: in all, the first included. `backoff_ms`: the first pause; it doubles each time,
    with jitter. `Retry-After` from the server wins.
    """

    attempts: int
    backoff_ms: int


@dataclass(frozen=True)
class Find(Generic[Result]):
    """How to see in the world that a change is already there.

    `match` gives False or None where it is not there, True where it is and the answer is its data;
    anything else is its data.
    """

    request: ReadRequest[Result]
    match: Callable[[Result], Any]


@dataclass(frozen=True, kw_only=True)
class Judgement(Generic[Answer]):
    """A question to the model; the input comes with each asking.

    `output` is the JSON Schema of the answer. `examples`: inputs with the right answer; an input
    that is here is not asked about.
    """

    step: str
    task: str
    output: Mapping[str, Any]
    examples: Sequence[tuple[Any, Any]] = ()


class Agent(Protocol):
    """What a workflow is given to act with.

    The same workflow runs as a plan (reads are live, writes are only noted) and as an apply; the
    agent knows which, the workflow does not.
    """

    @property
    def now(self) -> str:
        """ISO instant of the run, the same throughout."""
        ...

    @property
    def time_zone(self) -> str:
        """IANA zone of the run."""
        ...

    async def read(self, request: ReadRequest[Result], *, retry: Retry | None = None) -> Result:
        """Calls a tool that changes nothing; again, with pauses, where it is only busy."""
        ...

    async def ensure(
        self,
        step: str,
        request: WriteRequest[Result],
        *,
        key: Any = ABSENT,
        find: Find[Any] | None = None,
        retry: Retry | None = None,
    ) -> Result:
        """Sees to it that a change is made once.

        The ledger remembers it, `find` looks for it in the world, a person or `--yes` approves it,
        and only then is it sent. Running again does nothing more. `key` names the change for ever;
        without it the arguments do.
        """
        ...

    async def poll(
        self,
        request: ReadRequest[Result],
        *,
        until: Callable[[Result], bool],
        every_ms: int,
        timeout_ms: int,
    ) -> Result:
        """Reads again and again until the data is as wished. Raises when the time is over."""
        ...

    async def pages(
        self,
        request: Callable[[Any], ReadRequest[Page]],
        *,
        items: Callable[[Page, Any], Sequence[Item]],
        next_cursor: Callable[[Page, Any], Any],
        until: Callable[[Page, Any], bool],
        max_pages: int,
        first: Any = ABSENT,
    ) -> list[Item]:
        """Reads page after page and gives all items. Raises where there are more than `max_pages`.

        `request` makes the call of a page from its cursor, which is `first` for the first one. The
        other functions get a page and its cursor, null where that is absent.
        """
        ...

    async def for_each(
        self,
        items: Sequence[Item],
        body: Callable[[Item], Awaitable[Result]],
        *,
        parallel: int = 1,
        on_error: Literal["stop", "collect"] = "stop",
    ) -> list[Result]:
        """Goes over a list with several items at a time, or on past items that fail.

        Gives what `body` gives, in order.
        """
        ...

    async def judge(
        self,
        question: Judgement[Answer],
        value: Any,
        checks: Callable[[Answer], Sequence[bool]] | None = None,
    ) -> Answer:
        """Asks the model: data in, data of the schema out. `checks` says what must hold of it.

        An answer is kept in the ledger: an equal question is asked once, also by later runs.
        """
        ...

    async def approve(self, step: str, show: Any) -> None:
        """Waits for a person to agree to what is shown. Raises where the answer is no."""
        ...
