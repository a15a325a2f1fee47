"""bench/corpus/large.py: the same documents whatever their number and the processes, and relatives as they are named."""

import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "bench/corpus"), str(ROOT / "bench/peers")]
import base_texts
import large
import truth

COUNT = 600
FEW_PIECES = 1 << 15  # quicker; chance runs stay rare among so few documents


class LargeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        texts = base_texts.read_texts(large.SAMPLES)
        cls.maker = large.Maker(large.make_pieces(texts, 1, FEW_PIECES), 1, 2000, large.SHARES)

    def written(self, folder, count, name="made.jsonl", jobs=1):
        path, planted = pathlib.Path(folder, name), pathlib.Path(folder, name + ".tsv")
        said = large.write(self.maker, count, path, planted, jobs)
        return said, path, [line.split("\t") for line in planted.read_text().splitlines()]

    def test_a_collection_is_the_beginning_of_a_larger_one(self):
        with tempfile.TemporaryDirectory() as folder:
            _, small, _ = self.written(folder, COUNT // 2)
            _, whole, _ = self.written(folder, COUNT, "whole.jsonl")
            self.assertTrue(whole.read_bytes().startswith(small.read_bytes()))

    def test_processes_do_not_matter(self):
        size, large.CHUNK = large.CHUNK, 100
        try:
            with tempfile.TemporaryDirectory() as folder:
                _, one, _ = self.written(folder, COUNT)
                said, two, _ = self.written(folder, COUNT, "two.jsonl", 2)
                self.assertEqual(one.read_bytes(), two.read_bytes())
                self.assertEqual(said["bytes"], two.stat().st_size)
        finally:
            large.CHUNK = size

    def test_zstd(self):
        if shutil.which("zstd") is None:
            self.skipTest("the command zstd is missing")
        with tempfile.TemporaryDirectory() as folder:
            _, plain, _ = self.written(folder, 50)
            _, packed, _ = self.written(folder, 50, "made.jsonl.zst")
            unpacked = subprocess.run(["zstd", "-dcq", packed], capture_output=True, check=True).stdout
            self.assertEqual(unpacked, plain.read_bytes())

    def test_relatives(self):
        with tempfile.TemporaryDirectory() as folder:
            said, path, planted = self.written(folder, COUNT)
            records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(len(records), COUNT)
        sets = {record["id"]: set(truth.hashed(record["text"])) for record in records}
        counts = collections.Counter(kind for _, _, kind in planted)
        self.assertEqual(counts, {kind: n for kind, n in said["kinds"].items() if kind != large.ORIGINAL})
        self.assertEqual(set(counts), set(large.SHARES))
        for name, original, kind in planted:
            self.assertLess(original, name)
            a, b = sets[name], sets[original]
            both = len(a & b)
            jaccard, contained = both / len(a | b), both / min(len(a), len(b))
            held = {"exact": jaccard == 1, "near": 0.6 < jaccard < 1, "contains": contained > 0.97,
                    "overlap": both >= 80}
            self.assertTrue(held[kind], f"{name} {original} {kind}: Jaccard {jaccard:.2f}, containment {contained:.2f}")

    def test_originals_share_little(self):
        begun = [self.maker.begin(number) for number in range(300)]
        originals = ["".join(self.maker.fresh(rng)).replace("\\n", "\n") for kind, rng in begun if kind == large.ORIGINAL]
        seen = collections.Counter(shingle for text in originals for shingle in set(truth.hashed(text)))
        repeated = sum(count > 1 for count in seen.values())
        self.assertLess(repeated, len(seen) / 100)

    def test_shares(self):
        self.assertEqual(large.parse_shares(["near=0.5"])["near"], 0.5)
        with self.assertRaises(ValueError):
            large.parse_shares(["far=0.5"])
        with self.assertRaises(ValueError):
            large.parse_shares(["near=0.9"])


if __name__ == "__main__":
    unittest.main()
