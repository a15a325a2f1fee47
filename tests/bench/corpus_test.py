"""The planted corpus: the same for the same seed, true to its truth, and with nothing in common but what was planted."""

import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unicodedata
import unittest

sys.dont_write_bytecode = True
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "bench/corpus"
sys.path.insert(0, str(FOLDER))
import base_texts
import generate
import planting
import variants

FILES = ("records.jsonl", "truth.jsonl", "documents.jsonl")


def make(folder, count, *options, hash_seed="0"):
    subprocess.run([sys.executable, "-B", str(FOLDER / "generate.py"), "-n", str(count), "-o", folder, *options],
                   check=True, env=os.environ | {"PYTHONHASHSEED": hash_seed})
    return [[json.loads(line) for line in pathlib.Path(folder, name).read_text(encoding="utf-8").splitlines()]
            for name in FILES]


def words_of(text):
    return text.lower().replace('"', "").replace(",", "").split()


def runs(words, length):
    return {tuple(words[i:i + length]) for i in range(len(words) - length + 1)}


class CorpusTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            cls.records, cls.truth, cls.documents = make(folder, 500)
        cls.text = {record["id"]: record["text"] for record in cls.records}
        cls.facts = {document["id"]: document for document in cls.documents}

    def test_has_what_was_asked_for(self):
        self.assertEqual(len(self.records), 500)
        self.assertEqual(len(self.text), 500, "ids are not unique")
        self.assertEqual([record["id"] for record in self.records], [document["id"] for document in self.documents])
        roles = collections.Counter(document["role"] for document in self.documents)
        self.assertEqual(roles["template"], 100)
        self.assertEqual(roles["furniture"], 25)
        self.assertGreaterEqual(roles["distractor"], 75)
        self.assertEqual(len({record["text"] for record in self.records if self.facts[record["id"]]["role"] != "variant"}),
                         500 - roles["variant"], "texts that should have nothing in common are equal")

    def test_depends_on_the_seed_alone(self):
        contents = []
        for seed, hash_seed in (("3", "1"), ("3", "2"), ("4", "1")):
            with tempfile.TemporaryDirectory() as folder:
                make(folder, 100, "--seed", seed, hash_seed=hash_seed)
                contents.append([pathlib.Path(folder, name).read_bytes() for name in FILES])
        self.assertEqual(contents[0], contents[1])
        self.assertNotEqual(contents[0][0], contents[2][0])

    def test_truth_is_of_relatives(self):
        for pair in self.truth:
            self.assertLess(pair["a"], pair["b"])
            self.assertEqual(self.facts[pair["a"]]["group"], self.facts[pair["b"]]["group"])
            a, b = self.text[pair["a"]], self.text[pair["b"]]
            if pair["kind"] == "verbatim":
                self.assertEqual(a, b)
            if pair["kind"] in ("reorder", "embed", "passage", "roundup", "headline"):  # few edits may be none
                self.assertNotEqual(a, b, pair)

    def test_spans_hold_the_planted_words(self):
        spanned = [pair for pair in self.truth if "span" in pair]
        self.assertEqual({pair["kind"] for pair in spanned}, {"embed", "passage", "roundup"})
        for pair in spanned:
            a, b = (self.text[pair[side]].encode()[slice(*pair["span"][side])].decode().split() for side in "ab")
            self.assertEqual(a, b, pair)
            if pair["kind"] == "passage":
                self.assertEqual(len(a), pair["rate"])

    # By brute force: relatives aside, no two documents have a run of eight words in common; pages of two families of one
    # kind, whose wording is alike, none of twenty.
    def test_nothing_else_is_shared(self):
        for length, is_allowed in ((8, lambda x, y: x["role"] == y["role"] == "template" and x["kind"] == y["kind"]),
                                   (20, lambda x, y: False)):
            holders = collections.defaultdict(set)
            for name, text in self.text.items():
                for run in runs(words_of(text), length):
                    holders[run].add(name)
            shared = 0
            for run, names in holders.items():
                first = self.facts[min(names)]
                for name in names:
                    other = self.facts[name]
                    related = first["group"] == other["group"] or (
                        first.get("family") is not None and first.get("family") == other.get("family"))
                    self.assertTrue(related or is_allowed(first, other), f"{min(names)} and {name} share {run}")
                    shared += name != min(names)
            self.assertGreater(shared, 1000, "relatives share nothing: the test sees nothing")

    def test_plants_one_kind_when_told_to(self):
        with tempfile.TemporaryDirectory() as folder:
            _, truth, _ = make(folder, 100, "--only", "ocr")
        self.assertEqual({pair["kind"] for pair in truth}, {"ocr"})

    def test_refuses_what_it_cannot_use(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "few.txt").write_text("Four words, no more.", encoding="utf-8")
            failed = subprocess.run([sys.executable, "-B", str(FOLDER / "generate.py"), "-o", folder, "--from", folder],
                                    capture_output=True, text=True)
        self.assertNotEqual(failed.returncode, 0)
        self.assertIn("fewer than 200 different words", failed.stderr)


class VariantsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = base_texts.BaseTexts(base_texts.read_texts(generate.SAMPLES))

    def setUp(self):
        self.rng = random.Random(5)
        self.body = self.base.paragraphs(self.rng, 1000)
        self.words = [word for paragraph in self.body for sentence in paragraph for word in sentence]

    def flat(self, paragraphs):
        return [word for paragraph in paragraphs for sentence in paragraph for word in sentence]

    def test_texts_have_the_length_asked_for(self):
        for length in (7, 20, 60, 333):
            self.assertEqual(variants.count_words(self.base.paragraphs(self.rng, length)), length)

    def test_edits_have_their_rate(self):
        for rate in (0.05, 0.2):
            substituted = self.flat(variants.edit(self.body, "substitute", rate, self.base, self.rng))
            self.assertEqual(len(substituted), 1000)
            changed = sum(x != y for x, y in zip(substituted, self.words))
            self.assertAlmostEqual(changed / 1000, rate, delta=4 * (rate / 1000) ** 0.5)
            longer = len(self.flat(variants.edit(self.body, "insert", rate, self.base, self.rng)))
            self.assertAlmostEqual(longer / 1000 - 1, rate, delta=4 * (rate / 1000) ** 0.5)
            shorter = len(self.flat(variants.edit(self.body, "delete", rate, self.base, self.rng)))
            self.assertAlmostEqual(1 - shorter / 1000, rate, delta=4 * (rate / 1000) ** 0.5 + 0.01)

    def test_reordered_sentences_are_the_same_ones(self):
        moved = variants.reorder_sentences(self.body, 0.5, self.rng)
        self.assertNotEqual(moved, self.body)
        flat = [[sentence for paragraph in text for sentence in paragraph] for text in (self.body, moved)]
        self.assertCountEqual(*flat)

    def test_cuts_keep_the_rest(self):
        tail = self.flat(variants.cut(self.body, "tail", 0.4))
        self.assertEqual(tail, self.words[:len(tail)])
        head = self.flat(variants.cut(self.body, "head", 0.4))
        self.assertEqual(head, self.words[-len(head):])
        middle = self.flat(variants.cut(self.body, "middle", 0.4))
        for kept in (tail, head, middle):
            self.assertAlmostEqual(len(kept), 600, delta=45)
        self.assertEqual((middle[0], middle[-1]), (self.words[0], self.words[-1]))

    def test_disguises_change_letters_and_no_words(self):
        text = planting.article(self.base.headline(self.rng), self.body)
        plain = [word for word in text.replace(",", "").split()]
        for kind, change in variants.DISGUISES.items():
            with self.subTest(kind=kind):
                disguised = change(text, self.rng)
                self.assertNotEqual(disguised, text)
                self.assertEqual(len(disguised.split()), len(text.split()))
                if kind in ("decomposed", "full width", "ligatures", "white space", "upper case"):
                    seen = unicodedata.normalize("NFKC", disguised).casefold().replace(",", "").split()
                    self.assertEqual(seen, [unicodedata.normalize("NFKC", word).casefold() for word in plain])


if __name__ == "__main__":
    unittest.main()
