"""bench/performance: what is read from the tools that measure, and the page, from figures made up here."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / folder) for folder in ("bench", "bench/performance", "bench/peers", "bench/corpus")]
import counts
import measure
import micro
import page
import scans

MACHINE = {"processor": "P", "processors": 2, "memory_bytes": 1 << 34}


def run(documents, variant, seconds):
    return {"documents": documents, "variant": variant, "threads": 2, "seconds": seconds, "processor_seconds": seconds,
            "peak_bytes": 10**8, "read_seconds": 0.01, "file_bytes": documents * 5000, "text_bytes": documents * 4000,
            "stages": {"read": seconds / 2, "verify": seconds / 4}, "candidates": documents, "verified": documents // 2,
            "matches": {"exact": documents // 10, "near": documents // 10}}


class MicroTest(unittest.TestCase):
    def test_names(self):
        self.assertEqual(micro.parse_name("text/tokens/english/4096/min_time:0.500"), ("text/tokens", "english", 4096))
        self.assertEqual(micro.parse_name("sort/pairs"), ("sort/pairs", "", None))

    def test_ratios(self):
        def one(name, rate, aggregate="median"):
            return {"name": f"{name}_{aggregate}", "run_name": name, "run_type": "aggregate",
                    "aggregate_name": aggregate, "bytes_per_second": rate}

        rows = micro.rows([one("text/tokens/chinese/4096", 1e9), one("text/tokens/english/4096", 4e9),
                           one("memory/xxh3/english/4096", 16e9), one("memory/xxh3/english/4096", 99e9, "mean"),
                           one("memory/read/english/4096", 20e9)])
        self.assertEqual([(row["function"], row["kind"]) for row in rows],
                         [("memory/read", "english"), ("memory/xxh3", "english"), ("text/tokens", "english"),
                          ("text/tokens", "chinese")])
        self.assertEqual((rows[2]["of_xxh3"], rows[2]["of_read"]), (0.25, 0.2))

    def test_single_runs_without_a_base(self):
        rows = micro.rows([{"name": "a/english/10", "run_type": "iteration", "bytes_per_second": 5.0}])
        self.assertEqual((rows[0]["size"], rows[0]["of_xxh3"]), (10, None))


class CountsTest(unittest.TestCase):
    def test_total(self):
        self.assertEqual(counts.total("events: Ir\nsummary: 1234\n\ntotals: 1234\n"), 1234)
        with self.assertRaises(RuntimeError):
            counts.total("nothing")

    def test_functions(self):
        printed = ("Ir                   file:function\n"
                   "5,000 (100.0%)  PROGRAM TOTALS\n"
                   "3,000 (60.00%)  ???:copydesk::(anonymous namespace)::Reader::Append(std::basic_string_view<char>, bool) "
                   "[/a/copydesk]\n"
                   "1,000 (20.00%)  ./malloc/malloc.c:_int_free [/lib/libc.so.6]\n")
        self.assertEqual(counts.functions(printed), [("copydesk::Reader::Append", 3000), ("_int_free", 1000)])


class PageTest(unittest.TestCase):
    def test_new_runs_replace_old_ones_of_their_size_and_way(self):
        old = [run(1000, "copies", 9), run(100, "copies", 1), run(100, "passages", 5)]
        merged = scans.merged(old, [run(100, "copies", 2)])
        self.assertEqual([(one["documents"], one["variant"], one["seconds"]) for one in merged],
                         [(100, "copies", 2), (100, "passages", 5), (1000, "copies", 9)])

    def test_all_parts(self):
        results = {
            "micro": {"machine": MACHINE, "repetitions": 5, "rows": [
                {"function": "text/tokens", "kind": "english", "size": 4096, "bytes_per_second": 4e9,
                 "of_xxh3": 0.25, "of_read": 0.2}]},
            "scans": {"machine": MACHINE, "version": "copydesk 1", "runs": [run(10_000, "copies", 4.0)]},
            "instructions": {"machine": MACHINE, "version": "copydesk 1", "documents": 500, "rows": [
                {"variant": "copies", "total": 10_000, "per_document": 17.0, "per_byte": 0.5,
                 "functions": [{"name": "operator|", "instructions": 2500}]}]},
            "peers": None}
        with tempfile.TemporaryDirectory() as folder:
            text = page.page(results, pathlib.Path(folder))
        self.assertIn("| text/tokens | english | 4,096 | 4,000 | 0.250 | 0.200 |", text)
        self.assertIn("| 10,000 | copies | 2 | 4.0 | 10.0 | 5,000 | 400.0 | 100 | 10,000 | 1.00 | 0.50 | 0.20 |", text)
        self.assertIn("| 10,000 | copies | 2.00 | 1.00 | 1.00 |", text)
        self.assertIn("| `operator\\|` | 25.0 % |", text)
        self.assertIn("measure.py --part peers", text)

    def test_what_was_not_measured_stays(self):
        results = {"scans": {"machine": MACHINE, "version": "copydesk 1", "runs": [run(10_000, "copies", 4.0)]}}
        with tempfile.TemporaryDirectory() as folder:
            before = page.page(results, pathlib.Path(folder))
            self.assertEqual(page.page({}, pathlib.Path(folder), before), before)
            newer = page.page({"scans": results["scans"] | {"version": "copydesk 2"}}, pathlib.Path(folder), before)
        self.assertEqual(newer, before.replace("copydesk 1", "copydesk 2"))

    def test_options(self):
        options = measure.parse(["--part", "scans", "--documents", "100", "--documents", "1000", "-o", "x"])
        self.assertEqual((options.documents, options.corpora), ([100, 1000], pathlib.Path("x/corpora")))


if __name__ == "__main__":
    unittest.main()
