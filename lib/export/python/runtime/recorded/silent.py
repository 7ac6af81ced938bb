"""Parts of a run that say, count and keep nothing."""

from typing import Any

from ..absent import ABSENT


class SilentLog:
    """Says nothing."""

    def debug(self, message: str, **facts: Any) -> None: ...

    def info(self, message: str, **facts: Any) -> None: ...

    def warn(self, message: str, **facts: Any) -> None: ...

    def error(self, message: str, **facts: Any) -> None: ...


class SilentMeter:
    """Counts nothing."""

    def tool_call(self, *, server: str, tool: str, outcome: str, seconds: float) -> None: ...

    def effect(self, *, server: str, tool: str, outcome: str) -> None: ...

    def judgement(self, *, step: str, outcome: str) -> None: ...

    def run(self, *, mode: str, status: str, seconds: float) -> None: ...

    def kept(self, *, drift: int, failing: int, steady: bool) -> None: ...


class Forgetful:
    """Keeps no judgement."""

    async def find(self, identity: str) -> Any:
        return ABSENT

    async def keep(self, identity: str, step: str, answer: Any) -> Any:
        return answer
