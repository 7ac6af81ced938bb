"""Takes the messages of a Redis stream, at least once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from ...agent_program import DeclaredInput, QueueTrigger
from ...agent_setup import Log, SchemaCheck
from ...instant import iso_instant, utc_now
from ...json_text import json_text
from ...observe.tracing import trace_context_in
from ..delivery_queue import Delivery, DeliveryQueue
from .read_message import Message, UnreadableMessage, delivery_prefix, read_message
from .redis_stream import RedisStream, redis_stream

AT_ONCE = 10
FULL_PAUSE_SECONDS = 0.5
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0


@dataclass(frozen=True, kw_only=True)
class RedisQueueParts:
    """What taking messages stands on.

    `url` of the server is read at each connection, and raises where it is not set. `consumer` names
    this process in the group. `most_waiting`: while as many deliveries wait, nothing is taken.
    `claim_after_ms`: what another consumer took and did not acknowledge for so long is taken over.
    `on_lag` is told how many messages nobody has acknowledged.
    """

    trigger: QueueTrigger
    inputs: Sequence[DeclaredInput]
    schema_problem: SchemaCheck
    url: Callable[[], str]
    consumer: str
    queue: DeliveryQueue
    most_waiting: int
    claim_after_ms: int
    on_delivery: Callable[[], None]
    on_lag: Callable[[int], None]
    log: Log


class RedisQueue:
    """One consumer of a group.

    A message is put into the delivery queue, which commits, and is acknowledged then; whoever dies
    in between leaves it to the others, and an id that was taken before is taken no second time.
    What can never be read goes to `<stream>:dead` with the reason.
    """

    def __init__(self, parts: RedisQueueParts) -> None:
        self._parts = parts
        self._stopping = asyncio.Event()
        self._pause_seconds = FIRST_PAUSE_SECONDS
        self._taking: asyncio.Task[None] | None = None
        self.is_connected = False
        """Whether messages are being taken now."""

    def start(self) -> None:
        self._taking = asyncio.create_task(self._take_until_stopped())

    async def stop(self) -> None:
        """Takes nothing new; what was taken is stored."""
        self._stopping.set()
        if self._taking is not None:
            await self._taking

    async def give_up(self, delivery: Delivery, reason: str) -> None:
        """Writes a delivery that was given up where somebody looks for it.

        Others than messages are left alone.
        """
        if not delivery.id.startswith(delivery_prefix(self._parts.trigger)):
            return
        fields = {
            "dead_delivery": delivery.id,
            "dead_attempts": str(delivery.attempts),
            "dead_inputs": json_text(delivery.inputs),
        }
        async with self._connection() as stream:
            await self._bury(stream, fields, reason)

    async def _take_until_stopped(self) -> None:
        while not self._stopping.is_set():
            try:
                async with self._connection() as stream:
                    await self._take_messages(stream)
            except Exception as error:
                name = self._parts.trigger.name
                self._parts.log.warn("messages cannot be taken", queue=name, error=str(error))
            self.is_connected = False
            await self._pause(self._pause_seconds)
            self._pause_seconds = min(2 * self._pause_seconds, LONGEST_PAUSE_SECONDS)

    def _connection(self) -> AbstractAsyncContextManager[RedisStream]:
        trigger = self._parts.trigger
        return redis_stream(
            self._parts.url(),
            stream=trigger.name,
            group=trigger.group,
            consumer=self._parts.consumer,
        )

    async def _take_messages(self, stream: RedisStream) -> None:
        parts = self._parts
        await stream.make_group()
        while not self._stopping.is_set():
            parts.on_lag(await stream.lag())
            self.is_connected = True
            self._pause_seconds = FIRST_PAUSE_SECONDS
            room = parts.most_waiting - await parts.queue.length()
            if room <= 0:
                await self._pause(FULL_PAUSE_SECONDS)
                continue
            count = min(room, AT_ONCE)
            left = await stream.take_over(count, parts.claim_after_ms)
            for message in left or await stream.take_new(count):
                await self._take_one(stream, message)
        await stream.leave()

    async def _take_one(self, stream: RedisStream, message: Message) -> None:
        parts = self._parts
        read = read_message(message, parts.trigger, parts.inputs, parts.schema_problem)
        if isinstance(read, UnreadableMessage):
            fields = {**message.fields, "dead_entry": message.entry}
            await self._bury(stream, fields, read.reason)
        elif await parts.queue.add(read.delivery, read.inputs, trace_context_in(message.fields)):
            parts.on_delivery()
        await stream.acknowledge(message.entry)

    async def _bury(self, stream: RedisStream, fields: Mapping[str, str], reason: str) -> None:
        """Before the original is acknowledged: better twice among the dead than lost."""
        at = iso_instant(utc_now())
        await stream.add_dead({**fields, "dead_reason": reason, "dead_at": at})
        entry = fields.get("dead_entry")
        name = self._parts.trigger.name
        self._parts.log.error("message given up", queue=name, entry=entry, reason=reason)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            pass
