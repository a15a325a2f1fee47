#!/usr/bin/env python3
"""Measures the aligned passages of `copydesk scan`: which characters are in them, against brute force on the raw texts.

    COPYDESK_DATA=DIR bench/quality/spans.py [--copydesk COMMAND] [--list]

True are the characters of both texts that stand in the other one in an equal run of at least eight words, by an aligner
that shares nothing with the product (shingles.py), but for what was set aside as furniture. samples/news: all pairs of
its truth file with a relation; DIR/helsinki.jsonl.gz: the labelled pairs of helsinki.labels.tsv. A pair without a match
has no passage. Where passages are repeated within a text, brute force counts each copy and the product the first.
--list shows the pairs that differ most. Needs Python only.
"""
import collections
import sys

import metrics
import shingles
import table
from product import Product, ROOT
from reprints import NO_TIMES, TEXT

SAMPLES = ROOT / "samples/news"


def characters(text: str, ranges) -> list:
    """Byte ranges of a text in UTF-8 as ranges of its characters."""
    data = text.encode()
    return [tuple(len(data[:end].decode(errors="ignore")) for end in r) for r in ranges]


def pair_counts(scan, aside: dict, texts: dict, a: str, b: str) -> tuple:
    """Characters in passages and in true runs, in passages, in true runs; of both texts."""
    match = scan.matches.get((min(a, b), max(a, b)))
    counts = 0, 0, 0
    for name, side, runs in zip((a, b), ("ab" if a < b else "ba"), shingles.equal_runs(texts[a], texts[b])):
        found = characters(texts[name], [span[side] for span in match.get("spans", [])] if match else [])
        ignored = characters(texts[name], aside[name])
        found, runs = metrics.without(found, ignored), metrics.without(runs, ignored)
        both = metrics.length(metrics.both(found, runs)), metrics.length(found), metrics.length(runs)
        counts = tuple(map(sum, zip(counts, both)))
    return counts


def all_counts(scan, texts: dict, pairs) -> dict:
    aside = collections.defaultdict(list)
    for block in scan.blocks:
        aside[block["document"]] += block.get("set_aside", [])
    return {(a, b): pair_counts(scan, aside, texts, a, b) for a, b in pairs}


def add(out: table.Table, name: str, by_pair: dict) -> None:
    group = metrics.connected(by_pair)
    counts = collections.defaultdict(lambda: (0, 0, 0))
    for pair, added in by_pair.items():
        counts[group[pair[0]]] = tuple(map(sum, zip(counts[group[pair[0]]], added)))
    right, found, true = (sum(column) for column in zip(*counts.values()))
    out.add("spans", name, "characters: precision", metrics.of_sums(
        counts, lambda r, f, t: metrics.ratio(r, f), f"{right} of {found}, {len(by_pair)} pairs"))
    out.add("spans", name, "characters: recall", metrics.of_sums(
        counts, lambda r, f, t: metrics.ratio(r, t), f"{right} of {true}, {len(by_pair)} pairs"))


def sample_counts(product: Product) -> dict:
    texts = {record["id"]: record["text"] for record in table.read_records(SAMPLES / "articles.jsonl")}
    pairs = [(row["a"], row["b"]) for row in table.read_records(SAMPLES / "truth.jsonl") if row["relation"] != "none"]
    return all_counts(product.scan(SAMPLES / "articles.jsonl", *TEXT), texts, pairs)


def helsinki_counts(product: Product, data: table.Data) -> dict:
    texts = {record["id"]: record["text"] for record in data.records("helsinki.jsonl.gz")}
    pairs = [(row["a"], row["b"]) for row in data.rows("helsinki.labels.tsv")]
    return all_counts(product.scan(data.file("helsinki.jsonl.gz"), *NO_TIMES, *TEXT), texts, pairs)


def samples(product: Product, data: table.Data, out: table.Table) -> None:
    add(out, "samples/news", sample_counts(product))


def helsinki(product: Product, data: table.Data, out: table.Table) -> None:
    add(out, "helsinki", helsinki_counts(product, data))


def list_worst(product: Product, data: table.Data, out: table.Table) -> None:
    counts = sample_counts(product) | helsinki_counts(product, data)
    for pair, (right, found, true) in sorted(counts.items(), key=lambda item: item[1][0] * 2 - sum(item[1][1:]))[:20]:
        out.show(f"  {pair[0]} {pair[1]}: {found} characters in passages, {true} in equal runs, {right} in both")


MEASURES = {"spans of samples/news": samples, "spans of helsinki": helsinki}


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--list", action="store_true", help="show the pairs that differ most")
    options = parser.parse_args()
    return table.show(MEASURES | ({"differences": list_worst} if options.list else {}), options)


if __name__ == "__main__":
    sys.exit(main())
