"""Calls of live servers, and what is known of a call that got no answer."""

import asyncio
import logging
import os
import socket
import sys
import unittest
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runtime.results.result_data import result_data
from runtime.results.tool_result import ToolResult
from runtime.results.transient_error import retry_after_ms
from runtime.servers.http_watch import LARGEST_MESSAGE
from runtime.servers.live_caller import LiveCaller
from runtime.servers.server_settings import RemoteServer, ServerSettings, StdioServer
from runtime.tool_caller import ToolCall, ToolCallFailure
from servers.faulty_http_server import FaultyHttpServer

# What the SDK says of broken answers is for the log of an agent.
logging.getLogger().addHandler(logging.NullHandler())

SERVERS = Path(__file__).parent / "servers"


class Calling(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        self.settings: dict[str, ServerSettings] = {}
        self.lines: list[str] = []
        self.caller = LiveCaller(
            name="test",
            settings=lambda: self.settings,
            on_log=lambda server, line: self.lines.append(f"{server}: {line}"),
        )

    async def asyncSetUp(self) -> None:
        # Answers of many megabytes are slow on purpose.
        asyncio.get_running_loop().set_debug(False)

    async def asyncTearDown(self) -> None:
        await self.caller.close()

    async def call(
        self, tool: str, args: Mapping[str, Any] | None = None, stop: asyncio.Event | None = None
    ) -> ToolResult:
        return await self.caller.call(ToolCall("s", tool, args or {}), stop)

    async def failure(self, tool: str, args: Mapping[str, Any] | None = None) -> ToolCallFailure:
        with self.assertRaises(ToolCallFailure) as failed:
            await self.call(tool, args)
        return failed.exception


class ChildProcesses(Calling):
    def setUp(self) -> None:
        super().setUp()
        self.settings["s"] = self.child()

    def child(self, *args: str) -> StdioServer:
        script = str(SERVERS / "stdio_server.py")
        return StdioServer(command=sys.executable, args=[script, *args], env={"OWN": "yes"})

    async def process(self) -> int:
        return int((await self.call("process")).text)

    async def test_answer_with_what_they_were_given(self) -> None:
        args = {"title": "é 😀", "nested": [1, 1.5, None, True]}
        result = await self.call("echo", args)
        self.assertEqual(result_data(result), args)
        self.assertFalse(result.is_error)

    async def test_get_their_own_variables_and_none_of_the_agents(self) -> None:
        os.environ["CANARY"] = "secret"
        self.addCleanup(os.environ.pop, "CANARY")
        variables = result_data(await self.call("environment"))
        self.assertEqual(variables["OWN"], "yes")
        self.assertNotIn("CANARY", variables)

    async def test_that_die_in_mid_call_leave_it_unknown_and_are_started_again(self) -> None:
        first = await self.process()
        failure = await self.failure("die")
        self.assertEqual(failure.kind, "unknown")
        self.assertEqual(self.caller.missing(), ["s"])
        self.assertNotEqual(await self.process(), first)
        self.assertEqual(self.caller.missing(), [])
        self.assertIn("s: about to die", self.lines)

    async def test_may_write_what_is_no_message(self) -> None:
        self.assertEqual((await self.call("noise")).text, "heard")

    async def test_that_refuse_have_said_no(self) -> None:
        failure = await self.failure("refuse")
        self.assertEqual((failure.kind, str(failure)), ("refused", "There is no such project."))

    async def test_are_cut_off_where_an_answer_has_no_end(self) -> None:
        large = await self.call("long", {"length": 5_000_000})
        self.assertEqual(len(large.text), 5_000_000)
        self.assertEqual((await self.failure("long", {"length": LARGEST_MESSAGE})).kind, "unknown")
        self.assertEqual((await self.call("noise")).text, "heard")

    async def test_are_left_alone_with_a_call_that_is_stopped(self) -> None:
        await self.process()
        stop = asyncio.Event()
        asyncio.get_running_loop().call_soon(stop.set)
        with self.assertRaises(ToolCallFailure) as stopped:
            await self.call("silent", stop=stop)
        self.assertEqual(stopped.exception.kind, "unknown")
        self.assertEqual((await self.call("noise")).text, "heard")

    async def test_that_will_not_end_are_ended(self) -> None:
        self.settings["s"] = self.child("stubborn")
        process = await self.process()
        await self.caller.close()
        with self.assertRaises(ProcessLookupError):
            os.kill(process, 0)

    async def test_that_cannot_be_started_were_sent_nothing(self) -> None:
        self.settings["s"] = StdioServer(command="no-such-command")
        failure = await self.failure("echo")
        self.assertEqual(failure.kind, "not-sent")
        self.assertIn('Server "s" cannot be reached: ', str(failure))
        self.assertEqual((await self.failure_of_unknown_server()).kind, "not-sent")

    async def failure_of_unknown_server(self) -> ToolCallFailure:
        self.settings.clear()
        failure = await self.failure("echo")
        self.assertIn('mcp.json has no server "s".', str(failure))
        return failure


class ServersOverHttp(Calling):
    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        self.server = FaultyHttpServer()
        await self.server.start()
        self.settings["s"] = RemoteServer(kind="http", url=self.server.url)

    async def asyncTearDown(self) -> None:
        await super().asyncTearDown()
        await self.server.stop()

    async def test_whose_answer_breaks_off_may_have_done_it(self) -> None:
        for tool in ("reset", "half", "stream", "gateway", "packed"):
            with self.subTest(tool):
                self.assertEqual((await self.failure(tool)).kind, "unknown")
                self.assertEqual(self.server.calls.count(tool), 1)
        self.assertEqual((await self.call("work")).text, "done")
        self.assertEqual(self.server.greetings, 1)

    async def test_that_break_one_answer_keep_the_others(self) -> None:
        held = asyncio.create_task(self.call("held"))
        while "held" not in self.server.calls:
            await asyncio.sleep(0.01)
        for tool in ("reset", "half", "busy"):
            await self.failure(tool)
        self.server.release("held")
        self.assertEqual((await held).text, "at last")

    async def test_that_turn_a_call_away_were_sent_nothing_and_say_when_to_come_back(self) -> None:
        busy = await self.failure("busy")
        self.assertEqual((busy.kind, retry_after_ms(str(busy))), ("not-sent", 7000))
        self.assertEqual((await self.failure("away")).kind, "not-sent")

    async def test_that_refuse_have_said_no(self) -> None:
        failure = await self.failure("refuse")
        self.assertEqual((failure.kind, str(failure)), ("refused", "There is no such project."))

    async def test_are_cut_off_where_an_answer_has_no_end(self) -> None:
        self.assertEqual(len((await self.call("long", {"length": 5_000_000})).text), 5_000_000)
        failure = await self.failure("long", {"length": LARGEST_MESSAGE})
        self.assertEqual(failure.kind, "unknown")
        self.assertIn("longer than", str(failure))

    async def test_get_a_new_secret_when_the_old_one_is_refused(self) -> None:
        self.server.token = "one"
        self.settings["s"] = self.with_token("one")
        self.assertEqual((await self.call("work")).text, "done")
        self.server.token = "two"
        self.assertEqual((await self.failure("work")).kind, "not-sent")
        self.settings["s"] = self.with_token("two")
        self.assertEqual((await self.call("work")).text, "done")

    async def test_that_are_away_were_sent_nothing_and_are_reached_when_they_are_back(self) -> None:
        await self.call("work")
        await self.server.stop()
        await self.caller.close()
        away = await self.failure("work")
        self.assertEqual(away.kind, "not-sent")
        self.assertRegex(str(away), 'Server "s" cannot be reached: .*(refused|failed)')
        await self.server.start()
        self.assertEqual((await self.call("work")).text, "done")
        self.assertEqual(self.server.calls, ["work", "work"])

    def with_token(self, token: str) -> RemoteServer:
        headers = {"authorization": f"Bearer {token}"}
        return RemoteServer(kind="http", url=self.server.url, headers=headers)


class ServersOfTheSdk(Calling):
    """The official SDK's own server, in the newest revision and over the old transport."""

    async def start(self, transport: str) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        script = str(SERVERS / "sdk_server.py")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            script,
            transport,
            str(port),
            stderr=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
        )

        async def end() -> None:
            await self.caller.close()
            process.kill()
            await process.wait()

        self.addAsyncCleanup(end)
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return port

    async def test_answer_over_streamable_http(self) -> None:
        port = await self.start("streamable-http")
        self.settings["s"] = RemoteServer(kind="http", url=f"http://127.0.0.1:{port}/mcp")
        await self.check_answers()

    async def test_answer_over_sse(self) -> None:
        port = await self.start("sse")
        self.settings["s"] = RemoteServer(kind="sse", url=f"http://127.0.0.1:{port}/sse")
        await self.check_answers()

    async def check_answers(self) -> None:
        await self.caller.connect_all()
        self.assertEqual(self.caller.missing(), [])
        created = await self.call("create_issue", {"title": "Leak"})
        self.assertEqual(result_data(created), {"key": "OPS-1", "title": "Leak"})
        self.assertTrue((await self.call("fail")).is_error)
        self.assertEqual((await self.call("work", {"steps": 3})).text, "worked")
        read = await self.call("resources/read", {"uri": "notes://today"})
        self.assertEqual(read.content[0]["resource"]["text"], "buy milk")
        prompt = await self.call("prompts/get", {"name": "greet", "arguments": {"name": "Ada"}})
        message = result_data(prompt)["messages"][0]
        self.assertEqual(message["content"]["text"], "Greet Ada.")
