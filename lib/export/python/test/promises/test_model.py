"""Questions to a model behind an endpoint."""

import asyncio
import json
import unittest
from typing import Any

from runtime.agent_setup import Question, RefusedAnswer
from runtime.environment import ProcessEnvironment
from runtime.failures import AgentError, RunEnded
from runtime.model import EndpointModel, missing_model_settings

QUESTION = Question(
    step="judge",
    task="How bad is it?",
    value={"title": "leak"},
    output={"enum": ["low", "high"]},
    examples=[({"title": "typo"}, "low")],
)


class Endpoint:
    """Answers each request with the next status and text; `asked` are the requests."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, str]] = []
        self.asked: list[Any] = []
        self.keys: list[str] = []
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    def stop(self) -> None:
        assert self._server is not None
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.strip().split("\r\n")[1:])
        body = await reader.readexactly(int(headers["content-length"]))
        self.asked.append(json.loads(body))
        self.keys.append(headers.get("authorization", ""))
        status, text = self.answers.pop(0)
        length = len(text.encode())
        lines = [f"HTTP/1.1 {status} Said", f"content-length: {length}", "retry-after: 0.01"]
        lines.append("connection: close")
        writer.write("\r\n".join([*lines, "", text]).encode())
        await writer.drain()
        writer.close()


def completion(content: str) -> tuple[int, str]:
    return 200, json.dumps({"choices": [{"message": {"content": content}}]})


class AskingTheModel(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.endpoint = Endpoint()
        self.variables = {"MODEL_NAME": "m", "MODEL_API_KEY": "k"}
        self.variables["MODEL_BASE_URL"] = await self.endpoint.start()
        self.addCleanup(self.endpoint.stop)

    async def ask(self, question: Question = QUESTION, stop: asyncio.Event | None = None) -> Any:
        return await EndpointModel(ProcessEnvironment(self.variables)).answer(question, stop)

    async def test_says_the_task_the_examples_and_the_data(self) -> None:
        self.endpoint.answers = [completion('{"answer":"high"}')]
        self.assertEqual(await self.ask(), "high")
        (asked,) = self.endpoint.asked
        self.assertEqual(self.endpoint.keys, ["bearer k"])
        self.assertEqual(
            [m["role"] for m in asked["messages"]], ["system", "user", "assistant", "user"]
        )
        self.assertEqual(asked["messages"][-1]["content"], '{"title":"leak"}')
        schema = asked["response_format"]["json_schema"]["schema"]
        self.assertEqual(schema["properties"]["answer"], {"enum": ["low", "high"]})

    async def test_says_why_the_last_answer_cannot_be_taken(self) -> None:
        self.endpoint.answers = [completion('```json\n{"answer":"low"}\n```')]
        refused = Question(
            step="judge",
            task="t",
            value=1,
            output={},
            refused=RefusedAnswer("medium", "it is not one of them."),
        )
        self.assertEqual(await self.ask(refused), "low")
        last = self.endpoint.asked[0]["messages"][-1]["content"]
        self.assertEqual(last, "That answer cannot be taken: it is not one of them. Answer again.")

    async def test_asks_again_while_the_endpoint_is_busy_and_no_more_when_it_says_no(self) -> None:
        self.endpoint.answers = [(429, ""), (503, ""), completion('{"answer":"low"}')]
        self.assertEqual(await self.ask(), "low")
        self.endpoint.answers = [(401, "who are you?")]
        with self.assertRaisesRegex(AgentError, "answered 401: who are you?"):
            await self.ask()

    async def test_takes_no_words_and_no_endless_answer_for_an_answer(self) -> None:
        self.endpoint.answers = [completion("It is high."), (200, "{}"), (200, "x" * 2_000_000)]
        self.assertIsNone(await self.ask())
        with self.assertRaisesRegex(AgentError, "it sent no chat completion."):
            await self.ask()
        with self.assertRaisesRegex(AgentError, "larger than 1 MiB"):
            await self.ask()

    async def test_ends_with_the_run(self) -> None:
        stop = asyncio.Event()
        stop.set()
        self.endpoint.answers = [completion('{"answer":"low"}')]
        with self.assertRaises(RunEnded):
            await self.ask(stop=stop)

    async def test_says_what_is_not_set(self) -> None:
        self.variables.clear()
        with self.assertRaisesRegex(AgentError, "set MODEL_NAME, and MODEL_BASE_URL"):
            await self.ask()
        self.variables |= {"MODEL_NAME": "m", "OPENAI_API_KEY": "k"}
        self.assertIsNone(missing_model_settings(ProcessEnvironment(self.variables)))
