"""Questions to the model, asked once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .absent import ABSENT
from .agent import Judgement
from .agent_setup import AgentSetup
from .ask_model import ask_model
from .guard import guard
from .json_equal import json_equal
from .json_hash import hash_json
from .plan_memory import PlanMemory


def judgement_id(task: str, output: Mapping[str, Any], value: Any) -> str:
    """What is asked names the answer, not the step that asks: a renamed step is not asked anew."""
    return hash_json([task, output, value])[:32]


class Judge:
    """The judgements of one run.

    A value that a person showed has that answer and needs no model; an answer that was kept is
    given again; everything else is asked, checked and kept. Equal questions under way at the same
    time are one.
    """

    def __init__(self, setup: AgentSetup, plan: PlanMemory) -> None:
        self._setup = setup
        self._plan = plan
        self._under_way: dict[str, asyncio.Task[Any]] = {}

    async def judge(
        self,
        question: Judgement[Any],
        value: Any,
        checks: Callable[[Any], Sequence[bool]] | None = None,
    ) -> Any:
        for shown, answer in question.examples:
            if json_equal(shown, value):
                self._tell(question.step, "shown")
                return guard(answer)
        # In a plan, what is judged may come from a change that was not made.
        if self._plan.is_made_up(value):
            example = question.examples[0][1] if question.examples else ABSENT
            return self._plan.made_up(question.step, example)
        identity = judgement_id(question.task, question.output, value)
        under_way = self._under_way.get(identity)
        if under_way is None:
            settling = self._settle(identity, question, value, checks or _no_checks)
            under_way = asyncio.create_task(settling)
            self._under_way[identity] = under_way
        return guard(await asyncio.shield(under_way))

    def _tell(self, step: str, outcome: str) -> None:
        self._setup.meter.judgement(step=step, outcome=outcome)
        facts = {"mcp_agent.step": step, "mcp_agent.judgement.outcome": outcome}
        self._setup.tracing.event("judgement", facts)

    async def _settle(
        self,
        identity: str,
        question: Judgement[Any],
        value: Any,
        checks: Callable[[Any], Sequence[bool]],
    ) -> Any:
        setup, step = self._setup, question.step
        kept = await setup.judgements.find(identity)
        if kept is not ABSENT:
            self._tell(step, "kept")
            return kept
        try:
            answer = await ask_model(setup, question, value, checks)
            kept = await setup.judgements.keep(identity, step, answer)
        except Exception:
            self._tell(step, "failed")
            raise
        self._tell(step, "asked")
        setup.log.info("judged", step=step)
        return kept


def _no_checks(answer: Any) -> Sequence[bool]:
    return ()
