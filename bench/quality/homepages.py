#!/usr/bin/env python3
"""Stories among the teasers of one home page, links hidden.

usage: homepages.py [--command PATH] [--keep DIR] [--sample N] [--seed S] [--curve] [--band LOW HIGH]

Unpacks homepages-2016-11.warc.gz from COPYDESK_DATA with warcio (pip install warcio==1.7.4) into HTML pages without link
targets, runs `copydesk blocks` on each page, and looks at the pairs of teasers that tell one story (same_story >= 0.5).

Truth: homepages-2016-11.links.tsv lists links that a page shows under several headlines; each pair of headlines of one
link is one story. A teaser is found by its headline, which may be the beginning of the link's text or stand in it.
Links with more than four headlines on one page are left out: they lead to a page of many
stories. Pairs with equal headlines are left out on both sides: they need no reading. A reported pair whose teasers have, in the
page with its targets, one link is right by itself; of the rest --sample prints pairs for reading.
--curve prints, for thresholds from 0.2 to 0.95, how many pairs are reported, how many of them have one link, and how many of
the pairs of one link are found; --band keeps the sample to a band of scores, so that precision can be read band by band.
"""
import argparse
import collections
import csv
import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_HEADLINES = 4
TARGET = re.compile(rb"""(<a\b[^>]*?)\shref\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def unpack(archive: pathlib.Path, folder: pathlib.Path) -> list[tuple[str, str, pathlib.Path, pathlib.Path]]:
    """Pages as (address, date, file without targets, file with targets)."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        sys.exit("warcio is missing: pip install warcio==1.7.4")
    pages = []
    with archive.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "resource"):
                continue
            address = record.rec_headers.get_header("WARC-Target-URI")
            date = record.rec_headers.get_header("WARC-Date")
            html = record.content_stream().read()
            name = f"{len(pages):02d}.html"
            for kind, content in (("hidden", TARGET.sub(rb"\1", html)), ("linked", html)):
                (folder / kind).mkdir(exist_ok=True)
                (folder / kind / name).write_bytes(content)
            pages.append((address, date, folder / "hidden" / name, folder / "linked" / name))
    return pages


def run(command: str, page: pathlib.Path, kind: str) -> list[dict]:
    result = subprocess.run([command, "blocks", "-q", "--json", kind, str(page)], capture_output=True, check=True)
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default=str(ROOT / "build/release/copydesk"))
    parser.add_argument("--keep", type=pathlib.Path, help="keep the unpacked pages in this folder")
    parser.add_argument("--sample", type=int, default=0, help="print so many reported pairs of different links")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", type=int, default=0, help="print so many pairs of one link that were not found")
    parser.add_argument("--curve", action="store_true", help="print found and reported pairs by threshold")
    parser.add_argument("--band", type=float, nargs=2, default=(0.5, 1.01), metavar=("LOW", "HIGH"),
                        help="scores of the pairs that --sample prints")
    options = parser.parse_args()
    data = os.environ.get("COPYDESK_DATA")
    if not data:
        sys.exit("set COPYDESK_DATA to the folder of homepages-2016-11.warc.gz")
    with (pathlib.Path(data) / "homepages-2016-11.links.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    headlines = collections.defaultdict(lambda: collections.defaultdict(set))
    for row in rows:
        headlines[row["page"], row["date"]][row["href"]].add(row["headline"])

    totals = collections.Counter()
    pairs_to_read = []
    missed = []
    reported_scores = []  # (score, whether both have one link)
    truth_scores = []  # of the pairs of one link that are both teasers
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(exist_ok=True)
        for address, date, hidden, linked in unpack(pathlib.Path(data) / "homepages-2016-11.warc.gz", folder):
            blocks = {b["block"]: b for b in run(options.command, hidden, "blocks") if b["role"] != "furniture"}
            links = {b["block"]: (b["title"], b.get("link")) for b in run(options.command, linked, "blocks")}
            totals["pages"] += 1
            totals["teasers"] += sum(b["role"] == "teaser" for b in blocks.values())
            found = collections.defaultdict(float)  # the best score of two titles
            for match in run(options.command, hidden, "matches"):
                score = match.get("same_story", 0)
                a, b = match["a"]["block"], match["b"]["block"]
                titles = [key(blocks[name]["title"] or "") for name in (a, b)]
                if titles[0] == titles[1]:
                    continue
                found[frozenset(titles)] = max(found[frozenset(titles)], score)
                totals["reported"] += score >= 0.5
                known = [links.get(name, (None, None)) for name in (a, b)]
                same_page = all(blocks[name]["title"] == link[0] for name, link in zip((a, b), known))
                one_link = bool(same_page and known[0][1] and known[0][1] == known[1][1])
                reported_scores.append((score, one_link))
                totals["one link"] += one_link and score >= 0.5
                if not one_link and options.band[0] <= score < options.band[1]:
                    texts = [blocks[name]["title"] for name in (a, b)]
                    pairs_to_read.append((score, address, *texts, [t[0] for t in match.get("terms", [])]))
            shown = {key(b["title"] or "") for b in blocks.values()}
            for names in headlines[address, date].values():
                if len(names) > MOST_HEADLINES:
                    totals["hubs"] += 1
                    continue
                places = {name: {t for t in shown if t and (t == key(name) or (len(t) >= 12 and t in key(name)))}
                          for name in names}
                for one, other in itertools.combinations(sorted(names), 2):
                    pairs = [(x, y) for x in places[one] for y in places[other] if x != y]
                    if key(one) == key(other) or (places[one] and places[one] == places[other]):
                        totals["of one teaser"] += 1
                        continue
                    totals["pairs"] += 1
                    totals["split"] += bool(pairs)
                    best = max((found.get(frozenset(pair), 0.0) for pair in pairs), default=0.0)
                    right = best >= 0.5
                    if pairs:
                        truth_scores.append(best)
                    totals["found"] += right
                    if pairs and not right:
                        missed.append((address, *pairs[0]))
    reported = totals["reported"]
    print(f"{totals['pages']} pages, {totals['teasers']} teasers")
    print(f"pairs of different headlines of one link: {totals['pairs']}; both a teaser: {totals['split']}; "
          f"found as one story: {totals['found']} ({totals['found'] / max(1, totals['pairs']):.3f} of all, "
          f"{totals['found'] / max(1, totals['split']):.3f} of those that are teasers)")
    print(f"(left out: {totals['of one teaser']} pairs that are one teaser or one headline; {totals['hubs']} links with more "
          f"than {MOST_HEADLINES} headlines)")
    print(f"reported pairs: {reported}; of one link: {totals['one link']} ({totals['one link'] / max(1, reported):.3f})")
    if options.curve:
        print("threshold  found  of teasers  reported  of one link")
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            given = [one_link for score, one_link in reported_scores if score >= threshold]
            right = sum(score >= threshold for score in truth_scores)
            print(f"{threshold:9.2f} {right:6} {right / max(1, len(truth_scores)):11.3f} {len(given):9} {sum(given):12}")
    for score, address, one, other, terms in random.Random(options.seed).sample(
            sorted(pairs_to_read), min(options.sample, len(pairs_to_read))):
        print(f"{score:.3f} {address}\n  {one}\n  {other}\n  {' '.join(terms)}")
    for address, one, other in random.Random(options.seed).sample(missed, min(options.missed, len(missed))):
        print(f"missed {address}\n  {one}\n  {other}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
