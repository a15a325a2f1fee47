#!/usr/bin/env python3
"""Measures the text relations of `copydesk scan` on labelled news reprints, newsgroup posts and the sample news.

    COPYDESK_DATA=DIR bench/quality/reprints.py [--copydesk COMMAND] [--set helsinki|newsgroups|samples] [--list]
                                                [--halves]

DIR holds helsinki.jsonl.gz with helsinki.pairs.tsv (every pair with a 5-word-shingle containment of 0.3 or more, by
brute force) and helsinki.labels.tsv (pairs read and labelled), and newsgroups.jsonl.gz (posts with a message_id).
--list adds every labelled pair on which copydesk and the label differ; --halves adds one half of each collection to a
store, asks it for the other half, and compares that with a scan of both. Needs Python only.
"""
import collections
import functools
import gzip
import itertools
import json
import pathlib
import sys
import tempfile

import metrics
import shingles
import table
from product import OVERLAP, Product, RELATIONS, ROOT, STRONG

TEXT = ("--relations", "exact,near,contains,overlap,quote")  # stories have figures of their own: stories.py
NO_TIMES = ("--published-field", "none", "--seen-field", "published")  # helsinki: in truth when it was scraped
COPY = ("reprint", "partial", "roundup")
LABELS = COPY + ("quotation", "caption", "none")
CAPS = ("stop_postings", "incomplete_buckets", "large_copy_groups", "stop_terms", "bounded_stories")


def halves(product: Product, collection: pathlib.Path, out: table.Table, name: str, query_options=(), scan_options=(),
           learn: bool = False) -> None:
    """Adds every other record to a store, queries it with the rest, and compares with a scan of all.

    With `learn` the store learns a model from its half, which serves queries and scan; without, neither has a model.
    """
    with gzip.open(collection, "rt", encoding="utf-8") as lines:
        records = lines.read().splitlines()
    stored = {json.loads(record)["id"] for record in records[::2]}
    with tempfile.TemporaryDirectory() as folder:
        for file, part in (("stored.jsonl", records[::2]), ("asked.jsonl", records[1::2])):
            pathlib.Path(folder, file).write_text("\n".join(part) + "\n", encoding="utf-8")
        store = pathlib.Path(folder, "store")
        product.run("add", "-q", "--store", store, f"{folder}/stored.jsonl")
        if learn:
            product.run("store", "learn", "-q", "--store", store)
        asked = product.run("query", "-q", "--store", store, f"{folder}/asked.jsonl", *query_options).splitlines()
        scan = product.scan(collection, *scan_options, "--model", str(store) if learn else "none")

    def crosses(line: str) -> bool:
        match = json.loads(line)
        return (match["a"]["document"] in stored) != (match["b"]["document"] in stored)

    between = [line for line in scan.lines if crosses(line)]
    verdict = "the same lines"
    if sorted(asked) != sorted(between):
        verdict = f"DIFFERENT in {len(set(asked) ^ set(between))} lines"
    acted = [f"{cap} {scan.summary[cap]}" for cap in CAPS if scan.summary.get(cap, 0) > 0]
    out.show(f"add one half, query with the other, {name}: {len(asked)} matches; in a scan of both: {len(between)}; "
          f"{verdict}; " + ("caps that acted: " + ", ".join(acted) if acted else "no cap acted"))


def add_thresholds(out: table.Table, part: str, collection: str, what: str, cases, texts: dict) -> None:
    """The best threshold that Jaccard, and containment, of the raw texts could have; cases (group, a, b, true)."""
    sets = {name: shingles.shingle_set(text) for name, text in texts.items()}
    figures = [(group, shingles.resemblance(sets[a], sets[b]), true) for group, a, b, true in cases]
    for number, name in enumerate(("Jaccard", "containment")):
        ranking = metrics.Ranking([(group, values[number], true) for group, values, true in figures])
        out.add(part, collection, f"{what}: best threshold on {name}, F1", ranking.best_f1())


def helsinki_scan(product: Product, data: table.Data):
    return product.scan(data.file("helsinki.jsonl.gz"), *NO_TIMES, *TEXT)


def helsinki(product: Product, data: table.Data, out: table.Table) -> None:
    scan = helsinki_scan(product, data)
    name = "helsinki"
    containment = {(min(row["a"], row["b"]), max(row["a"], row["b"])): float(row["containment"])
                   for row in data.rows("helsinki.pairs.tsv")}
    # Nearly all of these articles are connected, so that a pair is grouped with those of its first document.
    out.add("pairs", name, "pairs of containment >= 0.55 with a text relation", metrics.share(
        (pair[0], pair in scan.matches) for pair, value in containment.items() if value >= 0.55), goal=0.995)
    out.add("pairs", name, "exact, near or contains with containment >= 0.4", metrics.share(
        (pair[0], containment.get(pair, 0) >= 0.4) for pair, match in scan.matches.items()
        if match["relation"] in STRONG))
    labels = [(row["a"], row["b"], row["label"]) for row in data.rows("helsinki.labels.tsv")]
    group = metrics.connected((a, b) for a, b, _ in labels)
    found = [(group[a], scan.relation(a, b), label) for a, b, label in labels]
    copies = "overlap or stronger against copy"
    out.add_all("pairs", name, copies, metrics.rates(
        (g, relation in OVERLAP, label in COPY) for g, relation, label in found), {"precision": 0.95, "recall": 0.92})
    articles = {record["id"]: record["text"] for record in data.records("helsinki.jsonl.gz")}
    add_thresholds(out, "pairs", name, copies, [(group[a], a, b, label in COPY) for a, b, label in labels],
                   {item: articles[item] for item in group})
    out.add("pairs", name, "exact, near or contains that are copies", metrics.share(
        (g, label in COPY) for g, relation, label in found if relation in STRONG), goal=0.99)
    out.add("pairs", name, "reprints that are exact, near or contains", metrics.share(
        (g, relation in STRONG) for g, relation, label in found if label == "reprint"), goal=0.95)
    out.add("pairs", name, "quotation, caption, none kept out of overlap", metrics.share(
        (g, relation not in OVERLAP) for g, relation, label in found if label not in COPY))


