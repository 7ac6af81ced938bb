"""Asks at the terminal."""

import asyncio
import contextlib
import sys
import threading

from ..effects.effect import Approval, Effect
from ..json_text import json_text
from ..unless_stopped import unless_stopped


class TerminalApprover:
    """Asks one change after the other, with its exact arguments.

    "all" agrees to the rest of the run.
    """

    def __init__(self) -> None:
        self._all = False
        self._turn = asyncio.Lock()

    async def approve(self, effect: Effect, stop: asyncio.Event | None) -> Approval:
        async with self._turn:
            if self._all:
                return Approval(True)
            shown = json_text(dict(effect.args), 2)
            question = f"\n{effect.effect} {effect.name} {shown}\nDo it? [y]es, [a]ll, [N]o: "
            answer = await unless_stopped(_ask(question), stop)
            self._all = answer in ("a", "all")
            if self._all or answer in ("y", "yes"):
                return Approval(True)
            return Approval(False, "Denied at the terminal.")


async def _ask(question: str) -> str:
    """The answer in small letters; empty where there is none.

    A thread that nobody waits for reads it, so that a run that is stopped at a question ends.
    """
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[str] = loop.create_future()

    def settle(answer: str) -> None:
        if not answered.done():
            answered.set_result(answer)

    def read() -> None:
        answer = sys.stdin.readline()
        # The loop is closed where the run was stopped in the meantime.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, answer)

    sys.stdout.write(question)
    sys.stdout.flush()
    threading.Thread(target=read, daemon=True).start()
    return (await answered).strip().lower()
