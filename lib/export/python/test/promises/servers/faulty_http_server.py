"""An MCP server over HTTP whose answers break in the ways that networks break them."""

import asyncio
import gzip
import json
from collections.abc import Mapping
from typing import Any

Head = Mapping[str, str]


class FaultyHttpServer:
    """Listens on loopback. `calls` are the tools that were called; each is carried out."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.greetings = 0
        self.token: str | None = None
        self.port = 0
        self._server: asyncio.Server | None = None
        self._held: dict[str, asyncio.Event] = {}
        self._connections: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/mcp"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._connections:
            writer.close()
        await self._server.wait_closed()

    def release(self, tool: str) -> None:
        self._held.setdefault(tool, asyncio.Event()).set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            while await self._answer_one(reader, writer):
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._connections.discard(writer)
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """False where the connection ends."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        first, *lines = head.strip().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if not first.startswith("post"):
            _send(writer, 405, b"")
            return True
        if self.token is not None and headers.get("authorization") != f"bearer {self.token}":
            _send(writer, 401, b"")
            return True
        message = json.loads(body)
        match message["method"]:
            case "initialize":
                self.greetings += 1
                _send_result(writer, message, _greeting(message))
            case "server/discover":
                _send_error(writer, message, -32601, "Method not found")
            case "tools/call":
                tool = message["params"]["name"]
                self.calls.append(tool)
                return await self._call(tool, message, writer)
            case _:
                _send(writer, 202, b"")
        return True

    async def _call(self, tool: str, message: Any, writer: asyncio.StreamWriter) -> bool:
        match tool:
            case "reset":
                return False
            case "half":
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n")
                writer.write(b'content-length: 500\r\n\r\n{"jsonrpc":"2.0",')
                return False
            case "stream":
                head = {"content-type": "text/event-stream", "connection": "close"}
                _send(writer, 200, b": nothing comes\n\n", head, length=False)
                return False
            case "busy":
                _send(writer, 429, b"", {"retry-after": "7"})
            case "away":
                _send(writer, 503, b"")
            case "gateway":
                _send(writer, 502, b"<html>bad gateway</html>", {"content-type": "text/html"})
            case "refuse":
                _send_error(writer, message, -32602, "There is no such project.")
            case "packed":
                data = gzip.compress(_result(message, _text("unpacked")))
                head = {"content-type": "application/json", "content-encoding": "gzip"}
                _send(writer, 200, data, head)
            case "long":
                _send_result(writer, message, _text("x" * message["params"]["arguments"]["length"]))
            case "held":
                await self._held.setdefault(tool, asyncio.Event()).wait()
                _send_result(writer, message, _text("at last"))
            case _:
                _send_result(writer, message, _text("done"))
        return True


def _greeting(message: Any) -> dict[str, Any]:
    return {
        "protocolVersion": message["params"]["protocolVersion"],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "faulty", "version": "1"},
    }


def _text(said: str) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": said}]}


def _result(message: Any, result: Mapping[str, Any]) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}).encode()


def _send_result(writer: asyncio.StreamWriter, message: Any, result: Mapping[str, Any]) -> None:
    _send(writer, 200, _result(message, result), {"content-type": "application/json"})


def _send_error(writer: asyncio.StreamWriter, message: Any, code: int, said: str) -> None:
    error = {"jsonrpc": "2.0", "id": message["id"], "error": {"code": code, "message": said}}
    _send(writer, 200, json.dumps(error).encode(), {"content-type": "application/json"})


def _send(
    writer: asyncio.StreamWriter,
    status: int,
    body: bytes,
    headers: Head | None = None,
    *,
    length: bool = True,
) -> None:
    head = {**(headers or {}), **({"content-length": str(len(body))} if length else {})}
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in head.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
