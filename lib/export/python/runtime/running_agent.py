"""The agent of one run."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal, TypeVar

from .absent import ABSENT
from .agent import Find, Judgement, Retry
from .agent_setup import AgentSetup
from .as_recorded import end_as_recorded, not_waited_for
from .ask_approval import ask_approval
from .call_tool import answer_data, call_tool
from .effects.effect import EffectRecord
from .ensure_write import Write, WriteMemory, ensure_write
from .failures import AgentError
from .for_each_item import for_each_item
from .json_equal import json_equal
from .json_text import json_text, number_text
from .judge import Judge
from .request import ReadRequest, WriteRequest

Item = TypeVar("Item")
Page = TypeVar("Page")
Answer = TypeVar("Answer")
Result = TypeVar("Result")


class RunningAgent:
    """An `Agent`, and what it has done so far."""

    def __init__(self, setup: AgentSetup) -> None:
        self._setup = setup
        self._memory = WriteMemory()
        self._judge = Judge(setup, self._memory.plan)

    @property
    def now(self) -> str:
        return self._setup.now

    @property
    def time_zone(self) -> str:
        return self._setup.time_zone

    @property
    def effects(self) -> Sequence[EffectRecord]:
        """Effects of this run, in order of first sight."""
        return list(self._memory.effects.values())

    async def read(self, request: ReadRequest[Result], *, retry: Retry | None = None) -> Result:
        # In a plan, a read that needs what a write would have given is not sent either.
        if self._memory.plan.is_made_up(request.args):
            example = self._setup.example(request.server, request.tool, "first")
            shape = ABSENT if example is None else answer_data(request, example)
            return self._memory.plan.made_up(request.tool, shape)
        return answer_data(request, await call_tool(self._setup, request, retry))

    async def ensure(
        self,
        step: str,
        request: WriteRequest[Result],
        *,
        key: Any = ABSENT,
        find: Find[Any] | None = None,
        retry: Retry | None = None,
    ) -> Result:
        write = Write(step=step, request=request, key=key, find=find, retry=retry)
        return await ensure_write(self._setup, self._memory, write)

    async def poll(
        self,
        request: ReadRequest[Result],
        *,
        until: Callable[[Result], bool],
        every_ms: int,
        timeout_ms: int,
    ) -> Result:
        if self._memory.plan.is_made_up(request.args):
            return self._end_of_poll(request, until)
        clock = self._setup.clock
        began = clock.milliseconds()
        while True:
            data = await self.read(request)
            if until(data):
                return data
            if clock.milliseconds() - began + every_ms > timeout_ms:
                raise AgentError(
                    f"{request.name} was not as wished within {number_text(timeout_ms / 1000)} s."
                )
            facts = {"gen_ai.tool.name": request.tool, "mcp_agent.pause_ms": every_ms}
            self._setup.tracing.event("wait", facts)
            await clock.pause(every_ms, self._setup.stop)

    def _end_of_poll(self, request: ReadRequest[Result], until: Callable[[Result], bool]) -> Result:
        """In a plan, what was not started cannot be waited for.

        Its end is supposed to be the recorded one.
        """
        setup, server, tool = self._setup, request.server, request.tool
        example = setup.example(server, tool, "last")
        shape: Any = ABSENT if example is None else answer_data(request, example)
        end = None if shape is ABSENT else end_as_recorded(tool, shape, until)
        setup.log.info(not_waited_for(request.name, end), server=server, tool=tool)
        return self._memory.plan.made_up(tool, shape, end)

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
        found: list[Item] = []
        cursor = ABSENT if first is None else first
        for count in range(1, max_pages + 1):
            page = await self.read(request(cursor))
            at = None if cursor is ABSENT else cursor
            found.extend(items(page, at))
            if until(page, at):
                return found
            following = next_cursor(page, at)
            if following is ABSENT:
                raise AgentError(f"Page {count} is not the last one, but names no next one.")
            if cursor is not ABSENT and json_equal(following, cursor):
                raise AgentError(
                    f"Page {count} is not the last one, but points to itself "
                    f"({json_text(following)})."
                )
            cursor = following
        raise AgentError(
            f"There are more than {max_pages} pages. "
            "Raise max_pages in workflow.py if that is right."
        )

    async def for_each(
        self,
        items: Sequence[Item],
        body: Callable[[Item], Awaitable[Result]],
        *,
        parallel: int = 1,
        on_error: Literal["stop", "collect"] = "stop",
    ) -> list[Result]:
        return await for_each_item(items, body, parallel=parallel, on_error=on_error)

    async def judge(
        self,
        question: Judgement[Answer],
        value: Any,
        checks: Callable[[Answer], Sequence[bool]] | None = None,
    ) -> Answer:
        return await self._judge.judge(question, value, checks)

    async def approve(self, step: str, show: Any) -> None:
        await ask_approval(self._setup, step, show)
