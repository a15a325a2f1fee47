#!/usr/bin/env python3
"""Stories among the teasers of one home page: by their words with the links hidden, and by links as well.

    COPYDESK_DATA=DIR bench/quality/homepages.py [--copydesk COMMAND] [--sample N] [--missed N] [--seed S]
                                                 [--band LOW HIGH] [--linked N]

Unpacks DIR/homepages-2016-11.warc.gz (with warcio: bench/requirements.txt) into HTML pages without link targets, runs
`copydesk blocks` on each, and looks at the pairs of teasers that tell one story. The pages with their targets are
measured twice besides, with --no-link-evidence, which must score pairs as if the targets were hidden, and without it:
then two teasers of one link are one story, and a link of at least two teasers is a repeated story, found when one
story holds a teaser of each of its headlines. All of them are also scanned together with the articles of
stories-2016-11.warc.gz: a teaser and the article that it leads to are one story.

Truth: homepages-2016-11.links.tsv lists links that a page shows under several headlines; each pair of headlines of one
link is one story. A teaser is found by its headline, which may be the beginning of the link's text or stand in it.
Links with more than four headlines on one page are left out: they lead to a page of many stories. Pairs with equal
headlines are left out on both sides: they need no reading. A reported pair whose teasers have, in the page with its
targets, one link is right by itself; --sample prints others, for reading, --band those of a band of scores, so that
precision can be read band by band; --missed prints pairs of one link that were not found; --linked prints pairs that
are one story by their link alone, with the link. docs/tuning.md has what reading gave.
"""
import collections
import csv
import functools
import itertools
import pathlib
import random
import re
import sys
import tempfile

import metrics
import table
from product import Product, STORY

