"""The agent's HTTP endpoint."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn

from ..agent_setup import Log
from ..failures import AgentError
from ..json_text import json_text

LARGEST_BODY = 1024 * 1024
REQUEST_SECONDS = 30

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
"""An ASGI application, where an answer is more than a text: the request is handed on to it."""


@dataclass(frozen=True, kw_only=True)
class EndpointRequest:
    """Names of headers are in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class EndpointResponse:
    """`body` is written as JSON; where `kind` is given, it is a text of that media type."""

    status: int
    body: Any
    kind: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


Answer = Callable[[EndpointRequest], Awaitable[EndpointResponse | Application]]


@asynccontextmanager
async def http_endpoint(*, host: str, port: int, answer: Answer, log: Log) -> AsyncGenerator[int]:
    """Listens, and gives the port.

    At the end it takes no new connection, and open ones are answered. Bodies over 1 MiB are
    refused; an answer that raises is 500 without a word of why, and is logged.
    """
    listening = _listen(host, port)
    config = uvicorn.Config(
        _Application(answer, log),
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=REQUEST_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """Leaves signals to the command that serves."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise AgentError(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
    listening.setblocking(False)
    return listening


class _Application:
    """The ASGI application: reads a request whole, answers it whole."""

    def __init__(self, answer: Answer, log: Log) -> None:
        self._answer = answer
        self._log = log

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            response = await self._respond(scope, receive)
        except Exception as error:
            self._log.error("request failed", error=str(error))
            response = EndpointResponse(500, {"error": "It did not work; the log says why."})
        if not isinstance(response, EndpointResponse):
            await response(scope, receive, send)
            return
        text = f"{json_text(response.body)}\n" if response.kind is None else response.body
        headers = [
            (b"content-type", (response.kind or "application/json").encode()),
            (b"x-content-type-options", b"nosniff"),
            *((name.encode(), value.encode()) for name, value in response.headers.items()),
        ]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": text.encode()})

    async def _respond(self, scope: Message, receive: Receive) -> EndpointResponse | Application:
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                body = await _read_body(receive)
        except TimeoutError:
            return EndpointResponse(408, {"error": "The body did not come in time."})
        if body is None:
            return EndpointResponse(413, {"error": "The body is larger than 1 MiB."})
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in reversed(scope["headers"])
        }
        request = EndpointRequest(
            method=scope["method"], path=scope["path"], headers=headers, body=body
        )
        answered = await self._answer(request)
        if isinstance(answered, EndpointResponse):
            return answered
        return _with_body(answered, body)


def _with_body(application: Application, body: bytes) -> Application:
    """Gives it the body that was read before it was known who answers."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        given = False

        async def receive_again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await application(scope, receive_again, send)

    return answer


async def _read_body(receive: Receive) -> bytes | None:
    """None where it is too large."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return body
