#!/usr/bin/env python3
"""Measures `copydesk scan` on a corpus of planted relations.

    bench/quality/planted.py [--copydesk build/release/copydesk] [-n 4000 | --corpus DIR] [--from COLLECTION]
                             [--json FILE] [--plots DIR] [--list N]

Makes a corpus with bench/corpus/generate.py, or takes the one in DIR (records.jsonl, truth.jsonl, documents.jsonl), scans
it with the defaults, and prints, with 95 % intervals (Wilson):
* the three goals;
* recall by kind and rate, and of word edits by length: pairs with any relation, with `exact`, `near` or `contains`, and
  with the relation that was expected or a stronger one;
* bytes of planted passages inside reported spans, and of reported spans inside planted passages;
* precision by relation and by shared tokens: reported pairs that are relatives, or share the fixed text of a family
  without being called near (unless `template`) or contained;
* template pages by style, source and share of fixed text; clusters of copies that mix texts.
--json has the same figures; --plots draws them, if matplotlib is there. --from is passed to the generator: without it,
COPYDESK_DATA/helsinki.jsonl.gz if that is there, or else the samples. Needs Python only.
"""
import argparse
import collections
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from planted_corpus import ORDER, STRONG, Corpus

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
import charts

EDITS = ("substitute", "insert", "delete", "mixed")
SHARED = (8, 20, 25, 40, 60, 100, 200, 400)
TEXT = ("--relations", ",".join(ORDER))


class Share:
    """A count in a count, with its Wilson interval."""

    def __init__(self, part: int, whole: int):
        self.part, self.whole = part, whole

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else float("nan")

    def interval(self) -> tuple:
        if self.whole == 0:
            return 0.0, 1.0
        z = 1.959964
        n, p = self.whole, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval()
        return f"{self.part:>6} of {self.whole:<6} {self.value:.4f} [{low:.4f}, {high:.4f}]"

    def to_json(self) -> dict:
        low, high = self.interval()
        return {"part": self.part, "whole": self.whole, "share": self.value if self.whole else None,
                "interval": [low, high]}


def scan(copydesk: str, corpus: pathlib.Path) -> tuple:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([copydesk, "scan", str(corpus / "records.jsonl"), "-q", "-o", folder, "--force", "--evidence",
                        "spans", *TEXT], check=True)
        summary = json.loads(pathlib.Path(folder, "summary.json").read_text(encoding="utf-8"))
        return Corpus(corpus, pathlib.Path(folder)), summary


def has(corpus: Corpus, pair: dict, relations) -> bool:
    match = corpus.found.get((pair["a"], pair["b"]))
    return match is not None and match.relation in relations


def is_template(corpus: Corpus, pair: dict) -> bool:
    match = corpus.found.get((pair["a"], pair["b"]))
    return match is not None and match.template


def as_expected(pair: dict) -> tuple:
    return ORDER if pair["expect"] == "any" else ORDER[:ORDER.index(pair["expect"]) + 1]


def recall(corpus: Corpus, pairs: list) -> dict:
    return {"any": Share(sum(has(corpus, pair, ORDER) for pair in pairs), len(pairs)),
            "strong": Share(sum(has(corpus, pair, STRONG) for pair in pairs), len(pairs)),
            "expected": Share(sum(has(corpus, pair, as_expected(pair)) for pair in pairs), len(pairs))}


def recall_by(corpus: Corpus, pairs: list, key) -> dict:
    groups = collections.defaultdict(list)
    for pair in pairs:
        groups[key(pair)].append(pair)
    order = sorted(groups, key=lambda name: tuple((x is not None, x) for x in name))
    return {name: recall(corpus, groups[name]) for name in order}


def covered(ranges, begin: int, end: int) -> int:
    """Bytes of [begin, end) in the union of ranges."""
    total, reached = 0, begin
    for first, last in sorted(ranges):
        first, last = max(first, reached), min(last, end)
        if last > first:
            total += last - first
            reached = last
    return total


def span_shares(corpus: Corpus, pairs: list) -> dict:
    planted = found = both = 0
    for pair in pairs:
        match = corpus.found.get((pair["a"], pair["b"]))
        for side, name in enumerate("ab"):
            begin, end = pair["span"][name]
            planted += end - begin
            ranges = [span[side] for span in match.spans] if match else []
            both += covered(ranges, begin, end)
            found += covered(ranges, 0, 1 << 62)
    return {"recall": Share(both, planted), "precision": Share(both, found)}


