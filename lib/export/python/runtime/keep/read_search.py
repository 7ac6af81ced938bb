"""All items of a search, over all its pages."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from ..absent import ABSENT
from ..failures import AgentError
from ..json_equal import json_equal
from .rules import KeepRead, SeenBySearch

ReadData = Callable[[KeepRead], Awaitable[Any]]


async def read_search(search: SeenBySearch, read_data: ReadData) -> Sequence[Any]:
    """Half a list would make the rest look missing.

    So whatever keeps the last page from being reached raises.
    """
    read, pages = search.read, search.pages
    if pages is None:
        return search.items(await read_data(read))
    items: list[Any] = []
    cursor = pages.first
    for page in range(1, pages.max_pages + 1):
        args = read.args if cursor is ABSENT else {**read.args, pages.param: cursor}
        data = await read_data(replace(read, args=args))
        at = None if cursor is ABSENT else cursor
        items.extend(search.items(data))
        if pages.until(data, at):
            return items
        following = pages.next(data, at)
        if following is None or (cursor is not ABSENT and json_equal(following, cursor)):
            raise AgentError(
                f"Page {page} of {read.tool} is not the last one, and it does not lead to another."
            )
        cursor = following
    raise AgentError(f"{read.tool} has more than {pages.max_pages} pages.")
