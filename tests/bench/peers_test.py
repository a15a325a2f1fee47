"""bench/peers: the exact brute force, the scores against it, and the page, without any peer."""

import array
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "bench"), str(ROOT / "bench/peers"), str(ROOT / "bench/corpus")]
import adapters
import compare
import peers_table
import scores
import tools
import truth


def naive(documents, at_least):
    sets = [set(document) for document in documents]
    return sorted((i, j, len(sets[i] & sets[j]) / len(sets[i] | sets[j])) for j in range(len(sets)) for i in range(j)
                  if sets[i] and sets[j] and len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= at_least)


class TruthTest(unittest.TestCase):
    def test_shingles(self):
        self.assertEqual(truth.shingles("One, two three; FOUR five six"),
                         ["one two three four five", "two three four five six"])
        self.assertEqual(truth.shingles("Two words"), ["two words"])
        self.assertEqual(truth.shingles(" ... "), [])

    def test_all_pairs_of_random_sets(self):
        for seed in range(30):
            rng = random.Random(seed)
            bases = [rng.sample(range(200), rng.randrange(1, 30)) for _ in range(12)]
            documents = [array.array("Q", [member for member in rng.choice(bases) if rng.random() < 0.9] +
                                     rng.choices(range(200), k=rng.randrange(3))) for _ in range(60)]
            for at_least in (0.5, 0.7, 1.0):
                found = sorted(truth.similar_pairs(documents, at_least))
                self.assertEqual(found, naive(documents, at_least), f"seed {seed}")

    def test_files(self):
        texts = ["a b c d e f g h", "A b c d e f g H!", "", "other words of another text altogether"]
        with tempfile.TemporaryDirectory() as folder:
            records = pathlib.Path(folder, "records.jsonl")
            records.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
            subprocess.run([sys.executable, ROOT / "bench/peers/truth.py", records, folder], check=True)
            self.assertEqual(json.loads(pathlib.Path(folder, "pairs.json").read_text()), [[0, 1, 1.0]])
            offsets = array.array("Q", pathlib.Path(folder, "offsets.u64").read_bytes())
            self.assertEqual(list(offsets), [0, 4, 8, 8, 10])
            self.assertEqual(pathlib.Path(folder, "hashes.u64").stat().st_size, 80)


class ScoresTest(unittest.TestCase):
    TRUTH = [[0, 1, 0.9], [1, 2, 0.8], [5, 6, 1.0], [3, 4, 0.6]]

    def test_pairs(self):
        said = scores.score({"pairs": [[1, 0], [6, 5], [3, 4]]}, self.TRUTH, 0.7)
        self.assertEqual((said["pairs"]["recall"], said["pairs"]["precision"]), (2 / 3, 2 / 3))
        # {0, 1, 2} and {5, 6} are true: four pairs, of which {0, 1} and {5, 6} are found, beside {3, 4}.
        self.assertEqual((said["clusters"]["recall"], said["clusters"]["precision"]), (2 / 4, 2 / 3))
        self.assertEqual((said["documents"]["recall"], said["documents"]["precision"]), (4 / 5, 4 / 6))

    def test_clusters_and_flags(self):
        said = scores.score({"clusters": [[0, 1, 2, 3], [7]]}, self.TRUTH, 0.7)
        self.assertIsNone(said["pairs"])
        self.assertEqual((said["clusters"]["recall"], said["clusters"]["precision"]), (3 / 4, 3 / 6))
        self.assertEqual(said["documents"]["recall"], 3 / 5)
        said = scores.score({"flags": [0, 1, 9]}, self.TRUTH, 0.7)
        self.assertIsNone(said["clusters"])
        self.assertEqual((said["documents"]["recall"], said["documents"]["precision"]), (2 / 5, 2 / 3))

    def test_left_out(self):
        said = scores.score({"pairs": [[0, 1], [5, 6]]}, self.TRUTH, 0.7, frozenset({2, 5}))
        self.assertEqual((said["pairs"]["recall"], said["pairs"]["precision"]), (1, 1))

    def test_nothing(self):
        said = scores.score({"pairs": []}, [], 0.7)
        self.assertIsNone(said["pairs"]["recall"])


class TableTest(unittest.TestCase):
    def results(self):
        rate = {"documents_per_second": 1000.0, "bytes_per_second": 4e6, "peak_bytes": 5e7, "stages": {}}
        found = scores.score({"pairs": [[0, 1]]}, [[0, 1, 0.9]], 0.7)
        runs = [{"set": "planted-9", "tool": "copydesk", "mode": "whole", "scores": found} | rate,
                {"set": "planted-9", "tool": "rensa-rho", "mode": "whole",
                 "scores": scores.score({"flags": [0]}, [[0, 1, 0.9]], 0.7)} | rate | {"documents_per_second": 2000.0},
                {"set": "planted-9", "tool": "gaoya", "mode": "text", "error": "has no such call"}]
        described = {name: {"version": "1", "setting": "", "words": "", "gives": "", "samples": tool.samples}
                     for name, tool in tools.TOOLS.items()}
        machine = {"processor": "P", "processors": 2, "memory_bytes": 1 << 34, "python": "3"}
        return {"machine": machine, "threads": 2, "repetitions": 1, "threshold": 0.7,
                "sets": {"planted-9": {"documents": 9, "bytes": 36_000, "true_pairs": 1}}, "tools": described,
                "not_installed": {"datatrove": "does not install: no wheel"}, "runs": runs}

    def test_lines(self):
        lines = peers_table.lines(self.results())
        text = "\n".join(lines)
        self.assertIn("| rensa-rho (samples) | 2,000 | 4 | 50 |", text)
        self.assertLess(text.index("| rensa-rho (samples) | 2,000"), text.index("| copydesk | 1,000"))
        self.assertIn("| copydesk | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |", text)
        self.assertIn("| rensa-rho (samples) | – | – | – | – | 0.500 | 1.000 |", text)
        self.assertIn("Not measured: gaoya (has no such call).", text)
        self.assertIn("does not install: no wheel", text)

    def test_every_peer_has_a_caller_and_a_pinned_version(self):
        self.assertEqual(set(adapters.PEERS), set(tools.TOOLS) - {"copydesk"})
        required = (ROOT / "bench/peers/requirements.txt").read_text().splitlines()
        pinned = {line.partition("==")[0].lower() for line in required}
        for tool in tools.TOOLS.values():
            for package in tool.packages:
                self.assertIn(package.lower(), pinned)

    def test_shortened(self):
        self.assertEqual(compare.shortened("line\nValueError: bad thing\n  at the end\n"), "ValueError: bad thing")
        self.assertEqual(compare.shortened(""), "no message")

    def test_medians(self):
        run = compare.Run("s", "rensa", "text")
        run.seconds, run.peaks, run.stages = [1.0, 4.0, 2.0], [10, 30, 20], [{"sketch": 1}, {"sketch": 3}, {"sketch": 2}]
        said = run.to_json({"documents": 100, "bytes": 1000})
        self.assertEqual((said["seconds"], said["peak_bytes"], said["documents_per_second"], said["stages"]),
                         (2.0, 20, 50.0, {"sketch": 2}))


if __name__ == "__main__":
    unittest.main()
