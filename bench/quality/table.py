"""The table of what was measured, and what every script here has in common: options, data, output."""
import argparse
import gzip
import json
import os
import pathlib
import sys

from product import COMMAND, Product, ROOT

sys.path.insert(0, str(ROOT / "bench"))
import charts


PARTS = ("pairs", "equivalence", "clusters", "spans", "blocks", "stories", "furniture", "planted")  # in the order of the table


class Absent(Exception):
    """What a measure needs is not there; the text says what."""


class Data:
    """The folder with labelled collections that COPYDESK_DATA names."""

    def __init__(self):
        self.folder = os.environ.get("COPYDESK_DATA")

    def file(self, name: str) -> pathlib.Path:
        if not self.folder:
            raise Absent(f"COPYDESK_DATA is not set: it names the folder that holds {name}")
        path = pathlib.Path(self.folder, name)
        if not path.exists():
            raise Absent(f"COPYDESK_DATA has no {name}")
        return path

    def records(self, name: str) -> list:
        return read_records(self.file(name))

    def rows(self, name: str) -> list:
        """A table with tabs, as one dictionary a row."""
        header, *lines = self.file(name).read_text(encoding="utf-8").splitlines()
        return [dict(zip(header.split("\t"), line.split("\t"))) for line in lines]


def read_records(path: pathlib.Path) -> list:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Table:
    """Rows as they are measured, and charts for `folder`, if one is given."""

    def __init__(self, folder: pathlib.Path | None = None, show=print):
        self.rows = []
        self.skipped = []
        self.folder = folder
        self.show = show
        self.charts = []
        self.bins = {}
        self.series = []
        self._heading = None

    def add(self, part: str, collection: str, measure: str, figure, goal: float | None = None,
            at_most: bool = False) -> None:
        """One figure; `goal` is what it should reach, or stay below with `at_most`."""
        row = {"part": part, "set": collection, "measure": measure, "value": round(figure.value, 6),
               "low": round(figure.low, 6), "high": round(figure.high, 6), "detail": figure.detail}
        if goal is not None:
            reached = figure.value <= goal if at_most else figure.value >= goal
            row |= {"goal": goal, "at_most": at_most, "reached": reached}
        self.rows.append(row)
        if self._heading != (part, collection):
            self._heading = part, collection
            self.show(f"== {part}: {collection}")
        self.show(f"{measure:<58} {shown(row):<24} {' · '.join(filter(None, (row['detail'], verdict(row))))}".rstrip())

    def add_all(self, part: str, collection: str, prefix: str, figures: dict, goals: dict = {}) -> None:
        for name, figure in figures.items():
            self.add(part, collection, f"{prefix}: {name}" if prefix else name, figure, goals.get(name))

    def add_bins(self, part: str, collection: str, bins: list, error) -> None:
        """How right probabilities are: the expected calibration error as a row, and its bins."""
        self.add(part, collection, "expected calibration error", error)
        self.bins[f"{part}: {collection}"] = [{"said": said, "true": true, "cases": cases} for said, true, cases in bins]
        for said, true, cases in bins:
            self.show(f"    said {said:.3f}: {true:.3f} of {cases} true")

    def add_series(self, part: str, what: str, columns: tuple, points: list) -> None:
        """Figures by threshold, as a small table of their own."""
        self.series.append((f"{part}: {what}", columns, points))
        self.show("    " + "  ".join(columns))
        for point in points:
            self.show("    " + "  ".join(f"{x:{len(column)}.3f}" if isinstance(x, float) else f"{x:{len(column)}}"
                                         for x, column in zip(point, columns)))

    def skip(self, what: str, reason: str) -> None:
        self.skipped.append({"what": what, "reason": reason})
        self.show(f"== {what}: skipped, {reason}")

    def curves(self, name: str, *arguments, **options) -> None:
        self._chart(charts.curves, name, arguments, options)

    def reliability(self, name: str, *arguments) -> None:
        self._chart(charts.reliability, name, arguments, {})

    def _chart(self, draw, name, arguments, options) -> None:
        if self.folder and draw(self.folder / f"{name}.svg", *arguments, **options):
            self.charts.append(f"{name}.svg")


def shown(row: dict) -> str:
    digits = 5 if row.get("at_most") else 3
    return f"{row['value']:.{digits}f} [{row['low']:.{digits}f}, {row['high']:.{digits}f}]"


def verdict(row: dict) -> str:
    if "goal" not in row:
        return ""
    wanted = f"goal {'≤' if row['at_most'] else '≥'} {row['goal']:g}"
    return wanted if row["reached"] else f"{wanted}: MISSED"


def parser(description: str) -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--copydesk", "--command", default=str(COMMAND), help="the built command")
    options.add_argument("--option", action="append", default=[],
                         help="passed on to every scan, to see what a default is worth: --option=--threshold=near=0.6")
    return options


def product_of(options: argparse.Namespace) -> Product:
    return Product(options.copydesk, options.option)


def show(measures: dict, options: argparse.Namespace) -> int:
    """What the script of one part does: measures, and prints rows."""
    run(measures, product_of(options), Table())
    return 0


def run(measures: dict, product: Product, table: Table) -> Table:
    """Runs {name: function(product, data, table)}; those whose data is absent are skipped with the reason."""
    data = Data()
    for name, measure in measures.items():
        try:
            measure(product, data, table)
        except Absent as absent:
            table.skip(name, str(absent))
    return table
