"""A caller that answers from a recording, as the studio's replay does."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..json_text import canonical_json
from ..results.in_band_error import error_of
from ..results.tool_result import ToolResult
from ..results.transient_error import is_transient_error
from ..tool_caller import ToolCall
from .nearest_call import divergence
from .recording import RecordedCall, RecordedJob, Recording


@dataclass
class _Queue:
    """Answers to equal calls, in recorded order; `used`: how many were given."""

    calls: list[RecordedCall] = field(default_factory=list[RecordedCall])
    used: int = 0


class RecordedCaller:
    """Answers by server, tool and exact arguments, in recorded order.

    A write is used up by one call; a read may be asked again and then keeps its last answer. An
    answer that a write of the recording came after is passed over once that write is made, where
    the recording holds a later one for which all writes before it are made. Transient errors that a
    later answer made good are left out. What was never recorded gets an error answer that says so,
    and what is nearest to it.
    """

    def __init__(self, job: RecordedJob, recording: Recording) -> None:
        self._job = job
        self._calls = recording.calls
        self._used: set[str] = set()
        self._writes = [
            call
            for call in recording.calls
            if not self._is_read(call) and error_of(call.result) is None
        ]
        self._queues: dict[str, _Queue] = {}
        for call in recording.calls:
            self._queues.setdefault(_key(call), _Queue()).calls.append(call)
        for queue in self._queues.values():
            queue.calls = _without_transient_errors(queue.calls)

    async def call(self, call: ToolCall, stop: asyncio.Event | None = None) -> ToolResult:
        queue = self._queues.get(_key(call))
        if queue is None:
            return _refusal(divergence(call, self._calls, self._used))
        if self._is_read(call):
            return self._read(queue)
        if queue.used >= len(queue.calls):
            return _refusal(
                f"{call.name} was asked for once more than it was recorded with these arguments."
            )
        recorded = queue.calls[queue.used]
        queue.used += 1
        self._used.add(recorded.id)
        return recorded.result

    def _read(self, queue: _Queue) -> ToolResult:
        at = min(queue.used, len(queue.calls) - 1)
        for following in range(at + 1, len(queue.calls)):
            if not self._is_stale(queue.calls[at], queue.calls[following]):
                break
            at = following
        queue.used = at + 1
        return queue.calls[at].result

    def _is_stale(self, answer: RecordedCall, following: RecordedCall) -> bool:
        """Whether writes came between two answers to one read, and all of them are made."""
        between = [
            write
            for write in self._writes
            if write.started >= answer.ended and write.started < following.started
        ]
        return len(between) > 0 and all(write.id in self._used for write in between)

    def _is_read(self, call: RecordedCall | ToolCall) -> bool:
        return self._job.effect_of(call.server, call.tool) == "read"


def _key(call: RecordedCall | ToolCall) -> str:
    return f"{call.server}/{call.tool} {canonical_json(call.args)}"


def _without_transient_errors(calls: Sequence[RecordedCall]) -> list[RecordedCall]:
    return [call for call in calls[:-1] if not _is_transient(call)] + [calls[-1]]


def _is_transient(call: RecordedCall) -> bool:
    error = error_of(call.result)
    return error is not None and is_transient_error(error)


def _refusal(text: str) -> ToolResult:
    return ToolResult(content=[{"type": "text", "text": text}], is_error=True)
