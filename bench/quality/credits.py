#!/usr/bin/env python3
"""Measures how well credits of agencies are found in articles, on beginnings and ends that were read and labelled.

    COPYDESK_DATA=DIR bench/quality/credits.py [--finder PROGRAM] [--half dev|held-out] [--list] [--read] [--newsgroups]

DIR holds helsinki.jsonl.gz, stories-2016-11.warc.gz and newsgroups.jsonl.gz; PROGRAM is bench/quality/credit_finder, built.
Drawn by chance: 140 articles and 60 pages whose main text had at least 400 bytes. Of each, the first 400 bytes and the
last 600 were read before the finder was run; credit_labels.tsv, beside this script, has what they credit: kind:agency, an
empty agency for "agencies". Every second of the drawn is held out: rules were changed by looking at the others only. What was
drawn stays drawn when another main text of a page is found; where there is none, what it credits is missed. A
credit that was found counts where its range begins in the beginning, or ends in the end; of each kind and agency once.
A text credit of another kind than the labelled one is right by agency and wrong by kind; figures are of both.
--list adds the differences, --read prints what was drawn, --newsgroups the credits found in 19,997 posts, which have
few. Needs Python only.
"""
import collections
import gzip
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import table

ROOT = pathlib.Path(__file__).resolve().parents[2]
FINDER = ROOT / "build/release/bench/quality/credit_finder"
LABELS = pathlib.Path(__file__).with_name("credit_labels.tsv")
HEAD, TAIL = 400, 600
TEXT_KINDS = ("dateline", "byline", "trailing", "contribution", "copyright")
KINDS = TEXT_KINDS + ("photo", "mention")


def unpack(archive: pathlib.Path, folder: pathlib.Path) -> list:
    """The pages of an archive as files named by their number."""
    data = gzip.decompress(archive.read_bytes())
    files = []
    at = 0
    while (at := data.find(b"WARC/1.0\r\n", at)) >= 0:
        end = data.index(b"\r\n\r\n", at)
        header = data[at:end].decode("latin-1").lower()
        length = next(int(line.split(":")[1]) for line in header.splitlines() if line.startswith("content-length:"))
        content = data[end + 4:end + 4 + length]
        at = end + 4 + length
        if "warc-type: response" in header:
            files.append(folder / f"{len(files):03}.html")
            files[-1].write_bytes(content[content.index(b"\r\n\r\n") + 4:])
    return files


def find(finder: str, inputs: list) -> list:
    output = subprocess.run([finder, str(HEAD), str(TAIL), *map(str, inputs)], check=True, capture_output=True).stdout
    return [json.loads(line) for line in output.decode("utf-8", errors="replace").splitlines()]


def articles(finder: str, data: table.Data) -> dict:
    """{id: article} of the main texts of both collections."""
    found = {f"helsinki/{row['id']}": row for row in find(finder, [data.file("helsinki.jsonl.gz")]) if row["block"] == "0"}
    with tempfile.TemporaryDirectory() as folder:
        for row in find(finder, unpack(data.file("stories-2016-11.warc.gz"), pathlib.Path(folder))):
            if row["block"] == "0":
                found[f"stories/{pathlib.Path(row['id']).stem}"] = row
    return found


def read_labels() -> dict:
    """{(id, place): {(kind, agency)}}, in the order in which articles were drawn."""
    labels = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]:
        name, place, *said = line.split("\t")
        labels[name, place] = {tuple(pair.split(":")) for pair in "".join(said).split("|") if pair}
    return labels


def found_in(row: dict, place: str) -> set:
    """(kind, agency) of what the finder says of one place."""
    said = set()
    for credit in row["credits"]:
        in_head = credit["begin"] < HEAD
        in_tail = credit["end"] > row["bytes"] - TAIL and not in_head
        if in_head if place == "beginning" else in_tail:
            said.add((credit["kind"], credit["agency"]))
    return said


def wilson(right: int, of: int, z: float = 1.96) -> str:
    """The share with Wilson's 95 % interval."""
    if of == 0:
        return f"{'-':>5} of   0"
    p = right / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{p:.3f} [{middle - half:.3f}, {middle + half:.3f}] of {of}"


def as_credit(pairs: set) -> set:
    return {agency for kind, agency in pairs if kind in TEXT_KINDS}


def measure(cases: list, show) -> None:
    """`cases`: (said, true), each a set of (kind, agency)."""
    for kind in KINDS:
        said = sum(1 for s, _ in cases for k, _ in s if k == kind)
        true = sum(1 for _, t in cases for k, _ in t if k == kind)
        both = sum(1 for s, t in cases for pair in s & t if pair[0] == kind)
        show(f"{kind:<22} precision {wilson(both, said):<32} recall {wilson(both, true)}")
    said = sum(len(as_credit(s)) for s, _ in cases)
    true = sum(len(as_credit(t)) for _, t in cases)
    both = sum(len(as_credit(s) & as_credit(t)) for s, t in cases)
    show(f"{'any credit of the text':<22} precision {wilson(both, said):<32} recall {wilson(both, true)}")
    others = [(agency, s, t) for s, t in cases for kind, agency in t if kind not in TEXT_KINDS]
    taken = sum(1 for agency, s, t in others if agency in as_credit(s) - as_credit(t))
    show(f"photos and mentions taken for credits of the text: {taken} of {len(others)}")


def newsgroups(finder: str, data: table.Data) -> None:
    kinds = collections.Counter()
    posts = 0
    for row in find(finder, [data.file("newsgroups.jsonl.gz")]):
        posts += row["block"] == "0"
        for credit in row["credits"]:
            kinds[credit["kind"]] += 1
            if credit["kind"] in TEXT_KINDS:
                print(f"  {row['id']} {credit['kind']} {credit['agency']}: {credit['text']!r}")
    print(f"newsgroups: {posts} posts", dict(kinds))


def main() -> int:
    options = table.parser(__doc__)
    options.add_argument("--finder", default=str(FINDER), help="the built bench/quality/credit_finder")
    options.add_argument("--half", choices=("dev", "held-out"), help="only one half of the labels")
    options.add_argument("--list", action="store_true", help="also the labels that were not met")
    options.add_argument("--read", action="store_true", help="print what was drawn")
    options.add_argument("--newsgroups", action="store_true", help="credits found in newsgroup posts")
    options = options.parse_args()
    data = table.Data()
    try:
        if options.newsgroups:
            newsgroups(options.finder, data)
            return 0
        found = articles(options.finder, data)
    except (table.Absent, FileNotFoundError) as absent:
        print(f"credits: skipped, {absent}")
        return 0
    labels = read_labels()
    drawn = list(dict.fromkeys(name for name, _ in labels))
    empty = {"bytes": 0, "credits": [], "head": "", "tail": ""}
    for name in drawn:
        if name not in found:
            print(f"  {name}: no main text")
        found.setdefault(name, empty)
    if options.read:
        for number, name in enumerate(drawn):
            print(f"#{number} {name}\n> {found[name]['head']}\n< {found[name]['tail']}")
        return 0
    halves = {"dev": drawn[::2], "held-out": drawn[1::2]}
    for half, names in halves.items():
        if options.half and half != options.half:
            continue
        cases = [(name, place, found_in(found[name], place), labels[name, place])
                 for name in names for place in ("beginning", "end")]
        print(f"== credits: {half}, {len(names)} articles")
        measure([(said, true) for _, _, said, true in cases], print)
        if options.list:
            for name, place, said, true in cases:
                if said != true:
                    print(f"  {name} {place}: missed {sorted(true - said)} wrong {sorted(said - true)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