def is_right(corpus: Corpus, a: str, b: str) -> bool:
    return corpus.are_relatives(a, b) or (corpus.are_one_family(a, b) and not corpus.found[a, b].merges)


def precision_by(corpus: Corpus, key) -> dict:
    counts = collections.defaultdict(lambda: [0, 0])
    for (a, b), match in corpus.found.items():
        count = counts[key(match)]
        count[0] += is_right(corpus, a, b)
        count[1] += 1
    return {name: Share(*counts[name]) for name in sorted(counts)}


def merged_pages(corpus: Corpus, role: str) -> set:
    """Pages that some other page is said to be, or to be a part of, and is not."""
    merged = set()
    for (a, b), match in corpus.found.items():
        if match.merges and not corpus.are_relatives(a, b):
            merged.update(name for name in (a, b) if corpus.documents[name]["role"] == role)
    return merged


def pages_by(corpus: Corpus, merged: set, role: str, key) -> dict:
    counts = collections.defaultdict(lambda: [0, 0])
    for name, document in corpus.documents.items():
        if document["role"] == role:
            counts[key(document)][0] += name in merged
            counts[key(document)][1] += 1
    return {name: Share(*counts[name]) for name in sorted(counts)}


def cluster_figures(corpus: Corpus) -> dict:
    def purity(members) -> float:
        groups = collections.Counter(corpus.documents[name]["group"] for name in members)
        return groups.most_common(1)[0][1] / len(members)

    largest = max(corpus.clusters, key=len, default=[])
    mixed = [members for members in corpus.clusters if purity(members) < 1]
    return {"clusters": len(corpus.clusters), "largest": len(largest), "purity of largest": purity(largest) if largest
            else None, "mixed": len(mixed), "largest mixed": max(map(len, mixed), default=0),
            "texts in mixed": sum(map(len, mixed))}


def measure(corpus: Corpus) -> dict:
    truth = corpus.truth
    light = [pair for pair in truth if pair["kind"] in EDITS and pair["rate"] <= 0.05]
    spanned = [pair for pair in truth if "span" in pair]
    merged, furniture = merged_pages(corpus, "template"), merged_pages(corpus, "furniture")
    templates = pages_by(corpus, merged, "template", lambda _: ("all",))
    return {
        "goals": {
            "word edits of at most 5 % of 200 words or more, any relation (0.999)":
                recall(corpus, [pair for pair in light if pair["words"] >= 200])["any"],
            "a passage of 60 words in 1,000, any relation (0.99)":
                recall(corpus, [pair for pair in truth if pair["kind"] == "passage" and pair["rate"] == 60])["any"],
            "template pages taken for others (0.001)": templates.get(("all",), Share(0, 0)),
            "edits of at most 5 % that are called a template": Share(sum(is_template(corpus, pair) for pair in light),
                                                                     len(light))},
        "recall": recall_by(corpus, truth, lambda pair: (pair["kind"], pair["rate"])),
        "recall by length": recall_by(corpus, [pair for pair in truth if pair["kind"] in EDITS],
                                      lambda pair: (pair["rate"], pair["words"])),
        "spans": {(kind, rate): span_shares(corpus, [p for p in spanned if (p["kind"], p["rate"]) == (kind, rate)])
                  for kind, rate in sorted({(pair["kind"], pair["rate"]) for pair in spanned})},
        "precision": precision_by(corpus, lambda match: (match.relation + (" template" if match.template else ""),)),
        "precision by shared tokens": precision_by(
            corpus, lambda match: (max((least for least in SHARED if least <= match.shared), default=0),)),
        "template pages": pages_by(corpus, merged, "template",
                                   lambda page: (page["style"], "source" if page["sourced"] else "no source",
                                                 page["skeleton"])),
        "template kinds": pages_by(corpus, merged, "template", lambda page: (page["kind"],)),
        "furniture pages": pages_by(corpus, furniture, "furniture",
                                    lambda page: ("source" if page["sourced"] else "no source",)),
        "clusters": cluster_figures(corpus)}


def name_of(key) -> str:
    return " ".join(f"{part:g}" if isinstance(part, float) else str(part) for part in key if part is not None)


def print_figures(figures: dict) -> None:
    for title, rows in figures.items():
        print(f"== {title}")
        for key, value in rows.items():
            name = key if isinstance(key, str) else name_of(key)
            if isinstance(value, dict):
                print(f"{name:<28}" + "  ".join(f"{part} {share}" for part, share in value.items()))
            else:
                print(f"{name:<28} {value}")


