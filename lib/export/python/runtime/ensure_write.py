"""Writes of a run: noted in a plan, ensured in an apply."""

from dataclasses import dataclass, field
from typing import Any

from .absent import ABSENT
from .agent import Find, Retry
from .agent_setup import AgentSetup
from .call_tool import answer_data, call_tool, send_write
from .effects.effect import Effect, EffectChange, EffectHow, EffectRecord, EffectState
from .effects.ensure_effect import (
    EffectActions,
    EffectFailure,
    EffectOptions,
    Found,
    ensure_effect,
)
from .failures import AgentError, RunEnded, ToolRefused
from .guard import guard
from .json_hash import effect_key, hash_request
from .json_text import canonical_json, json_text
from .observe.tracing import SpanStart
from .plan_memory import PlanMemory
from .request import WriteRequest
from .result_json import data_shown, shown
from .results.result_data import result_data

KEY = "mcp_agent.effect.key"

FROM_LEDGER = "mcp_agent.effect.from_ledger"
"""Whether it was answered from what is remembered, so that nothing was asked or sent."""


@dataclass
class WriteMemory:
    """What the writes of one run share.

    `effects` by key, in order of first sight; `occurrences`: how often each equal write was asked
    for.
    """

    effects: dict[str, EffectRecord] = field(default_factory=dict[str, EffectRecord])
    occurrences: dict[str, int] = field(default_factory=dict[str, int])
    plan: PlanMemory = field(default_factory=PlanMemory)


@dataclass(frozen=True, kw_only=True)
class Write:
    """One write as the workflow wants it; see `Agent.ensure`."""

    step: str
    request: WriteRequest[Any]
    key: Any = ABSENT
    find: Find[Any] | None = None
    retry: Retry | None = None


async def ensure_write(setup: AgentSetup, memory: WriteMemory, write: Write) -> Any:
    """One write of a run. Gives the data that the workflow goes on with."""
    ensuring = _WriteOfRun(setup, memory, write)
    with setup.tracing.span(ensuring.span()):
        try:
            data = await (ensuring.plan() if setup.mode == "plan" else ensuring.apply())
        finally:
            setup.tracing.note({"mcp_agent.effect.outcome": ensuring.outcome()})
    return guard(data)


