#!/usr/bin/env python3
"""Measures `copydesk scan` on labelled collections of news reprints and of newsgroup posts.

    COPYDESK_DATA=DIR bench/quality/reprints.py [--copydesk build/release/copydesk] [--set helsinki|newsgroups] [--list]

DIR holds helsinki.jsonl.gz with helsinki.pairs.tsv (every pair with a 5-word-shingle containment of 0.3 or more, by
brute force) and helsinki.labels.tsv (pairs read and labelled), and newsgroups.jsonl.gz (posts with a message_id).
Prints one figure a line; --list adds every labelled pair on which copydesk and the label differ. Needs Python only.
"""
import argparse
import collections
import gzip
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

STRONG = ("exact", "near", "contains")
OVERLAP = STRONG + ("overlap",)
TEXT = ("--relations", "exact,near,contains,overlap,quote")  # stories have figures of their own: stories.py
COPY = ("reprint", "partial", "roundup")
CAPS = ("stop_postings", "incomplete_buckets", "large_copy_groups", "stop_terms", "bounded_stories")


def scan(copydesk: str, collection: pathlib.Path, *options: str):
    """Runs a scan; returns matches by (a, b), a < b, and the summary."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([copydesk, "scan", str(collection), "-q", "-o", folder, "--force", *TEXT, *options], check=True)
        matches = {}
        with open(f"{folder}/matches.jsonl", encoding="utf-8") as lines:
            for line in lines:
                match = json.loads(line)
                matches[match["a"]["document"], match["b"]["document"]] = match
        with open(f"{folder}/summary.json", encoding="utf-8") as summary:
            return matches, json.load(summary)


def halves(copydesk: str, collection: pathlib.Path, name: str, query_options: tuple, scan_options: tuple,
           learn: bool = False) -> None:
    """Adds every other record to a store, queries it with the rest, and compares with a scan of all.

    With `learn` the store learns a model from its half, which serves queries and scan.
    """
    with gzip.open(collection, "rt", encoding="utf-8") as lines:
        records = lines.read().splitlines()
    stored = {json.loads(record)["id"] for record in records[::2]}
    with tempfile.TemporaryDirectory() as folder:
        for file, part in (("stored.jsonl", records[::2]), ("asked.jsonl", records[1::2])):
            pathlib.Path(folder, file).write_text("\n".join(part) + "\n", encoding="utf-8")
        subprocess.run([copydesk, "add", "-q", "--store", f"{folder}/store", f"{folder}/stored.jsonl"], check=True)
        if learn:
            subprocess.run([copydesk, "store", "learn", "-q", "--store", f"{folder}/store"], check=True)
            scan_options += ("--model", f"{folder}/store")
        asked = subprocess.run([copydesk, "query", "-q", "--store", f"{folder}/store", f"{folder}/asked.jsonl",
                                *query_options], check=True, capture_output=True, text=True).stdout.splitlines()
        subprocess.run([copydesk, "scan", "-q", str(collection), "-o", f"{folder}/scan", *scan_options], check=True)
        scanned = pathlib.Path(folder, "scan/matches.jsonl").read_text(encoding="utf-8").splitlines()
        summary = json.loads(pathlib.Path(folder, "scan/summary.json").read_text(encoding="utf-8"))

    def crosses(line: str) -> bool:
        match = json.loads(line)
        return (match["a"]["document"] in stored) != (match["b"]["document"] in stored)

    between = [line for line in scanned if crosses(line)]
    verdict = "the same lines" if sorted(asked) == sorted(between) else "DIFFERENT"
    acted = [f"{cap} {summary[cap]}" for cap in CAPS if summary.get(cap, 0) > 0]
    if sorted(asked) != sorted(between):
        verdict += f" in {len(set(asked) ^ set(between))} lines"
    print(f"add one half, query with the other, {name}: {len(asked)} matches; in a scan of both: {len(between)}; "
          f"{verdict}; " + ("caps that acted: " + ", ".join(acted) if acted else "no cap acted"))


def read_table(path: pathlib.Path):
    with open(path, encoding="utf-8") as lines:
        header = next(lines).rstrip("\n").split("\t")
        return [dict(zip(header, line.rstrip("\n").split("\t"))) for line in lines]


def figure(name: str, part: int, whole: int, note: str = "") -> None:
    share = part / whole if whole else float("nan")
    print(f"{name:<64} {part:>6} of {whole:<6} {share:.4f} {note}".rstrip())


def print_run(summary: dict) -> None:
    pairs = sum(summary["matches"].values())
    print("matches: " + ", ".join(f"{name} {count}" for name, count in summary["matches"].items()))
    print("seconds: " + ", ".join(f"{name} {value:.2f}" for name, value in summary["seconds"].items()))
    print(f"peak memory: {summary['peak_memory_bytes'] / 1e6:.0f} MB")
    print(f"candidates: {summary['candidates'] / summary['documents']:.2f} a document, "
          f"{summary['candidates'] / max(pairs, 1):.2f} a match; verified pairs: "
          f"{summary['verified'] / summary['documents']:.2f} a document; "
          f"stop postings {summary['stop_postings']}, incomplete buckets {summary['incomplete_buckets']}")


def relation(matches: dict, a: str, b: str) -> str:
    match = matches.get((min(a, b), max(a, b)))
    return match["relation"] if match else "none"


def helsinki(arguments, data: pathlib.Path) -> None:
    print("== helsinki")
    matches, summary = scan(arguments.copydesk, data / "helsinki.jsonl.gz", "--published-field", "none",
                            "--seen-field", "published")
    print_run(summary)
    halves(arguments.copydesk, data / "helsinki.jsonl.gz", "text relations", TEXT, TEXT + ("--model", "none"))
    halves(arguments.copydesk, data / "helsinki.jsonl.gz", "with stories", (), ("--model", "none"))
    halves(arguments.copydesk, data / "helsinki.jsonl.gz", "with stories and a learned model", (), (), learn=True)
    containment = {}
    for row in read_table(data / "helsinki.pairs.tsv"):
        containment[min(row["a"], row["b"]), max(row["a"], row["b"])] = float(row["containment"])
    high = [pair for pair, value in containment.items() if value >= 0.55]
    figure("pairs of containment >= 0.55 with a text relation", sum(pair in matches for pair in high), len(high))
    strong = [pair for pair, match in matches.items() if match["relation"] in STRONG]
    backed = [pair for pair in strong if containment.get(pair, 0) >= 0.4]
    figure("exact, near or contains with containment >= 0.4", len(backed), len(strong))
    if arguments.list:
        for pair in sorted(set(strong) - set(backed)):
            match = matches[pair]
            print(f"  {pair[0]} {pair[1]} {match['relation']} containment {containment.get(pair, 0)} "
                  f"share {match['share']} shared {match['shared_tokens']} quoted {match['quoted']}")

    labels = read_table(data / "helsinki.labels.tsv")
    found = [(row, relation(matches, row["a"], row["b"])) for row in labels]
    table = collections.Counter((row["label"], name) for row, name in found)
    names = ("exact", "near", "contains", "overlap", "quote", "none")
    print(f"{'label':<12}" + "".join(f"{name:>10}" for name in names))
    for label in ("reprint", "partial", "roundup", "quotation", "caption", "none"):
        print(f"{label:<12}" + "".join(f"{table[label, name]:>10}" for name in names))

    def count(labels_wanted, relations_wanted):
        return sum(row["label"] in labels_wanted and name in relations_wanted for row, name in found)

    everything = ("reprint", "partial", "roundup", "quotation", "caption", "none")
    figure("reprints that are exact, near or contains", count(("reprint",), STRONG), count(("reprint",), names))
    figure("copies that are overlap or stronger (recall)", count(COPY, OVERLAP), count(COPY, names))
    figure("overlap or stronger that are copies (precision)", count(COPY, OVERLAP), count(everything, OVERLAP))
    figure("exact, near or contains that are copies", count(COPY, STRONG), count(everything, STRONG))
    other = ("quotation", "caption", "none")
    figure("quotation, caption, none kept out of overlap and stronger", count(other, ("quote", "none")),
           count(other, names))
    if arguments.list:
        for row, name in found:
            expected = STRONG if row["label"] == "reprint" else OVERLAP if row["label"] in COPY else ("quote", "none")
            if name not in expected:
                match = matches.get((min(row["a"], row["b"]), max(row["a"], row["b"])), {})
                print(f"  {row['a']} {row['b']} {row['label']}: {name}, shared {match.get('shared_tokens', 0)}, "
                      f"quoted {match.get('quoted', 0)}, share {match.get('share')}")


def newsgroups(arguments, data: pathlib.Path) -> None:
    print("== newsgroups")
    collection = data / "newsgroups.jsonl.gz"
    posts = collections.defaultdict(list)
    with gzip.open(collection, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            posts[post["message_id"]].append((post["id"], post["text"]))
    matches, summary = scan(arguments.copydesk, collection)
    print_run(summary)
    equal = [(a, b) for group in posts.values() for (a, x), (b, y) in itertools.combinations(sorted(group), 2)
             if x == y and any(c.isalnum() for c in x)]
    exact = [pair for pair in equal if relation(matches, *pair) == "exact"]
    halves(arguments.copydesk, collection, "text relations", TEXT, TEXT)
    halves(arguments.copydesk, collection, "with stories and a learned model", (), (), learn=True)
    figure("pairs of one message_id and equal bodies that are exact", len(exact), len(equal))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--copydesk", default=str(root / "build/release/copydesk"))
    parser.add_argument("--set", choices=("helsinki", "newsgroups"), action="append")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    if "COPYDESK_DATA" not in os.environ:
        sys.exit("COPYDESK_DATA is not set: it names the folder with the labelled collections")
    data = pathlib.Path(os.environ["COPYDESK_DATA"])
    for name in arguments.set or ("helsinki", "newsgroups"):
        {"helsinki": helsinki, "newsgroups": newsgroups}[name](arguments, data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