NAME = "homepages"
MOST_HEADLINES = 4
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SHOWN = (0.5, 0.95)  # thresholds that have rows of their own
ARCHIVED = re.compile(r"^.*?/web/\d+[a-z_]*/")  # what an archive puts before the address that it shows
TARGET = re.compile(rb"""(<a\b[^>]*?)\shref\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)

# A reported pair of teasers: its score, whether both have one link, their page, headlines and shared terms, whether
# the link is evidence, and the link.
Reported = collections.namedtuple("Reported", "score one_link page titles terms evidence link")
# A pair of headlines of one link: its score (0: not reported), whether both are teasers, their page and headlines.
Linked = collections.namedtuple("Linked", "score teasers page titles")
# A link with several teasers, whether one story holds one of each headline, and its page.
Repeated = collections.namedtuple("Repeated", "found page")
# What was found in all pages.
Pages = collections.namedtuple("Pages", "reported linked repeated")


def key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def plain(address: str) -> str:
    """An address without what does not matter here: an archive's own, scheme, www, port, parameters."""
    return re.sub(r"^(https?:)?//(www\.)?", "", ARCHIVED.sub("", address)).split("?")[0].split("#")[0].replace(
        ":80/", "/").rstrip("/")


def records(archive: pathlib.Path):
    """Pages as (address, date, HTML)."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise table.Absent("warcio is missing (pip install -r bench/requirements.txt)") from None
    with archive.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type in ("response", "resource"):
                yield (record.rec_headers.get_header("WARC-Target-URI"), record.rec_headers.get_header("WARC-Date"),
                       record.content_stream().read())


def unpack(archive: pathlib.Path, folder: pathlib.Path):
    """Pages as (address, date, file without targets, file with targets)."""
    for number, (address, date, html) in enumerate(records(archive)):
        files = []
        for kind, content in (("hidden", TARGET.sub(rb"\1", html)), ("linked", html)):
            files.append(folder / f"{number:02}-{kind}.html")
            files[-1].write_bytes(content)
        yield (address, date, *files)


def reported_pairs(page: str, matches: list, blocks: dict, linked_blocks: list):
    """The pairs of one page with different headlines."""
    links = {b["block"]: (b["title"], b.get("link")) for b in linked_blocks}
    for match in matches:
        names = match["a"]["block"], match["b"]["block"]
        titles = [blocks[name]["title"] or "" for name in names]
        if key(titles[0]) == key(titles[1]):
            continue
        known = [links.get(name, (None, None)) for name in names]
        same_page = all(blocks[name]["title"] == link[0] for name, link in zip(names, known))
        one_link = bool(same_page and known[0][1] and known[0][1] == known[1][1])
        yield Reported(match.get("same_story", 0), one_link, page, titles, [term[0] for term in match.get("terms", [])],
                       "link" in match.get("evidence", []), known[0][1])


def places_of(blocks: dict, names) -> dict:
    """The teasers, by the key of their titles, that show each headline."""
    teasers = {key(block["title"] or "") for block in blocks.values()}
    return {name: {t for t in teasers if t and (t == key(name) or (len(t) >= 12 and t in key(name)))} for name in names}


def repeated_stories(page: str, found, blocks: dict, headlines: dict):
    """The links that several teasers of the page have under different headlines."""
    copies = {c["cluster"]: [m["block"] for m in c["members"]] for c in found.clusters if c["kind"] == "duplicate"}
    story_of = {block: cluster for cluster, members in copies.items() for block in members}  # copies are one story
    story_of |= {block: story["cluster"] for story in found.story_clusters for member in story["members"]
                 for block in (copies[member["cluster"]] if "cluster" in member else [member["block"]])}
    stories = collections.defaultdict(set)  # of a title
    for name, block in blocks.items():
        stories[key(block["title"] or "")].add(story_of.get(name))
    for names in headlines.values():
        titles = set().union(*places_of(blocks, names).values())
        if len(names) <= MOST_HEADLINES and len(titles) > 1:
            yield Repeated(bool(set.intersection(*(stories[title] for title in titles)) - {None}), page)


def linked_pairs(page: str, blocks: dict, headlines: dict, reported: list):
    """The pairs of different headlines of one link on one page."""
    scores = collections.defaultdict(float)
    for pair in reported:
        titles = frozenset(map(key, pair.titles))
        scores[titles] = max(scores[titles], pair.score)
    for names in headlines.values():
        if len(names) > MOST_HEADLINES:
            continue
        places = places_of(blocks, names)
        for one, other in itertools.combinations(sorted(names), 2):
            if key(one) == key(other) or (places[one] and places[one] == places[other]):
                continue  # one headline, or one teaser
            pairs = [frozenset((x, y)) for x in places[one] for y in places[other] if x != y]
            yield Linked(max((scores[pair] for pair in pairs), default=0.0), bool(pairs), page, (one, other))


@functools.cache
def read_pages(product: Product, archive: pathlib.Path, table_of_links: pathlib.Path) -> dict:
    """What was found, by what was looked at: "hidden", "text" (--no-link-evidence) and "links"."""
    headlines = collections.defaultdict(lambda: collections.defaultdict(set))
    with table_of_links.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            headlines[row["page"], row["date"]][row["href"]].add(row["headline"])
    pages = {way: Pages([], [], []) for way in ("hidden", "text", "links")}
    with tempfile.TemporaryDirectory() as folder:
        for address, date, hidden, with_targets in unpack(archive, pathlib.Path(folder)):
            page = f"{address} {date}"
            ways = {"hidden": product.page(hidden), "text": product.page(with_targets, "--no-link-evidence"),
                    "links": product.page(with_targets)}
            for way, found in ways.items():
                blocks = {b["block"]: b for b in found.blocks if b["role"] != "furniture"}
                here = list(reported_pairs(page, found.all_matches, blocks, ways["links"].blocks))
                pages[way].reported.extend(here)
                pages[way].linked.extend(linked_pairs(page, blocks, headlines[address, date], here))
                pages[way].repeated.extend(repeated_stories(page, found, blocks, headlines[address, date]))
    return pages


def pairs_of(product: Product, data: table.Data) -> dict:
    return read_pages(product, data.file("homepages-2016-11.warc.gz"), data.file("homepages-2016-11.links.tsv"))


def recall_of(linked: list, threshold: float):
    return metrics.share((pair.page, pair.score >= threshold) for pair in linked if pair.teasers)


def measure_links(pages: dict, out: table.Table) -> None:
    """The rows on the link as evidence."""
    scored = [{(pair.page, *pair.titles): pair.score for pair in pages[way].reported} for way in ("hidden", "text")]
    out.add("stories", NAME, "--no-link-evidence: scores as with the links hidden", metrics.share(
        (pair[0], scored[0].get(pair) == scored[1].get(pair)) for pair in sorted(scored[0].keys() | scored[1].keys())))
    evident = [pair for pair in pages["links"].reported if pair.evidence]
    out.add("stories", NAME, "with links: teasers of one link: recall", recall_of(pages["links"].linked, STORY))
    for way, what in (("text", "--no-link-evidence"), ("links", "with links")):
        out.add("stories", NAME, f"{what}: repeated stories found whole", metrics.share(
            (story.page, story.found) for story in pages[way].repeated))
    out.add("stories", NAME, "pairs of other headlines with the link as evidence: not told by words", metrics.share(
        (pair.page, (pair.page, *pair.titles) not in scored[1] or scored[1][pair.page, *pair.titles] < STORY)
        for pair in evident))


def told_together(product: Product, folder: pathlib.Path, articles: dict, *options: str) -> list:
    """(page, whether both are said to be one story) of each teaser and the article that it leads to."""
    found = product.scan(folder, *options)
    scores = {(match["a"]["document"], match["a"]["block"], match["b"]["document"], match["b"]["block"]):
              match.get("same_story", 0) for match in found.all_matches}
    main = {block["document"]: block["block"] for block in found.blocks if block["role"] == "main"}
    cases = []
    for block in found.blocks:
        article = articles.get(plain(block.get("link", ""))) if block["role"] == "teaser" else None
        if article is None or article not in main or article == block["document"]:
            continue
        one, other = (block["document"], block["block"]), (article, main[article])
        cases.append((block["document"], scores.get((*min(one, other), *max(one, other)), 0) >= STORY))
    return cases


def measure_articles(product: Product, data: table.Data, out: table.Table) -> None:
    """The rows on teasers and articles."""
    articles = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("homepages-2016-11", "stories-2016-11"):
            for number, (address, _, html) in enumerate(records(data.file(f"{name}.warc.gz"))):
                file = pathlib.Path(folder, f"{name}-{number:03}.html")
                file.write_bytes(html)
                articles.setdefault(plain(address), str(file))
        for options, what in ((("--no-link-evidence",), "--no-link-evidence"), ((), "with links")):
            out.add("stories", NAME, f"{what}: teaser and article of one link: recall", metrics.share(
                told_together(product, pathlib.Path(folder), articles, *options)))


def measure(product: Product, data: table.Data, out: table.Table) -> None:
    pages = pairs_of(product, data)
    reported, linked, _ = pages["hidden"]
    out.add("stories", NAME, "headlines of one link that are teasers", metrics.share(
        (pair.page, pair.teasers) for pair in linked))
    curve = []
    for threshold in THRESHOLDS:
        said = [pair for pair in reported if pair.score >= threshold]
        recall = recall_of(linked, threshold)
        curve.append((threshold, recall.value, metrics.ratio(sum(p.one_link for p in said), len(said)), len(said)))
        if threshold in SHOWN:
            out.add("stories", NAME, f"teasers of one link, same_story >= {threshold}: recall", recall)
    measure_links(pages, out)
    measure_articles(product, data, out)
    out.add_series("stories", "Teasers of one home page, by threshold of same_story",
                   ("threshold", "recall", "with one link", "reported"), curve)
    out.curves("homepages", "Teasers of one home page, by threshold of same_story", "threshold", "share",
               {"recall of pairs of one link": ([c[0] for c in curve], [c[1] for c in curve]),
                "reported pairs with one link (precision is higher)": ([c[0] for c in curve], [c[2] for c in curve])})


def show(product: Product, data: table.Data, out: table.Table, options) -> None:
    """Pairs for reading."""
    pages = pairs_of(product, data)
    reported, linked, _ = pages["hidden"]
    low, high = options.band
    to_read = sorted((pair for pair in reported if not pair.one_link and low <= pair.score < high),
                     key=lambda pair: (pair.score, pair.page, pair.titles))
    for pair in random.Random(options.seed).sample(to_read, min(options.sample, len(to_read))):
        out.show(f"{pair.score:.3f} {pair.page}\n  {pair.titles[0]}\n  {pair.titles[1]}\n  {' '.join(pair.terms)}")
    missed = [pair for pair in linked if pair.teasers and pair.score < STORY]
    for pair in random.Random(options.seed).sample(missed, min(options.missed, len(missed))):
        out.show(f"missed {pair.page}\n  {pair.titles[0]}\n  {pair.titles[1]}")
    by_words = {(pair.page, *pair.titles) for pair in pages["text"].reported if pair.score >= STORY}
    by_link = [pair for pair in pages["links"].reported if pair.evidence and (pair.page, *pair.titles) not in by_words]
    for pair in random.Random(options.seed).sample(by_link, min(options.linked, len(by_link))):
        out.show(f"linked {pair.page}\n  {pair.titles[0]}\n  {pair.titles[1]}\n  {pair.link}")


def main() -> int:
    parser = table.parser(__doc__)
    parser.add_argument("--sample", type=int, default=0, help="print so many reported pairs of different links")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", type=int, default=0, help="print so many pairs of one link that were not found")
    parser.add_argument("--linked", type=int, default=0, help="print so many pairs that their link alone makes a story")
    parser.add_argument("--band", type=float, nargs=2, default=(STORY, 1.01), metavar=("LOW", "HIGH"),
                        help="scores of the pairs that --sample prints")
    options = parser.parse_args()
    measures = {NAME: measure, "pairs to read": functools.partial(show, options=options)}
    return table.show(measures, options)


if __name__ == "__main__":
    sys.exit(main())
