"""What became of a request, which the SDK does not tell whoever called a tool."""

from collections.abc import AsyncIterator
from contextvars import ContextVar
from dataclasses import dataclass

import httpx2

LARGEST_MESSAGE = 64 * 1024 * 1024
"""Longer answers are cut off, so that no server fills the memory."""


@dataclass
class HttpNote:
    """What became of the requests of one tool call.

    `status` and `retry_after` of the last answer; `unreachable`: why nothing was sent; `lost`: why
    an answer did not come, or not whole; `session`: in which they were sent.
    """

    status: int | None = None
    retry_after: str | None = None
    unreachable: str | None = None
    lost: str | None = None
    session: str | None = None


current_note: ContextVar[HttpNote | None] = ContextVar("current_note", default=None)
"""Set around a call; requests are sent in the context of the call that they carry."""


class WatchedTransport(httpx2.AsyncBaseTransport):
    """Sends requests, notes what became of them, and breaks no connection for one that failed.

    The SDK ends the whole connection, with every call that is under way, when one request raises.
    So a request that fails is answered with 503 (nothing was sent) or 502 (it may have arrived).
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        note = current_note.get() or HttpNote()
        note.session = request.headers.get("mcp-session-id")
        try:
            response = await self._inner.handle_async_request(request)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
            note.unreachable = str(error) or type(error).__name__
            return httpx2.Response(503, request=request)
        except httpx2.TransportError as error:
            note.lost = str(error) or type(error).__name__
            return httpx2.Response(502, request=request)
        note.status = response.status_code
        note.retry_after = response.headers.get("retry-after")
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _WatchedStream(response.stream, note)
        if response.headers.get("content-encoding", "identity") != "identity":
            # We ask for plain bytes: what is packed can be of any size once it is unpacked.
            await response.aclose()
            note.lost = "The answer is packed, which was not asked for."
            return httpx2.Response(502, request=request)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


class _WatchedStream(httpx2.AsyncByteStream):
    """Ends where the answer breaks off or is too long; the SDK then finds half a message."""

    def __init__(self, inner: httpx2.AsyncByteStream, note: HttpNote) -> None:
        self._inner = inner
        self._note = note

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        try:
            async for part in self._inner:
                size += len(part)
                if size > LARGEST_MESSAGE:
                    self._note.lost = f"The answer is longer than {LARGEST_MESSAGE} bytes."
                    return
                yield part
        except httpx2.TransportError as error:
            self._note.lost = str(error) or type(error).__name__

    async def aclose(self) -> None:
        await self._inner.aclose()
