"""Data of servers in which nothing is missed silently."""

import unittest

from runtime.failures import MissingValue
from runtime.guard import guard
from runtime.json_text import json_text
from runtime.plan_memory import PlanMemory
from runtime.values import get


class GuardedData(unittest.TestCase):
    def setUp(self) -> None:
        self.data = guard({"pulls": [{"title": "x", "author": None}], "then": 1})

    def test_reads_like_the_data(self) -> None:
        self.assertEqual([pull["title"] for pull in self.data["pulls"]], ["x"])
        self.assertIsNone(self.data["pulls"][0]["author"])
        self.assertEqual(json_text(self.data), '{"pulls":[{"title":"x","author":null}],"then":1}')
        self.assertEqual(self.data["pulls"][:1], [{"title": "x", "author": None}])

    def test_says_with_its_path_what_the_server_left_out(self) -> None:
        with self.assertRaises(MissingValue) as missing:
            self.data["pulls"][0]["labels"]
        self.assertEqual(str(missing.exception), 'The server did not send "pulls[0].labels".')
        with self.assertRaisesRegex(MissingValue, r"pulls\[3\]"):
            self.data["pulls"][3]

    def test_is_looked_into_where_a_part_may_be_missing(self) -> None:
        self.assertIsNone(self.data.get("labels"))
        self.assertFalse("labels" in self.data)


class MadeUpData(unittest.TestCase):
    def test_has_the_recorded_shape_with_marks_for_texts(self) -> None:
        plan = PlanMemory()
        self.assertFalse(plan.is_made_up({"parent": "‹createIssue.key›"}))
        data = plan.made_up("createIssue", {"key": "OPS-1", "number": 1, "labels": ["bug"]})
        self.assertEqual(
            data, {"key": "‹createIssue.key›", "number": 1, "labels": ["‹createIssue.labels[0]›"]}
        )
        self.assertTrue(plan.is_made_up({"parent": data["key"]}))
        self.assertFalse(plan.is_made_up({"parent": "OPS-1"}))

    def test_of_unknown_shape_is_a_mark_all_the_way_down(self) -> None:
        from runtime.absent import ABSENT

        mark = PlanMemory().made_up("createIssue", ABSENT)
        self.assertEqual(mark["fields"]["key"], "‹createIssue.fields.key›")
        self.assertEqual(get(mark, "fields", "key"), "‹createIssue.fields.key›")
        self.assertEqual(json_text({"parent": mark["key"]}), '{"parent":"‹createIssue.key›"}')
        with self.assertRaisesRegex(Exception, "no recording shows what it holds"):
            list(mark)
