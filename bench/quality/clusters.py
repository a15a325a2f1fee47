#!/usr/bin/env python3
"""Measures the duplicate clusters of `copydesk scan`: B-cubed and the adjusted Rand index against known copies.

    COPYDESK_DATA=DIR bench/quality/clusters.py [--copydesk COMMAND]

samples/news: articles that its truth file joins by `exact` and by `near` that is no template. DIR/newsgroups.jsonl.gz:
posts of one message_id with equal bodies, among the posts that occur so more than once. Stories: stories.py. Needs Python
only.
"""
import sys

import metrics
import table
from product import Product, ROOT
from reprints import TEXT, repeated_posts


def samples(product: Product, data: table.Data, out: table.Table) -> None:
    folder = ROOT / "samples/news"
    copies = metrics.connected((row["a"], row["b"]) for row in table.read_records(folder / "truth.jsonl")
                               if row["relation"] in ("exact", "near") and not row.get("template"))
    label = {record["id"]: copies.get(record["id"], record["id"])
             for record in table.read_records(folder / "articles.jsonl")}
    scan = product.scan(folder / "articles.jsonl", *TEXT)
    out.add_all("clusters", "samples/news, copies", "", metrics.clusterings(label, scan.duplicates, label))


def newsgroups(product: Product, data: table.Data, out: table.Table) -> None:
    label = {name: ids[0] for ids in repeated_posts(data).values() for name in ids}
    scan = product.scan(data.file("newsgroups.jsonl.gz"), *TEXT)
    out.add_all("clusters", "newsgroups, copies", "", metrics.clusterings(label, scan.duplicates, label))


MEASURES = {"copies in samples/news": samples, "copies in newsgroups": newsgroups}


def main() -> int:
    options = table.parser(__doc__).parse_args()
    return table.show(MEASURES, options)


if __name__ == "__main__":
    sys.exit(main())
