"""The tables of cases, run against the library in Python."""

import unittest
from typing import Any

from answer_cases import outcome
from case_tables import cases_of
from runtime.functions.functions import FUNCTIONS
from runtime.json_text import json_text


class SharedCases(unittest.TestCase):
    maxDiff = None

    def check(self, case: dict[str, Any], found: dict[str, str]) -> None:
        expected = (
            {"gives": json_text(case["gives"])} if "gives" in case else {"says": case["says"]}
        )
        with self.subTest(json_text(case)):
            self.assertEqual(found, expected)

    def test_functions(self) -> None:
        for case in cases_of("lib/core/functions/function-cases.json"):
            self.check(case, outcome({"ask": "function", **case}))

    def test_every_function_has_a_case(self) -> None:
        shown = {case["fn"] for case in cases_of("lib/core/functions/function-cases.json")}
        self.assertEqual(FUNCTIONS.keys() - shown, set())

    def test_results(self) -> None:
        for case in cases_of("lib/core/tool/result-cases.json"):
            self.check(case, outcome(case))

    def test_changes_of_tools(self) -> None:
        for case in cases_of("lib/core/tool/lock-cases.json"):
            self.check(case, outcome(case))

    def test_canonical_texts_and_hashes(self) -> None:
        for case in cases_of("lib/core/json/canonical-cases.json"):
            self.check(case, outcome(case))

    def test_keys_of_effects(self) -> None:
        for case in cases_of("lib/core/effects/effect-key-cases.json"):
            self.check(case, outcome(case))

    def test_values(self) -> None:
        for case in cases_of("lib/export/test/value-cases.json"):
            self.check(case, outcome({"ask": "value", **case}))


if __name__ == "__main__":
    unittest.main()
