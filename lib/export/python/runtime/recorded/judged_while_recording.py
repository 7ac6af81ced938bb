"""Judgements with what was judged while recording."""

from typing import Any

from ..absent import ABSENT
from ..agent_program import AgentProgram
from ..agent_setup import JudgementBook
from ..judge import judgement_id
from .recording import RecordedJob


class JudgedWhileRecording:
    """A book that also knows what was judged while recording, of which a model is shown a part."""

    def __init__(self, book: JudgementBook, program: AgentProgram, job: RecordedJob) -> None:
        self._book = book
        questions = {question.task: question for question in reversed(program.judgements)}
        self._recorded = {
            judgement_id(question.task, question.output, each.value): each.answer
            for each in job.judgements
            if (question := questions.get(each.task)) is not None
        }

    async def find(self, identity: str) -> Any:
        answer = self._recorded.get(identity, ABSENT)
        return await self._book.find(identity) if answer is ABSENT else answer

    async def keep(self, identity: str, step: str, answer: Any) -> Any:
        return await self._book.keep(identity, step, answer)
