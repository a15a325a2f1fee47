"""bench/performance: constants of plans, from runs made up here, and the file that they are compiled from."""

import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / folder) for folder in ("bench", "bench/performance", "bench/peers", "bench/corpus")]
import page
import plan
import plan_fit

MACHINE = {"processor": "P", "processors": 2, "memory_bytes": 1 << 34}
SIZES = ((100_000, 1000), (100_000, 8000), (1_000_000, 2400))


def run(documents, size, memory=0, stories=False):
    """A scan whose figures are known."""
    grown = max(1.0, documents / 100_000) ** 0.1
    seconds = documents * (5e-5 + 1e-8 * size) * grown * (4 if stories else 1)
    kept = documents * (1000 + 1.5 * size)
    split = memory and kept > memory / 2
    seconds += 2e-6 * documents if split else 0
    peak = 1e8 + 100 * documents + 0.5 * memory if split else 2e8 + documents * (1500 + 1.2 * size)
    return {"what": "scan", "stories": stories, "documents": documents, "size": size, "mean_bytes": size,
            "memory": memory, "threads": 2, "verified": documents // 4, "processor_seconds": seconds,
            "undisturbed_seconds": seconds * (0.4 + 0.6 / 2), "peak_bytes": peak, "output_bytes": documents * 350,
            "temporary_bytes": kept if split else 0}


def store(documents, size):
    def cost(seconds, **more):
        return {"processor_seconds": seconds, "undisturbed_seconds": seconds * 0.75, "peak_bytes": 3e8 + 2000 * documents,
                "temporary_bytes": 0, "store_bytes": 5000 * documents} | more

    families = {"docs": 100 * documents, "ids": 27 * documents, "text": 0.5 * size * documents,
                "signatures": documents * (900 + 0.2 * size)}
    for name, postings in (("bands", 40), ("fingerprints", 0.02 * size), ("terms", 20)):
        families[name] = plan_fit.posting_bytes(postings * documents, documents, 14)
    return {"what": "store", "documents": documents, "size": size, "mean_bytes": size, "threads": 2,
            "bulk": cost(documents * 1e-4, families=families), "batches": cost(documents * 2e-4),
            "bounded": cost(1, memory=documents * 1000, temporary_bytes=1, peak_bytes=1e8 + 350 * documents)}


def of_stores():
    """Results of the part stores."""
    runs = []
    for documents in (200_000, 1_000_000):
        made = store(documents, 2400)["bulk"]
        states = {state: {"p50": 1 + documents * 1e-6} for state in ("warm", "cold", "warm after")}
        runs.append({"documents": documents, "families": made["families"],
                     "bulk with texts": made | {"seconds": made["undisturbed_seconds"]}} | states)
    return {"runs": runs}


def results():
    runs = [run(*size) for size in SIZES] + [run(*size, memory=1 << 27) for size in SIZES]
    runs += [run(100_000, 1000, memory=1 << 26)] + [run(*size, stories=True) for size in SIZES]
    runs += [run(100_000, 1000, memory=1 << 26, stories=True)] + [store(*size) for size in SIZES]
    return {"machine": MACHINE, "version": "copydesk 1", "random_read": 1e-4, "runs": runs}


def members(header, structure):
    body = re.search(rf"struct {structure} {{(.*?)^}};", header, re.MULTILINE | re.DOTALL)[1]
    return tuple(re.findall(r"^  [\w :*]+?[ *](\w+)(?: = [^;]+)?;", body, re.MULTILINE))


