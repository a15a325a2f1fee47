#!/usr/bin/env python3
"""Measures what `copydesk scan` sets aside as furniture.

    COPYDESK_DATA=DIR bench/quality/furniture.py [--copydesk build/release/copydesk] [--unread]

DIR holds helsinki.jsonl.gz, news articles with their outlets. Prints how much of the text is set aside, and how much of
that is story text: first of the articles as they are, then when every article stands in five updates, each with a tenth
of its paragraphs replaced. What was set aside was read; furniture_verdicts.tsv, beside this script, has a verdict for
the hash of each passage. Passages without one count as story text, and --unread lists them. Beside it, the same for the
rule "in at least three documents of the source", where what was not set aside by copydesk counts. Needs Python only.
"""
import argparse
import collections
import gzip
import hashlib
import json
import os
import pathlib
import random
import subprocess
import tempfile

LONG = 15
VERDICTS = pathlib.Path(__file__).with_name("furniture_verdicts.tsv")


def key(source: str, text: str) -> str:
    """What a passage is known by among the verdicts: a hash, for the texts are not ours to print."""
    return hashlib.sha256(f"{source}\t{' '.join(text.split())}".encode()).hexdigest()[:16]


def read_verdicts() -> dict:
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)


def scan(copydesk: str, records: list):
    """Listed passages, and by document the number of bytes set aside and the texts of what was."""
    with tempfile.TemporaryDirectory() as folder:
        collection = pathlib.Path(folder, "records.jsonl")
        collection.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        found = pathlib.Path(folder, "found")
        subprocess.run([copydesk, "scan", "-q", "--unit", "document", "--relations", "exact,near", "--evidence", "none",
                        str(collection), "-o", str(found)], check=True)
        passages = [json.loads(line) for line in (found / "furniture.jsonl").read_text(encoding="utf-8").splitlines()]
        texts = {record["id"]: record["text"].encode() for record in records}
        aside = collections.defaultdict(list)
        for line in (found / "blocks.jsonl").read_text(encoding="utf-8").splitlines():
            block = json.loads(line)
            for begin, end in block.get("set_aside", []):
                aside[block["document"]].append(texts[block["document"]][begin:end].decode(errors="replace"))
        return passages, aside


def updates(record: dict, chance: random.Random, others: list) -> list:
    """Five versions; each takes a tenth of its paragraphs, one at least, from articles of other outlets."""
    paragraphs = [line for line in record["text"].splitlines() if line.strip()]
    versions = []
    for number in range(5):
        for _ in range(max(1, len(paragraphs) // 10)):
            paragraphs[chance.randrange(len(paragraphs))] = chance.choice(others)
        versions.append({"id": f"{record['id']}-{number}", "source": record["source"], "text": "\n".join(paragraphs)})
    return versions


def frequent(records: list) -> dict:
    """By document, the paragraphs that at least three documents of its source have."""
    documents = collections.Counter()
    lines = {}
    for record in records:
        lines[record["id"]] = [line for line in record["text"].splitlines() if line.strip()]
        documents.update({(record["source"], line) for line in lines[record["id"]]})
    return {record["id"]: [line for line in lines[record["id"]] if documents[record["source"], line] >= 3]
            for record in records}


def size(aside: dict) -> int:
    return sum(len(text.encode()) for texts in aside.values() for text in texts)


def report(name: str, aside: dict, source: dict, total: int, verdicts: dict, show_unread: bool) -> None:
    mistaken = unread = 0
    passages = collections.Counter()
    for document, texts in aside.items():
        for text in texts:
            verdict = verdicts.get(key(source[document], text), "unread")
            if verdict == "unread":
                passages[source[document], text] += 1
            unread += len(text.encode()) * (verdict == "unread")
            mistaken += len(text.encode()) * (verdict != "furniture")
    print(f"{name}: {size(aside) / total:.4f} of the text set aside; story text {mistaken / total:.5f} of all "
          f"({unread / total:.5f} in {len(passages)} passages without a verdict)")
    for (outlet, text), count in sorted(passages.items()) if show_unread else []:
        print(f"  {key(outlet, text)} {outlet}, {count} times: {text[:160]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copydesk", default="build/release/copydesk")
    parser.add_argument("--unread", action="store_true", help="show the passages without a verdict")
    arguments = parser.parse_args()
    data = os.environ.get("COPYDESK_DATA")
    path = pathlib.Path(data or "", "helsinki.jsonl.gz")
    if not data or not path.exists():
        raise SystemExit("set COPYDESK_DATA to the folder that holds helsinki.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    verdicts = read_verdicts()
    total = sum(len(record["text"].encode()) for record in records)
    passages, aside = scan(arguments.copydesk, records)
    source = {record["id"]: record["source"] for record in records}
    print(f"{len(records)} articles: {len(passages)} passages are furniture, "
          f"{sum(passage['words'] >= LONG for passage in passages)} of them of {LONG} words and more")
    report("as they are", aside, source, total, verdicts, arguments.unread)
    print(f"  in at least three documents of the source: {size(frequent(records)) / total:.4f} set aside")

    chance = random.Random(2)
    others = [line for record in records for line in record["text"].splitlines() if len(line.split()) >= LONG]
    versions = [version for record in records for version in updates(record, chance, others)]
    total = sum(len(version["text"].encode()) for version in versions)
    source = {version["id"]: version["source"] for version in versions}
    _, updated = scan(arguments.copydesk, versions)
    report("in five updates each", updated, source, total, verdicts, arguments.unread)
    print(f"  in at least three documents of the source: {size(frequent(versions)) / total:.4f} set aside")


if __name__ == "__main__":
    main()
