#!/usr/bin/env python3
"""Measures what `copydesk scan` sets aside as furniture.

    COPYDESK_DATA=DIR bench/quality/furniture.py [--copydesk COMMAND] [--long] [--sample N]

DIR holds helsinki.jsonl.gz, news articles with their outlets. How much of the text is set aside, and how much of it in
passages of 12 words and more that another outlet prints too, which are wire copy by mistake or notices of one publisher;
and what happens to story text when every article stands in five updates, each with a tenth of its paragraphs replaced:
what is set aside there beyond what was set aside before is story text taken for furniture. Beside it, the same for the
rule "in at least three documents of the source". --long and --sample show passages of 15 words and more, and others at
random, for reading. Needs Python only.
"""
import collections
import functools
import random
import sys

import metrics
import table
from product import Product

NAME = "helsinki"
LONG = 15
PROSE = 12  # words: what is shorter may stand anywhere
OPTIONS = ("--unit", "document", "--relations", "exact,near", "--evidence", "none")


def scan(product: Product, records: list) -> tuple:
    """Listed passages, and by document the texts of what was set aside."""
    found = product.scan_records(records, *OPTIONS)
    texts = {record["id"]: record["text"].encode() for record in records}
    aside = collections.defaultdict(list)
    for block in found.blocks:
        for begin, end in block.get("set_aside", []):
            aside[block["document"]].append(texts[block["document"]][begin:end].decode(errors="replace"))
    return found.furniture, aside


def lines_of(record: dict) -> list:
    return [line for line in record["text"].splitlines() if line.strip()]


def updates(record: dict, chance: random.Random, others: list) -> list:
    """Five versions; each takes a tenth of its paragraphs, one at least, from articles of other outlets."""
    paragraphs = lines_of(record)
    versions = []
    for number in range(5):
        for _ in range(max(1, len(paragraphs) // 10)):
            paragraphs[chance.randrange(len(paragraphs))] = chance.choice(others)
        versions.append({"id": f"{record['id']}-{number}", "source": record["source"], "text": "\n".join(paragraphs)})
    return versions


def frequent(records: list) -> dict:
    """By document, the paragraphs that at least three documents of its source have."""
    documents = collections.Counter((record["source"], line) for record in records for line in set(lines_of(record)))
    return {record["id"]: [line for line in lines_of(record) if documents[record["source"], line] >= 3]
            for record in records}


def size(texts) -> int:
    return sum(len(text.encode()) for text in texts)


def part(records: list, aside: dict, counts=lambda source, text: True) -> metrics.Figure:
    """The share of the text, in bytes, that was set aside and counts; by source."""
    sums = collections.defaultdict(lambda: (0, 0))
    for record in records:
        source = record["source"]
        taken = size(text for text in aside.get(record["id"], ()) if counts(source, text))
        sums[source] = sums[source][0] + taken, sums[source][1] + size([record["text"]])
    return metrics.of_sums(sums, metrics.ratio, f"of {sum(whole for _, whole in sums.values()) / 1e6:.2f} MB")


def measure(product: Product, data: table.Data, out: table.Table) -> None:
    records = data.records("helsinki.jsonl.gz")
    passages, aside = scan(product, records)
    printed = collections.defaultdict(set)
    for record in records:
        for line in lines_of(record):
            printed[" ".join(line.split())].add(record["source"])
    out.add("furniture", NAME, "text set aside", part(records, aside))
    out.add("furniture", NAME, f"set aside in {PROSE} words and more that others print", part(
        records, aside, lambda source, text: len(text.split()) >= PROSE and any(
            printed.get(" ".join(line.split()), set()) - {source} for line in text.splitlines())))
    out.add("furniture", NAME, "set aside by the rule of three documents", part(records, frequent(records)))

    chance = random.Random(2)
    others = [line for record in records for line in record["text"].splitlines() if len(line.split()) >= LONG]
    versions = [version for record in records for version in updates(record, chance, others)]
    known = {(passage["source"], passage["text"]) for passage in passages}

    def mistaken(source: str, text: str) -> bool:
        return (source, text[:400]) not in known and len(text.split()) >= PROSE

    _, updated = scan(product, versions)
    what = f"story text of {PROSE} words and more, in five updates"
    out.add("furniture", NAME, f"{what}: set aside", part(versions, updated, mistaken), goal=0.001, at_most=True)
    out.add("furniture", NAME, f"{what}: by three documents", part(versions, frequent(versions), mistaken))


def show(product: Product, data: table.Data, out: table.Table, options) -> None:
    """Passages for reading."""
    passages, _ = scan(product, data.records("helsinki.jsonl.gz"))
    long = [passage for passage in passages if passage["words"] >= LONG]
    short = [passage for passage in passages if passage["words"] < LONG]
    out.show(f"{len(passages)} passages, {len(long)} of {LONG} words and more")
    sample = random.Random(1).sample(short, min(options.sample, len(short)))
    for passage in (long if options.long else []) + sample:
        out.show(f"  {passage['source']}, {passage['documents']} documents: {passage['text'][:160]!r}")


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--long", action="store_true", help="show every passage of 15 words and more")
    parser.add_argument("--sample", type=int, default=0, help="show so many shorter ones")
    options = parser.parse_args()
    measures = {"furniture": measure, "passages": functools.partial(show, options=options)}
    return table.show(measures, options)


if __name__ == "__main__":
    sys.exit(main())
