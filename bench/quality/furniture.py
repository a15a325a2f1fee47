#!/usr/bin/env python3
"""Measures what `copydesk scan` sets aside as furniture.

    COPYDESK_DATA=DIR bench/quality/furniture.py [--copydesk COMMAND] [--unread]

DIR holds helsinki.jsonl.gz, news articles with their outlets. How much of the text is set aside, and how much of the text
is set aside by mistake: of the articles as they are, then when every article stands in five updates, each with a tenth of
its paragraphs replaced. What was set aside was read; furniture_verdicts.tsv, beside this script, has a verdict for the
hash of each passage, and a passage without one counts as story text, which --unread lists. Beside it, the rule "in at
least three documents of the source". Needs Python only.
"""
import collections
import functools
import hashlib
import pathlib
import random
import sys

import metrics
import table
from product import Product

NAME = "helsinki"
LONG = 15
VERDICTS = pathlib.Path(__file__).with_name("furniture_verdicts.tsv")
OPTIONS = ("--unit", "document", "--relations", "exact,near", "--evidence", "none")


def key(source: str, text: str) -> str:
    """What a passage is known by among the verdicts: a hash, for the texts are not ours to print."""
    return hashlib.sha256(f"{source}\t{' '.join(text.split())}".encode()).hexdigest()[:16]


def read_verdicts() -> dict:
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)


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


def all_updates(records: list) -> list:
    chance = random.Random(2)
    others = [line for record in records for line in record["text"].splitlines() if len(line.split()) >= LONG]
    return [version for record in records for version in updates(record, chance, others)]


def measure(product: Product, data: table.Data, out: table.Table) -> None:
    verdicts = read_verdicts()

    def is_mistaken(source: str, text: str) -> bool:
        return verdicts.get(key(source, text)) != "furniture"

    records = data.records("helsinki.jsonl.gz")
    for name, some in (("", records), (", in five updates", all_updates(records))):
        _, aside = scan(product, some)
        out.add("furniture", NAME, f"text set aside{name}", part(some, aside))
        out.add("furniture", NAME, f"story text set aside by mistake{name}", part(some, aside, is_mistaken), goal=0.001,
                at_most=True)
        out.add("furniture", NAME, f"text set aside by the rule of three documents{name}", part(some, frequent(some)))


def show(product: Product, data: table.Data, out: table.Table, options) -> None:
    """Passages without a verdict, for reading."""
    verdicts = read_verdicts()
    records = data.records("helsinki.jsonl.gz")
    for some in (records, all_updates(records)) if options.unread else ():
        source = {record["id"]: record["source"] for record in some}
        _, aside = scan(product, some)
        counts = collections.Counter((source[document], text) for document, texts in aside.items() for text in texts)
        unread = [(outlet, text, count) for (outlet, text), count in sorted(counts.items())
                  if key(outlet, text) not in verdicts]
        out.show(f"{len(unread)} passages without a verdict")
        for outlet, text, count in unread:
            out.show(f"  {key(outlet, text)} {outlet}, {count} times: {text[:160]!r}")


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--unread", action="store_true", help="show the passages without a verdict")
    options = parser.parse_args()
    measures = {"furniture": measure, "passages": functools.partial(show, options=options)}
    return table.show(measures, options)


if __name__ == "__main__":
    sys.exit(main())