def to_json(figures):
    if isinstance(figures, dict):
        return {key if isinstance(key, str) else name_of(key): to_json(value) for key, value in figures.items()}
    return figures.to_json() if isinstance(figures, Share) else figures


def draw(folder: pathlib.Path, figures: dict) -> None:
    def by_rate(kinds, part):
        series = {}
        for kind in kinds:
            points = [(key[1], shares[part].value) for key, shares in figures["recall"].items() if key[0] == kind]
            if points:
                series[kind] = tuple(zip(*points))
        return series
    for part in ("any", "strong"):
        charts.curves(folder / f"edits-{part}.svg", f"Word edits: {part} relation", "share of words edited", "recall",
                      by_rate((*EDITS, "ocr"), part), log_x=True)
        charts.curves(folder / f"parts-{part}.svg", f"Sentences and cuts: {part} relation",
                      "share dropped, moved or cut", "recall",
                      by_rate(("drop", "reorder", "cut tail", "cut head", "cut middle"), part))
    charts.curves(folder / "passages.svg", "Passages inside longer texts: any relation", "words of the passage", "recall",
                  by_rate(("passage", "roundup"), "any"))
    lengths = collections.defaultdict(list)
    for (rate, words), shares in figures["recall by length"].items():
        lengths[f"{words} words"].append((rate, shares["any"].value))
    charts.curves(folder / "lengths.svg", "Word edits by length: any relation", "share of words edited", "recall",
                  {name: tuple(zip(*points)) for name, points in lengths.items()}, log_x=True)
    pages = collections.defaultdict(list)
    for (style, source, skeleton), share in figures["template pages"].items():
        pages[f"{style}, {source}"].append((skeleton, share.value))
    charts.curves(folder / "templates.svg", "Template pages taken for others", "share of fixed text", "share of pages",
                  {name: tuple(zip(*points)) for name, points in pages.items()})


def list_mistakes(corpus: Corpus, limit: int) -> None:
    print("== mistakes")
    wrong = sorted((pair for pair in corpus.found if not is_right(corpus, *pair)))
    for a, b in wrong[:limit]:
        match, x, y = corpus.found[a, b], corpus.documents[a], corpus.documents[b]
        print(f"  {a} {b} {match.relation} shared {match.shared}: {x['role']} {x.get('family', '')} "
              f"{x.get('style', '')} {x.get('skeleton', '')}, {y['role']} {y.get('family', '')}")
    missed = [pair for pair in corpus.truth if not has(corpus, pair, as_expected(pair))]
    for pair in missed[:limit]:
        match = corpus.found.get((pair["a"], pair["b"]))
        print(f"  {pair['a']} {pair['b']} {pair['kind']} {pair['rate']} of {pair['words']} words: "
              f"{match.relation if match else 'nothing'} for {pair['expect']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--copydesk", default=str(ROOT / "build/release/copydesk"))
    parser.add_argument("-n", "--documents", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--from", dest="collection", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--plots", type=pathlib.Path)
    parser.add_argument("--list", type=int, default=0, help="so many mistakes of each sort, by name")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.corpus
        if place is None:
            place = pathlib.Path(folder)
            given = pathlib.Path(os.environ.get("COPYDESK_DATA", ""), "helsinki.jsonl.gz")
            collection = arguments.collection or (given if os.environ.get("COPYDESK_DATA") and given.exists() else None)
            subprocess.run([sys.executable, str(ROOT / "bench/corpus/generate.py"), "-n", str(arguments.documents),
                            "--seed", str(arguments.seed), "-o", folder,
                            *(("--from", str(collection)) if collection else ())], check=True)
        corpus, summary = scan(arguments.copydesk, place)
    figures = measure(corpus)
    print(f"{len(corpus.documents)} documents, {summary['bytes_out'] / 1e6:.0f} MB, {len(corpus.truth)} planted pairs; scan "
          f"{sum(summary['seconds'].values()):.0f} s, {summary['peak_memory_bytes'] / 1e6:.0f} MB of memory, "
          f"{summary['candidates'] / summary['documents']:.1f} candidates a document, stop postings "
          f"{summary['stop_postings']}, incomplete buckets {summary['incomplete_buckets']}")
    print_figures(figures)
    if arguments.list:
        list_mistakes(corpus, arguments.list)
    if arguments.json:
        arguments.json.write_text(json.dumps(to_json(figures), indent=1) + "\n", encoding="utf-8")
    if arguments.plots:
        if charts.available():
            draw(arguments.plots, figures)
        else:
            print(charts.HOW_TO_GET)


if __name__ == "__main__":
    main()
