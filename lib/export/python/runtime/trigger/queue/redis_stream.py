"""A stream of Redis, as one consumer of a group sees it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ResponseError

from .read_message import Message

CONNECT_SECONDS = 10
BLOCK_MS = 2_000
ANSWER_SECONDS = 30
"""Longer than a command blocks: a server that says nothing for so long is away."""


class RedisStream:
    """The few commands that are used."""

    def __init__(self, client: Any, *, stream: str, group: str, consumer: str) -> None:
        # The types of the package leave open which of two protocols answers: what comes is read
        # here, and nothing of it leaves this file.
        self._client = client
        self._stream = stream
        self._group = group
        self._consumer = consumer

    async def make_group(self) -> None:
        """Makes stream and group where they are not there, from the first entry on."""
        try:
            await self._client.xgroup_create(self._stream, self._group, id="0", mkstream=True)
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise

    async def take_over(self, count: int, idle_ms: int) -> Sequence[Message]:
        """What others took and did not acknowledge for so long."""
        answer = await self._client.xautoclaim(
            self._stream,
            self._group,
            self._consumer,
            min_idle_time=idle_ms,
            start_id="0-0",
            count=count,
        )
        return _messages(answer[1])

    async def take_new(self, count: int) -> Sequence[Message]:
        """What nobody has taken yet; waits two seconds for it at most."""
        answer = await self._client.xreadgroup(
            self._group, self._consumer, {self._stream: ">"}, count=count, block=BLOCK_MS
        )
        streams: Sequence[tuple[str, Sequence[Any]]] = answer or []
        return [message for _, entries in streams for message in _messages(entries)]

    async def acknowledge(self, entry: str) -> None:
        await self._client.xack(self._stream, self._group, entry)

    async def add_dead(self, fields: Mapping[str, str]) -> None:
        """Puts something where somebody looks for it."""
        await self._client.xadd(f"{self._stream}:dead", dict(fields))

    async def lag(self) -> int:
        """How many messages nobody has acknowledged."""
        groups = await self._client.xinfo_groups(self._stream)
        own = next((each for each in groups if each["name"] == self._group), None)
        return 0 if own is None else (own.get("lag") or 0) + (own.get("pending") or 0)

    async def leave(self) -> None:
        """Strikes a consumer that keeps nothing from the group.

        So that its list does not grow with every restart.
        """
        kept = await self._client.xpending_range(
            self._stream, self._group, min="-", max="+", count=1, consumername=self._consumer
        )
        if not kept:
            await self._client.xgroup_delconsumer(self._stream, self._group, self._consumer)


@asynccontextmanager
async def redis_stream(
    url: str, *, stream: str, group: str, consumer: str
) -> AsyncGenerator[RedisStream]:
    """Connects, and does not connect again by itself.

    Whoever takes messages begins anew, and makes sure of its group.
    """
    # Its further options are named and not typed.
    client = Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
        url,
        decode_responses=True,
        encoding_errors="replace",
        protocol=2,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 0),
        single_connection_client=True,
    )
    try:
        yield RedisStream(client, stream=stream, group=group, consumer=consumer)
    finally:
        await client.aclose()


def _messages(entries: Sequence[Any]) -> Sequence[Message]:
    """Messages that were deleted since are left out."""
    found = [entry for entry in entries if entry is not None and entry[1] is not None]
    return [Message(entry=entry, fields=fields) for entry, fields in found]
