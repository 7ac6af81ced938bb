"""Whether a run may begin with the tools as they are."""

from collections.abc import Sequence

from ..agent_setup import Log
from ..failures import RunEnded
from .compare_schema import ToolChange


def check_tools(changes: Sequence[ToolChange], log: Log) -> None:
    """Ends a run before its first call where a tool is not what it was; tells what else changed.

    That is, what it was when the program was proved.
    """
    for change in changes:
        if not change.stops:
            log.warn("a tool is not as it was locked", change=change.text)
    stops = [f"  {change.text}" for change in changes if change.stops]
    if not stops:
        return
    lines = (
        "Tools are not what they were when this program was proved, so nothing was called:",
        *stops,
        "Where the program is still right, accept that with: python main.py lock --accept. "
        "Otherwise record again and export anew.",
    )
    raise RunEnded("waiting", "\n".join(lines))
