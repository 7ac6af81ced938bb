"""Lists that are gone over, and what ends a run."""

import asyncio
import unittest

from runtime.failures import ItemsFailed, RunEnded, ToolRefused, is_refusal
from runtime.for_each_item import for_each_item


async def double_unless_two(item: int) -> int:
    if item == 2:
        raise ValueError("no 2")
    return item * 2


class GoingOverAList(unittest.IsolatedAsyncioTestCase):
    async def test_keeps_the_order_whatever_runs_beside_what(self) -> None:
        turns = {item: asyncio.Event() for item in (1, 5, 9)}
        turns[9].set()

        async def last_first(item: int) -> int:
            await turns[item].wait()
            for other in turns.values():
                other.set()
            return item

        self.assertEqual(await for_each_item([1, 5, 9], last_first, parallel=3), [1, 5, 9])

    async def test_has_no_more_items_under_way_than_it_may(self) -> None:
        under_way = most = 0

        async def watch(item: int) -> None:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

        await for_each_item(list(range(20)), watch, parallel=3)
        self.assertEqual(most, 3)

    async def test_stops_at_the_first_failure_or_goes_on_and_says_all(self) -> None:
        seen: list[int] = []

        async def noting(item: int) -> int:
            seen.append(item)
            return await double_unless_two(item)

        with self.assertRaisesRegex(ValueError, "no 2"):
            await for_each_item([1, 2, 3], noting, on_error="stop")
        self.assertEqual(seen, [1, 2])
        with self.assertRaisesRegex(ItemsFailed, "1 of 3 items failed. item 2: no 2"):
            await for_each_item([1, 2, 3], noting, on_error="collect")
        self.assertEqual(seen, [1, 2, 1, 2, 3])

    async def test_never_swallows_that_the_run_has_ended(self) -> None:
        async def end(item: int) -> None:
            raise RunEnded("stopped", "denied")

        with self.assertRaisesRegex(RunEnded, "denied"):
            await for_each_item([1, 2], end, on_error="collect")


class Refusals(unittest.TestCase):
    def test_are_told_by_what_the_server_said_and_nothing_else_is_one(self) -> None:
        refusal = ToolRefused("tracker/get_label", "Label Not Found")
        self.assertTrue(is_refusal(refusal))
        self.assertTrue(is_refusal(refusal, "not found"))
        self.assertFalse(is_refusal(refusal, "forbidden"))
        self.assertFalse(is_refusal(ValueError("not found"), "not found"))