def list_helsinki(product: Product, data: table.Data, out: table.Table) -> None:
    """What the scan cost, the labels by relation, and the pairs on which labels and relations differ."""
    scan = helsinki_scan(product, data)
    summary = scan.summary
    out.show(f"{summary['candidates'] / summary['documents']:.2f} candidates a document; seconds: "
             + ", ".join(f"{name} {value:.2f}" for name, value in summary["seconds"].items()))
    found = [(row, scan.relation(row["a"], row["b"])) for row in data.rows("helsinki.labels.tsv")]
    counts = collections.Counter((row["label"], relation) for row, relation in found)
    out.show(f"{'label':<12}" + "".join(f"{name:>10}" for name in reversed(RELATIONS)))
    for label in LABELS:
        out.show(f"{label:<12}" + "".join(f"{counts[label, name]:>10}" for name in reversed(RELATIONS)))
    for row, relation in found:
        expected = STRONG if row["label"] == "reprint" else OVERLAP if row["label"] in COPY else ("quote", "none")
        if relation not in expected:
            match = scan.matches.get((min(row["a"], row["b"]), max(row["a"], row["b"])), {})
            out.show(f"  {row['a']} {row['b']} {row['label']}: {relation}, shared {match.get('shared_tokens', 0)}, "
                     f"quoted {match.get('quoted', 0)}, share {match.get('share')}")


def all_halves(product: Product, data: table.Data, out: table.Table, name: str) -> None:
    collection = data.file(f"{name}.jsonl.gz")
    halves(product, collection, out, "text relations", TEXT, TEXT)
    halves(product, collection, out, "with stories")
    halves(product, collection, out, "with stories and a learned model", learn=True)


def repeated_posts(data: table.Data) -> dict:
    """Ids of posts by (message_id, body), where there are several."""
    posts = collections.defaultdict(list)
    for post in data.records("newsgroups.jsonl.gz"):
        if any(character.isalnum() for character in post["text"]):
            posts[post["message_id"], post["text"]].append(post["id"])
    return {key: sorted(ids) for key, ids in posts.items() if len(ids) > 1}


def newsgroups(product: Product, data: table.Data, out: table.Table) -> None:
    posts = repeated_posts(data)
    scan = product.scan(data.file("newsgroups.jsonl.gz"), *TEXT)
    out.add("pairs", "newsgroups", "one message_id and equal bodies: exact", metrics.share(
        (key, scan.relation(*pair) == "exact") for key, ids in posts.items()
        for pair in itertools.combinations(ids, 2)), goal=1.0)


def samples(product: Product, data: table.Data, out: table.Table) -> None:
    folder = ROOT / "samples/news"
    texts = {record["id"]: record["text"] for record in table.read_records(folder / "articles.jsonl")}
    truth = {(row["a"], row["b"]): row["relation"] for row in table.read_records(folder / "truth.jsonl")}
    group = metrics.connected(truth)
    scan = product.scan(folder / "articles.jsonl", *TEXT)
    pairs = [(group.get(a, a), a, b) for a, b in itertools.combinations(sorted(texts), 2)]
    out.add_all("pairs", "samples/news", "overlap or stronger against truth", metrics.rates(
        (g, scan.relation(a, b) in OVERLAP, truth.get((a, b)) in OVERLAP) for g, a, b in pairs))
    add_thresholds(out, "pairs", "samples/news", "overlap or stronger against truth",
                   [(g, a, b, truth.get((a, b)) in OVERLAP) for g, a, b in pairs], texts)
    out.add("pairs", "samples/news", "pairs with a relation that have the right one", metrics.share(
        (g, scan.relation(a, b) == truth.get((a, b), "none")) for g, a, b in pairs
        if truth.get((a, b), "none") != "none" or scan.relation(a, b) != "none"))


MEASURES = {"helsinki": helsinki, "newsgroups": newsgroups, "samples": samples}


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--set", choices=tuple(MEASURES), action="append")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--halves", action="store_true", help="compare incremental queries with a scan of both halves")
    options = parser.parse_args()
    names = options.set or tuple(MEASURES)
    measures = {name: MEASURES[name] for name in names}
    if options.list and "helsinki" in names:
        measures["labels of helsinki"] = list_helsinki
    for name in ("helsinki", "newsgroups") if options.halves else ():
        if name in names:
            measures[f"halves of {name}"] = functools.partial(all_halves, name=name)
    return table.show(measures, options)


if __name__ == "__main__":
    sys.exit(main())
