"""The table of bench/quality/table.py: goals, what is skipped, and the pages made of it."""

import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench/quality"))
import accuracy_page
import metrics
import table


def figure(value):
    return metrics.Figure(value, value - 0.1, value + 0.1, "3 of 4")


class TableTest(unittest.TestCase):
    def setUp(self):
        self.lines = []
        self.out = table.Table(show=self.lines.append)

    def test_a_goal_that_is_missed_is_printed_as_such(self):
        self.out.add("pairs", "news", "recall", figure(0.75), goal=0.9)
        self.out.add("pairs", "news", "precision", figure(0.95), goal=0.9)
        self.out.add("furniture", "news", "eaten", figure(0.002), goal=0.001, at_most=True)
        self.assertEqual([row["reached"] for row in self.out.rows], [False, True, False])
        self.assertEqual(self.lines[0], "== pairs: news")
        self.assertIn("0.750 [0.650, 0.850]", self.lines[1])
        self.assertIn("3 of 4 · goal ≥ 0.9: MISSED", self.lines[1])
        self.assertTrue(self.lines[2].endswith("goal ≥ 0.9"))
        self.assertIn("goal ≤ 0.001: MISSED", self.lines[4])

    def test_absent_data_is_skipped_with_the_reason_and_the_rest_is_measured(self):
        def needs(product, data, out):
            data.file("labels.tsv")

        def fine(product, data, out):
            out.add("pairs", "news", "recall", figure(0.5))

        with tempfile.TemporaryDirectory() as folder:
            for value, reason in (("", "COPYDESK_DATA is not set"), (folder, "has no labels.tsv")):
                with mock.patch.dict(os.environ, COPYDESK_DATA=value):
                    out = table.Table(show=self.lines.append)
                    table.run({"labels": needs, "news": fine}, None, out)
                    self.assertIn(reason, out.skipped[0]["reason"])
                    self.assertEqual(len(out.rows), 1)

    def test_pages(self):
        self.out.add("stories", "news", "recall", figure(0.75), goal=0.9)
        self.out.add("pairs", "news", "precision", figure(0.75))
        self.out.add_bins("stories", "news", [(0.25, 0.5, 4)], figure(0.25))
        page = accuracy_page.page(self.out, "version 9")
        self.assertIn("version 9", page)
        self.assertIn("Of 1 goals 0 are reached.\n* Missed: news, recall: 0.750 [0.650, 0.850], goal ≥ 0.9.", page)
        self.assertLess(page.index("## Pairs"), page.index("## Stories"))
        self.assertIn("| news | recall | 0.750 [0.650, 0.850] | 3 of 4 | ≥ 0.9: **missed** |", page)
        self.assertIn("| 0.250 | 0.500 | 4 |", page)

    def test_main_rows_are_replaced_between_their_marks(self):
        self.out.add("stories", "news", "recall", figure(0.75), goal=0.7)
        page = f"before\n{accuracy_page.BEGIN}old\n{accuracy_page.END}after\n"
        made = accuracy_page.with_main_rows(page, self.out)
        self.assertTrue(made.startswith(f"before\n{accuracy_page.BEGIN}| set |"))
        self.assertTrue(made.endswith(f"| news | recall | 0.750 [0.650, 0.850] | ≥ 0.7 |\n{accuracy_page.END}after\n"))
        self.assertEqual(accuracy_page.with_main_rows(made, self.out), made)
        with self.assertRaises(ValueError):
            accuracy_page.with_main_rows("no marks", self.out)


if __name__ == "__main__":
    unittest.main()
