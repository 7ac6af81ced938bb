"""Where a control loop remembers, and where one of several replicas becomes the leader."""

from typing import Protocol

from .keep_state import KeepState


class LostLead(Exception):
    """Another process leads now.

    This one has to stop its pass before it changes anything more.
    """


class KeepMemory(Protocol):
    """The lead is a lease in the same store, so that who remembers is who acts.

    Every method has committed when it returns.
    """

    async def lead(self) -> bool:
        """Takes the lead, or keeps it. False where another process has it.

        It runs out by itself when a leader dies.
        """
        ...

    async def read(self) -> KeepState: ...

    async def write(self, state: KeepState) -> None:
        """Raises `LostLead` where this process does not lead any more."""
        ...

    async def resign(self) -> None:
        """Gives up the lead, so that nobody waits for it to run out."""
        ...


async def keep_the_lead(memory: KeepMemory) -> None:
    """Raises `LostLead` unless this process still leads."""
    if not await memory.lead():
        raise LostLead("Another process leads now; this pass changes nothing more.")


class LeadingMemory:
    """A memory for a plan: it goes by what is remembered, and leads nobody."""

    def __init__(self, memory: KeepMemory) -> None:
        self._memory = memory

    async def lead(self) -> bool:
        return True

    async def read(self) -> KeepState:
        return await self._memory.read()

    async def write(self, state: KeepState) -> None:
        await self._memory.write(state)

    async def resign(self) -> None:
        await self._memory.resign()
