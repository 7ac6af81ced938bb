"""Asks the model until its answer fits."""

from collections.abc import Callable, Sequence
from typing import Any

from .agent import Judgement
from .agent_setup import AgentSetup, Question, RefusedAnswer
from .failures import AgentError, RunEnded
from .guard import guard
from .json_text import json_text

ATTEMPTS = 3
"""A model that answers in the wrong form this often will not answer in the right one."""


async def ask_model(
    setup: AgentSetup,
    question: Judgement[Any],
    value: Any,
    checks: Callable[[Any], Sequence[bool]],
) -> Any:
    """The model's answer, once it fits the schema and the checks. Raises saying what did not."""
    step = question.step
    refused: RefusedAnswer | None = None
    for attempt in range(1, ATTEMPTS + 1):
        asked = Question(
            step=step,
            task=question.task,
            value=value,
            output=question.output,
            examples=question.examples,
            refused=refused,
        )
        try:
            answer = await setup.model.answer(asked, setup.stop)
        except Exception as error:
            if setup.stopped:
                raise RunEnded("stopped", "The run was stopped.") from error
            raise AgentError(f'Step "{step}" needs a model: {error}') from error
        reason = setup.schema_problem(answer, question.output)
        if reason is None:
            reason = _failed_check(checks(guard(answer)), answer)
        if reason is None:
            return answer
        setup.log.warn(
            "answer of the model does not fit", step=step, attempt=attempt, reason=reason
        )
        setup.tracing.event(
            "answer refused", {"mcp_agent.step": step, "mcp_agent.attempt": attempt}
        )
        refused = RefusedAnswer(answer, reason)
    last = refused.reason if refused is not None else ""
    raise AgentError(f'Step "{step}": the model\'s answer does not fit, {ATTEMPTS} times: {last}')


def _failed_check(held: Sequence[bool], answer: Any) -> str | None:
    for number, holds in enumerate(held, start=1):
        if not holds:
            return f"check {number} does not hold for {json_text(answer)[:80]}."
    return None
