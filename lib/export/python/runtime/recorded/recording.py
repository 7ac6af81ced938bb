"""`trace.json`: what an agent was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..json_text import parse_json
from ..request import EffectClass
from ..result_json import result_from_json
from ..results.in_band_error import error_of
from ..results.tool_result import ToolResult
from ..tool_caller import GET_PROMPT, READ_RESOURCE


@dataclass(frozen=True, kw_only=True)
class RecordedTool:
    """A tool as it was on offer, with the class that the user gave it."""

    server: str
    name: str
    effect: EffectClass


@dataclass(frozen=True, kw_only=True)
class RecordedCall:
    """A call and its answer. `started` and `ended`: logical clock of the recording."""

    id: str
    server: str
    tool: str
    args: Mapping[str, Any]
    result: ToolResult
    started: float
    ended: float


@dataclass(frozen=True, kw_only=True)
class RecordedJudgement:
    """What was judged while recording, where a step asks a model."""

    task: str
    value: Any
    answer: Any


@dataclass(frozen=True, kw_only=True)
class Recording:
    """One recorded session of the job.

    `inputs`: what they were; one that is not named had its default. `writes`: ids of the recorded
    writes that a run with the recorded inputs makes again. `done`: ids of those that were made in
    the world in which this agent works.
    """

    now: str
    time_zone: str
    inputs: Mapping[str, Any]
    calls: Sequence[RecordedCall]
    writes: Sequence[str]
    done: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class RecordedJob:
    """What this agent was made from, without secrets: one recording of the job, or several."""

    tools: Sequence[RecordedTool] = ()
    judgements: Sequence[RecordedJudgement] = ()
    recordings: Sequence[Recording] = ()

    def answer_of(
        self, server: str, tool: str, which: Literal["first", "last"] = "first"
    ) -> ToolResult | None:
        """The first recorded answer of a tool that is no error, or the last.

        What its data looks like.
        """
        calls = [call for recording in self.recordings for call in recording.calls]
        for call in calls if which == "first" else reversed(calls):
            if (call.server, call.tool) == (server, tool) and error_of(call.result) is None:
                return call.result
        return None

    def effect_of(self, server: str, tool: str) -> EffectClass:
        """Class of a tool; one that is not known writes."""
        if tool in (READ_RESOURCE, GET_PROMPT):
            return "read"
        for known in self.tools:
            if (known.server, known.name) == (server, tool):
                return known.effect
        return "write"


def read_recorded_job(path: Path) -> RecordedJob:
    """Reads `trace.json`; an agent works without it. Raises where there is something else in it."""
    if not path.exists():
        return RecordedJob()
    written = parse_json(path.read_text("utf-8"))
    return RecordedJob(
        tools=[
            RecordedTool(server=tool["server"], name=tool["name"], effect=tool["effect"])
            for tool in written["tools"]
        ],
        judgements=[
            RecordedJudgement(task=each["task"], value=each["input"], answer=each["answer"])
            for each in written["judgements"]
        ],
        recordings=[_read_recording(recording) for recording in written["recordings"]],
    )


def _read_recording(written: Mapping[str, Any]) -> Recording:
    return Recording(
        now=written["now"],
        time_zone=written["timeZone"],
        inputs=written["inputs"],
        calls=[
            RecordedCall(
                id=call["id"],
                server=call["server"],
                tool=call["tool"],
                args=call["args"],
                result=result_from_json(call["result"]),
                started=call["started"],
                ended=call["ended"],
            )
            for call in written["calls"]
        ],
        writes=written["writes"],
        done=written["done"],
    )
