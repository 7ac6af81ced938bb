"""Runs of a program as it was recorded."""

import asyncio
from collections.abc import Mapping
from typing import Any

from ..agent_program import AgentProgram
from ..agent_setup import Mode, Question
from ..command.run_pass import PassOptions, PassResult, run_pass
from ..effects.effect import ApproveAll, Ledger
from ..failures import AgentError
from ..json_equal import json_equal
from ..tool_caller import ToolCaller
from .recording import RecordedJob, Recording
from .silent import Forgetful, SilentLog, SilentMeter


async def recorded_pass(
    *,
    program: AgentProgram,
    job: RecordedJob,
    recording: Recording,
    mode: Mode,
    caller: ToolCaller,
    ledger: Ledger,
) -> PassResult:
    """Runs the program with the inputs, at the time and with the judgements of one recording."""
    options = PassOptions(
        program=program,
        mode=mode,
        inputs=recording.inputs,
        config={},
        now=recording.now,
        time_zone=recording.time_zone,
        caller=caller,
        ledger=ledger,
        approver=ApproveAll(),
        model=_JudgesAsRecorded(job),
        judgements=Forgetful(),
        example=job.answer_of,
        schema_problem=_right_by_definition,
        log=SilentLog(),
        meter=SilentMeter(),
        clock=_ClockThatSkipsPauses(),
    )
    return await run_pass(options)


def _right_by_definition(value: Any, schema: Mapping[str, Any]) -> str | None:
    """What was recorded was checked then; so no library for schemas is needed here."""
    return None


class _ClockThatSkipsPauses:
    """What was waited for while recording need not be waited for again."""

    def __init__(self) -> None:
        self._time = 0.0

    async def pause(self, milliseconds: float, stop: asyncio.Event | None) -> None:
        self._time += milliseconds

    def milliseconds(self) -> float:
        return self._time


class _JudgesAsRecorded:
    def __init__(self, job: RecordedJob) -> None:
        self._judgements = job.judgements

    async def answer(self, question: Question, stop: asyncio.Event | None) -> Any:
        fitting = [each for each in self._judgements if json_equal(each.value, question.value)]
        if not fitting:
            raise AgentError("The recording holds no judgement of this input.")
        # A task may have been put in other words since; what was judged of this input holds on.
        same_task = (each for each in fitting if each.task == question.task)
        return next(same_task, fitting[0]).answer
