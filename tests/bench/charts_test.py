"""bench/charts.py: the same bytes for the same numbers, and no failure where matplotlib is missing."""

import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))
import charts

SERIES = {"near": ([0.01, 0.1, 0.2], [1, 0.9, 0.4]), "contains": ([0.01, 0.1, 0.2], [1, 1, 0.8])}
BINS = {"stories": [(0.2, 0.3, 10), (0.9, 0.95, 100)]}


class ChartsTest(unittest.TestCase):
    def draw(self, folder, number):
        files = [pathlib.Path(folder, f"{number}-{name}.svg") for name in ("curves", "log", "bars", "reliability")]
        drawn = [charts.curves(files[0], "Recall", "rate of edits", "recall", SERIES),
                 charts.curves(files[1], "Recall", "rate of edits", "recall", SERIES, log_x=True),
                 charts.bars(files[2], "Speed by rate of edits", "documents a second", {"one": 12.5, "other": 40_000}),
                 charts.reliability(files[3], "How right", BINS)]
        return files, drawn

    def test_same_bytes_again(self):
        if not charts.available():
            self.skipTest(charts.HOW_TO_GET)
        with tempfile.TemporaryDirectory() as folder:
            first, drawn = self.draw(folder, 1)
            self.assertEqual(drawn, [True] * 4)
            for one, other in zip(first, self.draw(folder, 2)[0]):
                self.assertEqual(one.read_bytes(), other.read_bytes())
                text = "".join(xml.etree.ElementTree.parse(one).getroot().itertext())
                self.assertIn("how right" if "reliability" in one.name else "rate of edits", text.lower())

    def test_no_bars_of_nothing(self):
        self.assertFalse(charts.bars("unwritten.svg", "Speed", "documents a second", {}))

    def test_nothing_is_drawn_without_matplotlib(self):
        known = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "matplotlib"}
        for name in known:
            del sys.modules[name]
        sys.modules["matplotlib"] = None  # makes an import fail
        try:
            with tempfile.TemporaryDirectory() as folder:
                files, drawn = self.draw(folder, 1)
                self.assertEqual(drawn, [False] * 4)
                self.assertFalse(any(file.exists() for file in files))
        finally:
            del sys.modules["matplotlib"]
            sys.modules.update(known)


if __name__ == "__main__":
    unittest.main()
