"""Where Python's own values would go another way than JSON's."""

import subprocess
import sys
import unittest

from case_tables import ROOT
from runtime.functions.expression_error import ExpressionError
from runtime.functions.list import count, sum_
from runtime.functions.logic import eq
from runtime.functions.number import add, div
from runtime.functions.table import to_text
from runtime.functions.text import trim
from runtime.json_equal import json_equal
from runtime.json_text import canonical_json, parse_json
from runtime.json_value import plain_json
from runtime.request import ReadRequest
from runtime.results.result_data import result_data
from runtime.results.tool_result import ToolResult
from runtime.tool_caller import ToolCall
from runtime.values import apply


class PythonValues(unittest.TestCase):
    def test_a_whole_number_is_one_value_however_it_is_written(self) -> None:
        self.assertTrue(eq(1, 1.0))
        self.assertEqual(canonical_json({"n": 1.0}), '{"n":1}')
        self.assertEqual([type(number) for number in (add(1, 2), div(4, 2))], [int, int])
        self.assertEqual(repr(parse_json("[1.0, 1e2, -0.0, 0.5]")), "[1, 100, 0, 0.5]")

    def test_true_is_no_number(self) -> None:
        self.assertFalse(eq(1, True))
        self.assertFalse(json_equal({"a": [0]}, {"a": [False]}))
        self.assertEqual(count([True, 1, 1.0], 1), 2)
        with self.assertRaisesRegex(ExpressionError, "sum needs numbers, but got the boolean true"):
            sum_([True])

    def test_whole_numbers_that_no_double_holds_become_the_double_next_to_them(self) -> None:
        self.assertEqual(to_text(2**53 + 1), "9007199254740992")
        self.assertEqual(to_text(10**400), "null")
        self.assertEqual(plain_json({"id": 12345678901234567890}), {"id": 12345678901234567168.0})
        self.assertTrue(eq(2**53, 2**53 + 1))

    def test_a_result_read_by_another_json_reader_has_numbers_in_their_one_form(self) -> None:
        data = result_data(ToolResult([], {"n": [2.0, 0.5, True]}))
        self.assertEqual(repr(data), "{'n': [2, 0.5, True]}")

    def test_a_call_carries_numbers_as_a_strict_server_takes_them(self) -> None:
        request = ReadRequest[None](
            server="shop", tool="order", args={"pieces": 2.5 * 2, "of": [1.0]}
        )
        self.assertEqual(repr(ToolCall.of(request).args), "{'pieces': 5, 'of': [1]}")

    def test_null_stays_null_through_changes_of_text(self) -> None:
        self.assertIsNone(trim(None))

    def test_a_call_that_no_workflow_could_hold_is_refused(self) -> None:
        with self.assertRaisesRegex(ExpressionError, "lower takes 1 argument, but got 2."):
            apply("lower", "a", "b")
        with self.assertRaisesRegex(ExpressionError, 'There is no function "nothing".'):
            apply("nothing")

    def test_json_that_is_nested_beyond_reason_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            parse_json("[" * 100_000)

    def test_a_machine_without_time_zones_says_what_to_install(self) -> None:
        asking = (
            "from runtime.functions.date import format_date;"
            "format_date('2026-01-01T00:00:00Z', 'HH', 'Europe/Berlin')"
        )
        # No zones of the system, and no packages.
        bare = {"PYTHONTZPATH": "", "PYTHONPATH": str(ROOT / "lib/export/python")}
        asked = subprocess.run(
            [sys.executable, "-S", "-c", asking],
            env=bare,
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertIn("NoTimeZoneData: This machine has no time zone data", asked.stderr)


if __name__ == "__main__":
    unittest.main()
