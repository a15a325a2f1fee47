"""The brute-force aligner of bench/quality/shingles.py on texts whose shared passages can be seen."""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench/quality"))
import metrics
import shingles

SHARED = "the harbour master said that nine boats had broken loose"  # ten words


def shared_text(text, other):
    return [text[begin:end] for begin, end in metrics.covered(shingles.equal_runs(text, other)[0])]


class ShinglesTest(unittest.TestCase):
    def test_words(self):
        self.assertEqual([w for w, _, _ in shingles.words("The Ｆull moon, 3.5 days; isn’t it?")],
                         ["the", "full", "moon", "3.5", "days", "isn't", "it"])
        self.assertEqual([w for w, _, _ in shingles.words("海港 dawn 三只船")], ["海港", "dawn", "三只", "只船"])

    def test_places_of_words(self):
        text = "Größe: “zwölf Boote”"
        self.assertEqual([text[begin:end] for _, begin, end in shingles.words(text)], ["Größe", "zwölf", "Boote"])

    def test_resemblance(self):
        a, b = shingles.shingle_set("a b c d e f"), shingles.shingle_set("b c d e f g")
        self.assertEqual(shingles.resemblance(a, b), (1 / 3, 1 / 2))
        a, b = shingles.shingle_set("two words"), shingles.shingle_set("Two words!")
        self.assertEqual(shingles.resemblance(a, b), (1, 1))
        self.assertEqual(shingles.shingle_set(""), set())

    def test_runs_reach_from_their_first_word_to_their_last(self):
        a = f"At dawn {SHARED} in the night."
        b = f"{SHARED.upper()}, he added."
        self.assertEqual(shared_text(a, b), [SHARED])
        self.assertEqual(shared_text(b, a), [SHARED.upper()])

    def test_a_run_of_seven_words_is_none(self):
        self.assertEqual(shared_text("one two three four five six seven", "one two three four five six seven eight"), [])

    def test_every_copy_counts_in_any_order(self):
        other = "a wholly different second passage with nine words inside"
        self.assertEqual(shared_text(f"{SHARED}. Then: {other}. So {SHARED}.", f"{other}. Yet {SHARED}."),
                         [SHARED, other, SHARED])

    def test_scripts_without_spaces(self):
        shared = "管理处昨天宣布小水獭学会游泳"
        self.assertEqual(shared_text(f"公园{shared}之前。", f"他们说：{shared}！"), [shared])


if __name__ == "__main__":
    unittest.main()
