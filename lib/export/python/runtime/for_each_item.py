"""Going over a list with several items at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, TypeVar

from .failures import ItemsFailed, RunEnded

Item = TypeVar("Item")
Result = TypeVar("Result")


async def for_each_item(
    items: Sequence[Item],
    body: Callable[[Item], Awaitable[Result]],
    *,
    parallel: int = 1,
    on_error: Literal["stop", "collect"] = "stop",
) -> list[Result]:
    """Goes over a list, `parallel` items at a time, in order.

    `stop`: the first failure ends it, after the items under way. `collect`: the other items are
    still done, and all failures are raised together at the end.
    """
    results: dict[int, Result] = {}
    failures: dict[int, Exception] = {}
    waiting = iter(list(enumerate(items)))
    ended = False

    async def work() -> None:
        nonlocal ended
        for at, item in waiting:
            try:
                results[at] = await body(item)
            except Exception as reason:
                failures[at] = reason
                ended = ended or on_error == "stop" or isinstance(reason, RunEnded)
            if ended:
                return

    await asyncio.gather(*(work() for _ in range(min(parallel, len(items)))))
    if not failures:
        return [results[at] for at in sorted(results)]
    ordered = sorted(failures.items())
    ending = next((reason for _, reason in ordered if isinstance(reason, RunEnded)), None)
    if ending is not None:
        raise ending
    if on_error == "stop":
        raise ordered[0][1]
    said = " · ".join(f"item {at + 1}: {reason}" for at, reason in ordered)
    raise ItemsFailed(f"{len(ordered)} of {len(items)} items failed. {said}")