class _WriteOfRun:
    def __init__(self, setup: AgentSetup, memory: WriteMemory, write: Write) -> None:
        self._setup = setup
        self._memory = memory
        self._write = write
        self._effect = _effect_of(setup, memory, write)
        self._changes = 0

    def span(self) -> SpanStart:
        """As the semantic conventions for GenAI name the use of a tool.

        The calls that it takes are spans within.
        """
        effect = self._effect
        return SpanStart(
            name=f"execute_tool {effect.tool}",
            facts={
                "gen_ai.operation.name": "execute_tool",
                "gen_ai.tool.name": effect.tool,
                "mcp_agent.server": effect.server,
                "mcp_agent.step": effect.step,
                KEY: effect.key,
            },
        )

    def outcome(self) -> str | None:
        """What became of it, as far as this run knows."""
        record = self._memory.effects.get(self._effect.key)
        return None if record is None else _outcome_of(record.state, record.how)

    async def plan(self) -> Any:
        """What an earlier run or the world already shows is no change.

        Everything else is noted, and its data made up.
        """
        setup, memory, write, effect = self._setup, self._memory, self._write, self._effect
        known = await setup.ledger.find(effect.key)
        if known is None or known.state != "confirmed" or known.result is None:
            setup.tracing.note({FROM_LEDGER: False})
        else:
            setup.tracing.note({FROM_LEDGER: True})
            self._note(EffectChange(state="confirmed", how=_as_known(known), result=known.result))
            if known.how == "found":
                return data_shown(known.result)
            return result_data(known.result, write.request.extractor)
        look = write.find
        if look is not None and not memory.plan.is_made_up(look.request.args):
            seen = await self._look(look)
            if seen is not ABSENT:
                self._note(EffectChange(state="confirmed", how="found", result=shown(seen)))
                return seen
        example = setup.example(effect.server, effect.tool, "first")
        shape = ABSENT if example is None else result_data(example, write.request.extractor)
        data = memory.plan.made_up(write.step, shape)
        self._note(EffectChange(state="planned", result=shown(data)))
        return data

    async def apply(self) -> Any:
        setup, write, effect = self._setup, self._write, self._effect
        look = write.find
        actions = EffectActions(
            send=lambda: send_write(setup, write.request, write.retry, {KEY: effect.key}),
            find=None if look is None else lambda: self._look(look),
        )
        options = EffectOptions(
            ledger=setup.ledger, approver=setup.approver, stop=setup.stop, on_change=self._note
        )
        try:
            ensured = await ensure_effect(effect, actions, options)
        except EffectFailure as failure:
            raise self._ended(failure) from failure
        setup.tracing.note({FROM_LEDGER: self._changes == 0})
        # Done before this run: told once, so that people see why nothing was sent.
        if effect.key not in self._memory.effects:
            how = _as_known(await setup.ledger.find(effect.key))
            result = None if isinstance(ensured, Found) else ensured.result
            self._note(EffectChange(state="confirmed", how=how, result=result))
        if isinstance(ensured, Found):
            return ensured.data
        return result_data(ensured.result, write.request.extractor)

    def _ended(self, failure: EffectFailure) -> Exception:
        """The failure as a workflow sees it."""
        if self._setup.stopped:
            return RunEnded("stopped", "The run was stopped.")
        effect = self._effect
        place = f'Step "{effect.step}" ({effect.name})'
        match failure.kind:
            case "answered":
                return ToolRefused(effect.name, str(failure))
            case "refused":
                return RunEnded("stopped", f"{place} was not approved: {failure}")
            case "unsure":
                return RunEnded("waiting", f"{place}: {failure}")
            case "busy":
                return AgentError(
                    f"{place}: {failure} "
                    "If that run died, this one can be repeated in half a minute."
                )
            case "failed":
                cause = failure.__cause__
                return cause if isinstance(cause, RunEnded) else AgentError(f"{place}: {failure}")

    async def _look(self, look: Find[Any]) -> Any:
        """The data of the effect as the world shows it, or `ABSENT`.

        That is what `match` gives, or the whole answer where it says just true.
        """
        data = answer_data(look.request, await call_tool(self._setup, look.request))
        match = look.match(data)
        if match is None or match is False:
            return ABSENT
        return data if match is True else match

    def _note(self, change: EffectChange) -> None:
        self._changes += 1
        setup, effect = self._setup, self._effect
        before = self._memory.effects.get(effect.key)
        attempts = 0 if before is None else before.attempts
        self._memory.effects[effect.key] = EffectRecord(
            effect=effect,
            state=change.state,
            attempts=attempts + (1 if change.state == "sent" else 0),
            updated_at=setup.now,
            result=change.result,
            error=change.error,
            how=change.how or (None if before is None else before.how),
        )
        outcome = _outcome_of(change.state, change.how)
        setup.tracing.event("effect", {"mcp_agent.effect.state": outcome})
        if change.state not in ("awaiting", "sent"):
            setup.meter.effect(server=effect.server, tool=effect.tool, outcome=outcome)
        facts = {
            "step": effect.step,
            "server": effect.server,
            "tool": effect.tool,
            "key": effect.key,
            "outcome": outcome,
        }
        setup.log.info("effect", **facts, **({"error": change.error} if change.error else {}))


def _outcome_of(state: EffectState, how: EffectHow | None) -> str:
    return how or "created" if state == "confirmed" else state


def _as_known(record: EffectRecord | None) -> EffectHow:
    """How this run names what it did not do itself."""
    return "recorded" if record is not None and record.how == "recorded" else "found"


def _effect_of(setup: AgentSetup, memory: WriteMemory, write: Write) -> Effect:
    request = write.request
    server, tool, args = request.server, request.tool, request.args
    identity = canonical_json([server, tool, args])
    occurrence = memory.occurrences.get(identity, 0)
    memory.occurrences[identity] = occurrence + 1
    return Effect(
        key=effect_key(
            workflow=setup.workflow,
            server=server,
            tool=tool,
            args=args,
            occurrence=occurrence,
            key=ABSENT if write.key is ABSENT else _as_text(write.key),
        ),
        step=write.step,
        server=server,
        tool=tool,
        args=args,
        args_hash=hash_request(server, tool, args),
        effect=request.effect,
    )


def _as_text(key: Any) -> str:
    if key is None:
        return ""
    return key if isinstance(key, str) else json_text(key)