class FitTest(unittest.TestCase):
    def test_least_squares(self):
        rows = [[1.0, x, y] for x, y in ((1, 5), (10, 2), (100, 9), (7, 70))]
        found = plan_fit.least_squares(rows, [3 + 0.5 * x + 2 * y for _, x, y in rows])
        for got, want in zip(found, (3, 0.5, 2)):
            self.assertAlmostEqual(got, want)
        self.assertEqual(plan_fit.least_squares([[1.0, 1.0], [1.0, 2.0]], [3.0, 2.0])[1], 0)  # none below zero

    def test_known_constants_are_found(self):
        found = plan_fit.constants(results(), of_stores())
        copies = found["copies"]
        self.assertAlmostEqual(copies["processor"]["document"], 5e-5)
        self.assertAlmostEqual(copies["processor"]["byte"], 1e-8)
        self.assertAlmostEqual(copies["growth"], 0.1)
        self.assertAlmostEqual(copies["serial"], 0.4)
        self.assertAlmostEqual(copies["bounded_share"], 0.5)
        self.assertAlmostEqual(copies["temporary"]["byte"], 1.5)
        self.assertAlmostEqual(copies["temporary_processor"], 2e-6)
        self.assertAlmostEqual(found["stories"]["processor"]["document"], 2e-4)
        stored = found["store"]
        self.assertEqual(stored["bucket"], 14)
        self.assertAlmostEqual(stored["bands"]["document"], 40 / plan_fit.BANDS)
        self.assertAlmostEqual(stored["fingerprints"]["byte"], 0.02)
        self.assertAlmostEqual(stored["text"]["byte"], 0.5)
        self.assertAlmostEqual(stored["bulk_serial"], 0.5)
        self.assertAlmostEqual(stored["bulk_bounded"]["document"], 100)
        self.assertAlmostEqual(stored["warm"]["document"], 1e-9)

    def test_postings_of_bytes(self):
        self.assertAlmostEqual(plan_fit.postings_of(plan_fit.posting_bytes(5e6, 1e5, 14), 1e5, 14), 5e6, delta=1)
        self.assertEqual(plan_fit.posting_bytes(0, 10, 14), 0)


class SourceTest(unittest.TestCase):
    def test_header_and_generator_have_the_same_members(self):
        header = (ROOT / "src/plan/plan_constants.h").read_text(encoding="utf-8")
        for structure, names in (("PlanLine", plan_fit.LINE), ("ScanConstants", plan_fit.SCAN),
                                 ("StoreConstants", plan_fit.STORE), ("PlanConstants", plan_fit.TOP)):
            self.assertEqual(members(header, structure), names, structure)

    def test_what_is_compiled_in_was_written_by_this_generator(self):
        def names(text):
            return re.findall(r"^ +\.(\w+) = ", text, re.MULTILINE)

        made = plan_fit.source(plan_fit.constants(results(), of_stores()), results(), of_stores())
        kept = plan.CONSTANTS.read_text(encoding="utf-8")
        self.assertEqual(names(made), names(kept))
        self.assertEqual(re.sub(r"-?\b\d[\d.e+-]*|// [\d,]+ of [\d,]+\n|\"[^\"]*\"", "", made),
                         re.sub(r"-?\b\d[\d.e+-]*|// [\d,]+ of [\d,]+\n|\"[^\"]*\"", "", kept))

    def test_numbers_of_the_file(self):
        self.assertEqual(plan_fit.shown(1000.0), "1000")
        self.assertEqual(plan_fit.shown(5.4321e-05), "5.432e-05")
        self.assertEqual(plan_fit.shown("a \"b\""), '"a \\"b\\""')

    def test_both_sides_count_alike(self):
        source = (ROOT / "src/plan/scan_cost.cc").read_text(encoding="utf-8")
        self.assertIn(f"kGrowthFrom = {plan_fit.GROWTH_FROM:,};".replace(",", "'"), source)
        self.assertIn(f"kVectorBytes = {plan_fit.VECTOR_BYTES};", source)
        self.assertIn("kVectorBytes = 2'000;", (ROOT / "src/match/stories.cc").read_text(encoding="utf-8"))


class PlanPageTest(unittest.TestCase):
    def test_errors(self):
        known = {"machine": MACHINE, "version": "copydesk 1", "compared": [
            {"documents": 1000, "size": 2400, "rows": [("scan", "s", 11.0, 10.0), ("scan", "temporary, MB", 1.0, 0.0)]}]}
        text = "\n".join(page.plan_tables(known, pathlib.Path()))
        self.assertIn("| scan | s | 11.0 | 10.0 | +10 % |", text)
        self.assertIn("| scan | temporary, MB | 1.0 | 0.0 | – |", text)


if __name__ == "__main__":
    unittest.main()
