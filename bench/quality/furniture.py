#!/usr/bin/env python3
"""Measures what `copydesk scan` sets aside as furniture.

    COPYDESK_DATA=DIR bench/quality/furniture.py [--copydesk build/release/copydesk] [--long] [--sample N]

DIR holds helsinki.jsonl.gz, news articles with their outlets. Prints how much of the text is set aside; the passages of
15 words and more (--long) and N others at random, to be read; and what happens to story text when every article stands
in five updates, each with a tenth of its paragraphs replaced: what is set aside there beyond what was set aside before
is story text taken for furniture. Beside it, the same for the rule "in at least three documents of the source". Needs
Python only.
"""
import argparse
import collections
import gzip
import json
import os
import pathlib
import random
import subprocess
import tempfile

LONG = 15


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copydesk", default="build/release/copydesk")
    parser.add_argument("--long", action="store_true", help="show every passage of 15 words and more")
    parser.add_argument("--sample", type=int, default=0, help="show so many shorter ones")
    arguments = parser.parse_args()
    data = os.environ.get("COPYDESK_DATA")
    path = pathlib.Path(data or "", "helsinki.jsonl.gz")
    if not data or not path.exists():
        raise SystemExit("set COPYDESK_DATA to the folder that holds helsinki.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    total = sum(len(record["text"].encode()) for record in records)
    passages, aside = scan(arguments.copydesk, records)
    print(f"{len(records)} articles: {len(passages)} passages, {size(aside) / total:.4f} of the text set aside; "
          f"in at least three documents of the source: {size(frequent(records)) / total:.4f}")
    long = [passage for passage in passages if passage["words"] >= LONG]
    print(f"passages of {LONG} words and more: {len(long)}")
    for passage in long if arguments.long else []:
        print(f"  {passage['source']}, {passage['documents']} documents: {passage['text'][:160]!r}")
    short = [passage for passage in passages if passage["words"] < LONG]
    for passage in random.Random(1).sample(short, min(arguments.sample, len(short))):
        print(f"  {passage['source']}, {passage['documents']} documents: {passage['text'][:100]!r}")

    chance = random.Random(2)
    others = [line for record in records for line in record["text"].splitlines() if len(line.split()) >= LONG]
    versions = [version for record in records for version in updates(record, chance, others)]
    total = sum(len(version["text"].encode()) for version in versions)
    known = {(passage["source"], passage["text"]) for passage in passages}
    source = {version["id"]: version["source"] for version in versions}

    def mistaken(by_document: dict) -> int:
        return sum(len(text.encode()) for document, texts in by_document.items() for text in texts
                   if (source[document], text[:400]) not in known and len(text.split()) >= 12)

    _, updated = scan(arguments.copydesk, versions)
    print(f"in five updates each: {size(updated) / total:.4f} set aside; story text by mistake, in passages of 12 words "
          f"and more: {mistaken(updated) / total:.5f}; in at least three documents: {mistaken(frequent(versions)) / total:.4f}")


if __name__ == "__main__":
    main()
