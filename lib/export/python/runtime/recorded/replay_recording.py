"""Runs on the recording that tell whether a program still does what was recorded."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..agent_program import AgentProgram
from ..agent_setup import Mode
from ..command.run_pass import PassResult
from ..effects.memory_ledger import MemoryLedger
from ..json_text import canonical_json
from ..results.in_band_error import error_of
from ..results.tool_result import ToolResult
from ..tool_caller import ToolCall
from .recorded_caller import RecordedCaller
from .recorded_pass import recorded_pass
from .recording import RecordedCall, RecordedJob, Recording, read_recorded_job


@dataclass(frozen=True)
class ReplayedPass:
    """A run on a recording. `sent`: writes that were carried out, in order."""

    result: PassResult
    sent: Sequence[ToolCall]


class Replay:
    """A recording that is run again; its ledger is kept in memory from one run to the next.

    Every run sees the recording from the beginning. `of` says for the title of a test which
    recording it is, where there are several.
    """

    def __init__(self, program: AgentProgram, job: RecordedJob, number: int) -> None:
        self._program = program
        self._job = job
        self._recording = job.recordings[number]
        self._ledger = MemoryLedger(lambda: self._recording.now)
        self.of = f" (recording {number + 1})" if len(job.recordings) > 1 else ""

    def plan(self) -> ReplayedPass:
        return asyncio.run(self._run("plan"))

    def apply(self) -> ReplayedPass:
        return asyncio.run(self._run("apply"))

    def expect_recorded_writes(self, replayed: ReplayedPass) -> None:
        """Fails unless the writes are those of the recording, each as often as recorded.

        Their order is not compared.
        """
        result = replayed.result
        if result.status != "succeeded":
            raise AssertionError(f"The run {result.status}: {result.error}")
        sent = sorted(map(_canonical, replayed.sent))
        recorded = sorted(map(_canonical, _writes_of(self._recording)))
        if sent != recorded:
            listed = "\n".join(["sent:", *sent, "recorded:", *recorded])
            raise AssertionError(f"The writes are not those of the recording.\n{listed}")

    async def _run(self, mode: Mode) -> ReplayedPass:
        caller = _Noting(RecordedCaller(self._job, self._recording), self._recording)
        result = await recorded_pass(
            program=self._program,
            job=self._job,
            recording=self._recording,
            mode=mode,
            caller=caller,
            ledger=self._ledger,
        )
        return ReplayedPass(result, caller.sent)


def replay_recordings(program: AgentProgram, folder: Path) -> Sequence[Replay]:
    """The recordings of `trace.json` in a folder."""
    job = read_recorded_job(folder / "trace.json")
    return [Replay(program, job, number) for number in range(len(job.recordings))]


class _Noting:
    """Notes the writes that are carried out."""

    def __init__(self, caller: RecordedCaller, recording: Recording) -> None:
        self._caller = caller
        self._writing = {(call.server, call.tool) for call in _writes_of(recording)}
        self.sent: list[ToolCall] = []

    async def call(self, call: ToolCall, stop: asyncio.Event | None = None) -> ToolResult:
        result = await self._caller.call(call, stop)
        if (call.server, call.tool) in self._writing and error_of(result) is None:
            self.sent.append(call)
        return result


def _writes_of(recording: Recording) -> Sequence[RecordedCall]:
    return [call for call in recording.calls if call.id in recording.writes]


def _canonical(call: ToolCall | RecordedCall) -> str:
    return f"{call.server}/{call.tool} {canonical_json(call.args)}"
