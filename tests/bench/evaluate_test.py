"""bench/quality/evaluate.py through the built command: on the samples alone, and on small sets of the forms it knows.

usage: evaluate_test.py COPYDESK
"""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = sys.argv.pop(1)


def evaluate(folder, data, *options):
    """The results of a run, and what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "COPYDESK_DATA"}
    if data:
        environment["COPYDESK_DATA"] = str(data)
    run = subprocess.run([sys.executable, "-B", ROOT / "bench/quality/evaluate.py", "--copydesk", COMMAND, "-o", folder,
                          "--markdown", folder / "accuracy.md", "--planted", "300", *options],
                         env=environment, capture_output=True, text=True, check=True)
    return json.loads((folder / "results.json").read_text(encoding="utf-8")), run.stdout


def write(path, records):
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)


def write_sets(folder):
    """The sample articles in the forms of the labelled sets."""
    lines = (ROOT / "samples/news/articles.jsonl").read_text(encoding="utf-8").split("\n")
    articles = [json.loads(line) for line in lines if line]
    texts = {article["id"]: article["text"] for article in articles}
    write(folder / "helsinki.jsonl.gz", articles)
    (folder / "helsinki.pairs.tsv").write_text(
        "a\tb\tcontainment\nkestrel-01\tquayside-02\t1.0\nharbour-03\ttolvane-02\t0.6\n"
        "harbour-01\tkestrel-01\t0.7\n", encoding="utf-8")  # the last one is wrong
    (folder / "helsinki.labels.tsv").write_text(
        "a\tb\tlabel\nkestrel-01\tquayside-02\treprint\nharbour-03\ttolvane-02\tquotation\n"
        "brackenford-05\tuplands-02\tpartial\nbrackenford-03\tmeridian-01\tpartial\n", encoding="utf-8")
    write(folder / "newsgroups.jsonl.gz", [
        {"id": f"group/{number}", "message_id": f"<{name}>", "text": texts[name]}
        for number, name in enumerate([*texts, "harbour-03", "brackenford-03"])])
    write(folder / "ecbplus-dev.jsonl.gz", [
        {"id": name, "topic": 1, "story": story, "text": texts[name]}
        for name, story in (("harbour-01", "bridge"), ("saltmere-01", "bridge"), ("kestrel-01", "bell"))])
    write(folder / "webis-core.pairs.jsonl.gz", [
        {"a": a, "b": b, "label": label, "text_a": texts[a], "text_b": texts[b]}
        for a, b, label in (("kestrel-01", "quayside-02", 3), ("harbour-01", "kestrel-01", 0))])


class EvaluateTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def value(self, results, collection, measure):
        rows = [row for row in results["rows"] if (row["set"], row["measure"]) == (collection, measure)]
        self.assertEqual(len(rows), 1, f"{collection}: {measure}")
        return rows[0]["value"], rows[0]["detail"]

    def test_samples_alone(self):
        results, printed = evaluate(self.folder, None)
        sets = {row["set"].partition(",")[0] for row in results["rows"]}
        self.assertEqual(sets, {"samples/news", "samples/pages", "300 documents from the samples"})
        self.assertIn("helsinki", {skipped["what"].partition(": ")[2] for skipped in results["skipped"]})
        for skipped in results["skipped"]:
            self.assertIn("COPYDESK_DATA is not set", skipped["reason"])
        self.assertEqual(self.value(results, "samples/news", "overlap or stronger against truth: recall")[0], 1)
        for row in results["rows"]:
            self.assertLessEqual(row["low"], row["high"], row)
            self.assertIn(row["measure"], printed)
        page = (self.folder / "accuracy.md").read_text(encoding="utf-8")
        self.assertNotIn(str(self.folder), page + json.dumps(results))
        again, _ = evaluate(self.folder, None)
        self.assertEqual(again, results)
        self.assertEqual((self.folder / "accuracy.md").read_text(encoding="utf-8"), page)

    def test_sets_of_every_form(self):
        data = self.folder / "data"
        data.mkdir()
        write_sets(data)
        results, _ = evaluate(self.folder, data)
        wanted = {
            ("helsinki", "pairs of containment >= 0.55 with a text relation"): "2 of 3",
            ("helsinki", "overlap or stronger against copy: recall"): "2 of 3",  # one pair is told in other words
            ("helsinki", "overlap or stronger against copy: precision"): "2 of 2",
            ("helsinki", "reprints that are exact, near or contains"): "1 of 1",
            ("newsgroups", "one message_id and equal bodies: exact"): "2 of 2",
            ("webis-core", "equivalence >= 0.5: recall"): "1 of 1",
            ("ecbplus-dev", "pairs, same_story >= 0.5: recall"): "1 of 1",
        }
        for (collection, measure), detail in wanted.items():
            self.assertEqual(self.value(results, collection, measure)[1], detail, f"{collection}: {measure}")
        self.assertEqual(self.value(results, "newsgroups, copies", "B-cubed F1")[0], 1)
        self.assertEqual(self.value(results, "ecbplus-dev, stories", "adjusted Rand index")[0], 1)
        self.assertEqual({skipped["what"] for skipped in results["skipped"]}, {"blocks: seed page", "stories: homepages"})
        self.assertEqual(self.value(results, "300 documents from helsinki",
                                    "word edits of at most 5 % of 200 words or more, any relation")[0], 1)


if __name__ == "__main__":
    unittest.main()
