"""Changes that happen once, over crashes and repeats."""

import unittest
from typing import Any

from runtime.absent import ABSENT
from runtime.effects.effect import Approval, Claim, Effect, EffectChange, EffectRecord
from runtime.effects.ensure_effect import (
    Created,
    EffectActions,
    EffectFailure,
    EffectOptions,
    Found,
    ensure_effect,
)
from runtime.effects.memory_ledger import MemoryLedger
from runtime.json_hash import hash_request
from runtime.results.tool_result import ToolResult
from runtime.tool_caller import ToolCall, ToolCallFailure

CALL = ToolCall("jira", "create_issue", {"title": "x"})
EFFECT = Effect(
    key="create:1",
    step="create",
    server="jira",
    tool="create_issue",
    args={"title": "x"},
    args_hash=hash_request("jira", "create_issue", {"title": "x"}),
    effect="write",
)
OK = ToolResult(content=[{"type": "text", "text": '{"key":"A-1"}'}])


class World:
    """Issues can be created and looked for."""

    def __init__(self) -> None:
        self.created: list[str] = []

    async def send(self) -> ToolResult:
        self.created.append("A-1")
        return OK

    async def send_and_lose(self) -> ToolResult:
        await self.send()
        raise ToolCallFailure("unknown", CALL, "The connection broke.")

    async def find(self) -> Any:
        return {"key": self.created[0]} if self.created else ABSENT


class Answering:
    def __init__(self, approval: Approval) -> None:
        self._approval = approval

    async def approve(self, effect: Effect, stop: object) -> Approval:
        return self._approval


def memory() -> MemoryLedger:
    return MemoryLedger(lambda: "2026-11-21T09:00:00.000Z")


class Ensuring(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        self.world = World()
        self.ledger = memory()
        self.states: list[str] = []

    def options(self, approval: Approval | None = None, ledger: Any = None) -> EffectOptions:
        return EffectOptions(
            ledger=ledger or self.ledger,
            approver=Answering(approval or Approval(True)),
            on_change=lambda change: self.states.append(change.state),
        )

    async def ensure(self, *, find: bool = False, **given: Any) -> Created | Found:
        send = given.pop("send", self.world.send)
        actions = EffectActions(send=send, find=self.world.find if find else None)
        return await ensure_effect(EFFECT, actions, self.options(**given))

    async def failure(self, **given: Any) -> EffectFailure:
        with self.assertRaises(EffectFailure) as failed:
            await self.ensure(**given)
        return failed.exception

    async def state(self) -> str | None:
        record = await self.ledger.find(EFFECT.key)
        return None if record is None else record.state

    async def test_asks_sends_and_records_in_this_order(self) -> None:
        self.assertEqual(await self.ensure(), Created(OK))
        self.assertEqual(self.states, ["awaiting", "sent", "confirmed"])

    async def test_uses_the_record_the_second_time(self) -> None:
        await self.ensure()
        self.assertEqual(await self.ensure(), Created(OK))
        self.assertEqual(self.world.created, ["A-1"])

    async def test_sends_nothing_that_the_world_shows_already(self) -> None:
        self.world.created.append("A-0")
        for _ in range(2):
            self.assertEqual(await self.ensure(find=True), Found({"key": "A-0"}))
        self.assertEqual(self.world.created, ["A-0"])

    async def test_sends_nothing_without_approval_and_says_why(self) -> None:
        failure = await self.failure(approval=Approval(False, "Not today."))
        self.assertEqual((failure.kind, str(failure)), ("refused", "Not today."))
        self.assertEqual((self.world.created, await self.state()), ([], "failed"))

    async def test_never_repeats_a_lost_answer_without_a_way_to_look(self) -> None:
        self.assertEqual((await self.failure(send=self.world.send_and_lose)).kind, "unsure")
        self.assertEqual((await self.failure()).kind, "unsure")
        self.assertEqual((self.world.created, await self.state()), (["A-1"], "unknown"))

    async def test_finds_again_what_became_of_a_lost_answer(self) -> None:
        await self.failure(send=self.world.send_and_lose, find=True)
        self.assertEqual(await self.ensure(find=True), Found({"key": "A-1"}))
        self.assertEqual(self.world.created, ["A-1"])

    async def test_tries_again_what_was_not_sent_or_was_answered_with_no(self) -> None:
        async def not_sent() -> ToolResult:
            raise ToolCallFailure("not-sent", CALL, "The server is not running.")

        async def no() -> ToolResult:
            return ToolResult(content=OK.content, is_error=True)

        self.assertEqual((await self.failure(send=not_sent)).kind, "failed")
        self.assertEqual((await self.failure(send=no)).kind, "answered")
        self.assertIsInstance(await self.ensure(), Created)

    async def test_is_in_doubt_after_an_error_that_leaves_open_what_was_done(self) -> None:
        async def late() -> ToolResult:
            text = {"type": "text", "text": "504 Gateway Timeout"}
            return ToolResult(content=[text], is_error=True)

        self.assertEqual((await self.failure(send=late)).kind, "unsure")
        self.assertEqual(await self.state(), "unknown")
        self.assertEqual((await self.failure()).kind, "unsure")

    async def test_makes_no_duplicate_after_a_crash_at_any_commit(self) -> None:
        for crash_at in ("claim", "awaiting", "sent", "confirmed"):
            with self.subTest(crash_at=crash_at):
                self.world, records = World(), memory()
                with self.assertRaisesRegex(Crash, "crash"):
                    await self.ensure(find=True, ledger=Crashing(records, crash_at))
                await self.ensure(find=True, ledger=await restarted(records))
                self.assertEqual(self.world.created, ["A-1"])


class Crash(BaseException):
    """The process ends here: nothing catches it."""


class Crashing:
    """The change is written, and nothing after it happens in this process."""

    def __init__(self, records: MemoryLedger, crash_at: str) -> None:
        self._records = records
        self._crash_at = crash_at

    async def claim(self, effect: Effect) -> Claim:
        claim = await self._records.claim(effect)
        if self._crash_at == "claim":
            raise Crash("crash")
        return claim

    async def mark(self, key: str, change: EffectChange) -> None:
        await self._records.mark(key, change)
        if change.state == self._crash_at:
            raise Crash("crash")

    async def find(self, key: str) -> EffectRecord | None:
        return await self._records.find(key)


async def restarted(before: MemoryLedger) -> MemoryLedger:
    """A new process over the same records: states stay, what was held is free."""
    ledger = memory()
    for record in await before.list():
        await ledger.claim(record.effect)
        left: dict[str, EffectChange] = {
            "confirmed": EffectChange(state="confirmed", how=record.how, result=record.result),
            "sent": EffectChange(state="unknown"),
        }
        await ledger.mark(record.effect.key, left.get(record.state, EffectChange(state="failed")))
    return ledger
