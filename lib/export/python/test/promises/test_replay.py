"""Runs on a recording."""

import json
import subprocess
import sys
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from typing import Any

from recorded_tickets import TRACE, program
from runtime.agent import Agent
from runtime.effects.memory_ledger import MemoryLedger
from runtime.recorded.recorded_caller import RecordedCaller
from runtime.recorded.recorded_effects import recorded_effects
from runtime.recorded.recorded_pass import recorded_pass
from runtime.recorded.recording import RecordedJob, read_recorded_job
from runtime.recorded.replay_recording import replay_recordings
from runtime.request import ReadRequest
from runtime.tool_caller import ToolCall

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent


def job_of(trace: dict[str, Any]) -> RecordedJob:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "trace.json").write_text(json.dumps(trace), "utf-8")
        return read_recorded_job(Path(folder) / "trace.json")


class Replaying(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        self.job = job_of(TRACE)
        self.recording = self.job.recordings[0]

    def test_needs_nothing_but_python_and_makes_what_was_recorded_once(self) -> None:
        script = f"import sys; sys.path[:0] = {[str(FOLDER), str(HERE)]!r}\n"
        script += "import runpy; runpy.run_module('recorded_tickets', run_name='__main__')"
        with tempfile.TemporaryDirectory() as folder:
            # Isolated and without a folder of packages: what is not Python's own cannot be found.
            bare = [sys.executable, "-I", "-S", "-c", script, folder]
            said = json.loads(subprocess.run(bare, capture_output=True, check=True).stdout)
        self.assertEqual(said["plan"], [None, 0, 2])
        self.assertEqual(said["apply"], [["A-1", "A-2"], 2])
        self.assertEqual(said["again"], [None, 0])
        ours = {"runtime", "recorded_tickets", "__main__"}
        foreign = {name for name in said["modules"] if name not in sys.stdlib_module_names}
        self.assertLessEqual({name for name in foreign if not name.startswith("_")}, ours)

    def test_fails_where_the_program_makes_something_else(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            trace = json.loads(json.dumps(TRACE))
            trace["recordings"][0]["writes"] = ["c4"]
            (Path(folder) / "trace.json").write_text(json.dumps(trace), "utf-8")
            (replay,) = replay_recordings(program, Path(folder))
        with self.assertRaisesRegex(AssertionError, "The writes are not those of the recording"):
            replay.expect_recorded_writes(replay.apply())

    async def test_says_which_recorded_call_comes_nearest(self) -> None:
        caller = RecordedCaller(self.job, self.recording)
        result = await caller.call(ToolCall("tracker", "get_issue", {"key": "A-9"}))
        self.assertTrue(result.is_error)
        self.assertEqual(
            result.text,
            "No recorded call of tracker/get_issue has these arguments. The nearest, "
            '"c5", differs in key: recorded "A-1", now "A-9".',
        )
        unknown = await caller.call(ToolCall("tracker", "close_issue", {}))
        self.assertEqual(unknown.text, "The recording holds no call of tracker/close_issue.")

    async def test_uses_up_a_write_and_reads_as_of_the_writes_that_were_made(self) -> None:
        caller = RecordedCaller(self.job, self.recording)
        create = ToolCall("tracker", "create_issue", {"title": "leak in a", "severity": "high"})
        self.assertFalse((await caller.call(create)).is_error)
        self.assertIn("once more than it was recorded", (await caller.call(create)).text)
        read = ToolCall("tracker", "get_issue", {"key": "A-1"})
        states = [json.loads((await caller.call(read)).text)["state"] for _ in range(3)]
        self.assertEqual(states, ["new", "open", "open"])

    async def test_passes_over_an_answer_that_a_write_made_old(self) -> None:
        calls = list(self.recording.calls)
        # The same issue, read before and after the second issue was made.
        late = replace(calls[5], id="c9", started=20, ended=21)
        recording = replace(self.recording, calls=[*calls[:5], *calls[6:], late])
        caller = RecordedCaller(self.job, recording)
        create = ToolCall("tracker", "create_issue", {"title": "leak in b", "severity": "low"})
        await caller.call(create)
        read = await caller.call(ToolCall("tracker", "get_issue", {"key": "A-1"}))
        self.assertIs(read, late.result)

    async def test_names_what_recording_did_by_the_keys_of_a_run(self) -> None:
        done = await recorded_effects(program, self.job)
        (key,) = done
        self.assertRegex(key, "^create_issue:[0-9a-f]{32}$")
        self.assertEqual((done[key].how, done[key].effect.args["title"]), ("recorded", "leak in a"))

    def test_knows_a_tool_that_refused_at_first_by_its_first_answer_that_is_data(self) -> None:
        refused = {"isError": True, "content": [{"type": "text", "text": "summary is required"}]}
        call: dict[str, Any] = {"id": "c0", "server": "tracker", "tool": "create_issue", "args": {}}
        first = {**call, "started": 0, "ended": 0, "result": refused}
        [recording] = TRACE["recordings"]
        calls = [first, *recording["calls"]]
        job = job_of({**TRACE, "recordings": [{**recording, "calls": calls}]})
        answer = job.answer_of("tracker", "create_issue")
        self.assertIsNotNone(answer)
        self.assertEqual(answer, self.job.answer_of("tracker", "create_issue"))

    async def test_ends_with_a_sentence_where_a_poll_or_pages_have_no_end(self) -> None:
        async def poll(agent: Agent, inputs: Any, config: Any) -> None:
            request: ReadRequest[Any] = ReadRequest(
                server="tracker", tool="get_issue", args={"key": "A-2"}
            )
            await agent.poll(request, until=lambda _: False, every_ms=1000, timeout_ms=2500)

        async def pages(agent: Agent, inputs: Any, config: Any) -> None:
            request: ReadRequest[Any] = ReadRequest(
                server="code", tool="list_pulls", args={"page": 1}
            )
            await agent.pages(
                lambda cursor: request,
                items=lambda data, _: data["pulls"],
                next_cursor=lambda data, _: data["next"],
                until=lambda data, _: False,
                max_pages=5,
            )

        for run, said in (
            (poll, "tracker/get_issue was not as wished within 2.5 s."),
            (pages, "Page 2 is not the last one, but points to itself (2)."),
        ):
            result = await recorded_pass(
                program=replace(program, run=run),
                job=self.job,
                recording=self.recording,
                mode="apply",
                caller=RecordedCaller(self.job, self.recording),
                ledger=MemoryLedger(lambda: self.recording.now),
            )
            self.assertEqual((result.status, result.error), ("failed", said))
