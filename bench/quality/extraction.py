#!/usr/bin/env python3
"""The main text of archived pages, by copydesk and by other extractors.

    bench/quality/extraction.py [ARCHIVE] [--copydesk COMMAND] [--unpack FOLDER] [--list N] [--texts FOLDER] [--peers FOLDER]
                             [--json FILE]

ARCHIVE is a WARC file of pages (COPYDESK_DATA/stories-2016-11.warc.gz without it). Each page is given to copydesk (the text of
the block with the role main), trafilatura, resiliparse and readability-lxml, as many of them as are installed
(bench/extraction-requirements.txt). There is no truth: an extractor is compared with each other one and with the consensus of
the others, which is the tokens that at least two of them have. Figures are token F1 (bags of tokens, as Bevendorff and others,
SIGIR 2023, and the scrapinghub article extraction benchmark have it), as the mean over pages.

Printed: F1 of each pair; F1, precision and recall of each against the consensus of the others; pages without a main text or
below 0.6, with a reason that rules tell; the speed of each on one core, in bytes of HTML: of copydesk that of SplitPage in
copydesk-bench, with metadata and all blocks; of the others in this process, main text alone.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOW = 0.6    # F1 below which a page is listed
ALIKE = 0.8  # F1 from which two texts are one
ENOUGH = 100  # tokens of a consensus that is one
TOKEN = re.compile(r"\w+")

Page = collections.namedtuple("Page", "address html")


def read_pages(archive: pathlib.Path) -> list:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        sys.exit("warcio is missing (pip install -r bench/extraction-requirements.txt)")
    with archive.open("rb") as stream:
        return [Page(record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
                for record in ArchiveIterator(stream) if record.rec_type in ("response", "resource")]


def unpack(pages: list, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for i, page in enumerate(pages):
        (folder / f"{i:05}.html").write_bytes(page.html)


def bag(text: str) -> collections.Counter:
    return collections.Counter(TOKEN.findall(text.lower()))


def scores(have: collections.Counter, want: collections.Counter) -> tuple:
    """F1, precision, recall; two empty texts agree."""
    both = sum((have & want).values())
    here, there = sum(have.values()), sum(want.values())
    if not here or not there:
        return (1.0, 1.0, 1.0) if here == there else (0.0, 0.0, 0.0)
    return 2 * both / (here + there), both / here, both / there


def consensus(bags: list) -> collections.Counter:
    """The tokens that at least two of these have: the second largest count of each."""
    counts = collections.defaultdict(list)
    for one in bags:
        for token, count in one.items():
            counts[token].append(count)
    return collections.Counter({token: sorted(some)[-2] for token, some in counts.items() if len(some) > 1})


# Extractors -----------------------------------------------------------------------------------------------------------

def decode(html: bytes) -> str:
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode("windows-1252", "replace")


def copydesk(command: str, folder: pathlib.Path, count: int) -> tuple:
    """Texts of the main blocks, and all blocks, of each page."""
    store = folder / "store"
    subprocess.run([command, "add", "--store", store, "-q", *sorted(folder.glob("*.html"))], check=True,
                   stdout=subprocess.DEVNULL)
    export = subprocess.run([command, "store", "export", "--store", store, "-o", "-"], check=True, capture_output=True).stdout
    texts, blocks = [""] * count, [[] for _ in range(count)]
    for line in export.splitlines():
        document = json.loads(line)
        if "copydesk" in document:
            continue
        i = int(pathlib.Path(document["id"]).stem)
        blocks[i] = document["blocks"]
        text = document["text"].encode("utf-8")
        for block in blocks[i]:
            if block["role"] == "main":
                texts[i] = "\n".join(text[begin:end].decode("utf-8", "replace") for begin, end in block["parts"])
    return texts, blocks


def splitter_seconds(bench: pathlib.Path, folder: pathlib.Path) -> float | None:
    """Seconds to split all pages once, by the micro-benchmark; None where it was not built."""
    if not bench.exists():
        return None
    out = subprocess.run([bench, "--benchmark_filter=SplitPages", "--benchmark_format=json"], check=True,
                         capture_output=True, env=os.environ | {"COPYDESK_PAGES": str(folder)}).stdout
    return json.loads(out)["benchmarks"][0]["cpu_time"] / 1000


def trafilatura():
    import trafilatura as package
    return lambda html: package.extract(decode(html), include_comments=False, include_tables=True) or ""


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    return lambda html: extract_plain_text(HTMLTree.parse(decode(html)), main_content=True, alt_texts=False, links=False,
                                           list_bullets=False)


def readability():
    from lxml import html as parser
    from readability import Document
    return lambda html: parser.fromstring(Document(decode(html)).summary() or "<p></p>").text_content()


PEERS = {"trafilatura": trafilatura, "resiliparse": resiliparse, "readability-lxml": readability}


def run_peer(make, pages: list) -> tuple:
    extract = make()
    texts, seconds = [], 0.0
    for page in pages:
        begin = time.perf_counter()
        try:
            texts.append(extract(page.html))
        except Exception:  # an extractor that gives up has no text
            texts.append("")
        seconds += time.perf_counter() - begin
    return texts, seconds


# Reasons --------------------------------------------------------------------------------------------------------------

def reason(page: Page, blocks: list, have: collections.Counter, want: collections.Counter, others: dict) -> str:
    """Why copydesk and the others, {name: bag}, differ, as far as rules tell."""
    html = decode(page.html)
    teasers = sum(block["role"] == "teaser" for block in blocks)
    path = re.sub(r"^https?://[^/]*", "", page.address)
    here, there = sum(have.values()), sum(want.values())
    lower = html.lower()
    if there < 60 and here < 60:
        kind = "hardly any text"
        if re.search(r"/(videos?|watch|gallery|galleries|pictures|photos|slideshow|live)\b", path) or "og:video" in lower:
            kind += ": a page of videos or pictures"
        return kind
    if re.search(r"(?i)(subscribe to (continue|read)|subscribers only|already a subscriber)", html) and there < 120:
        return "paywall"
    if re.search(r"(?i)(we use cookies|your privacy choices|consent to)", html) and there < 120:
        return "consent page"
    if len(path.strip("/")) == 0:
        return "home page"
    if not any(block["role"] == "main" for block in blocks):
        if teasers > 5:
            return f"read as a home page of {teasers} teasers"
        return "no main text found"
    if re.search(r"/(videos?|watch|gallery|galleries|pictures|photos|slideshow|live|interactive|graphics)\b", path):
        return "a page of videos, pictures or updates"
    alike = [name for name, one in others.items() if scores(have, one)[0] >= ALIKE]
    if alike and there < 60:
        return f"the text of {' and '.join(alike)}; the others have hardly any"
    if alike:
        return f"the text of {' and '.join(alike)}; the others have another"
    if re.search(r"""(?i)class=["'][^"']*\b(gallery|galleries|slideshow)\b""", html) and there > here:
        return "the others have the captions of a gallery within the article"
    missing = sum((want - have).values())
    extra = sum((have - want).values())
    return f"{missing} tokens too few, {extra} too many"


# Output ---------------------------------------------------------------------------------------------------------------

def mean(values) -> float:
    values = list(values)
    return statistics.fmean(values) if values else 0.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("archive", nargs="?")
    options.add_argument("--copydesk", default=str(ROOT / "build/release/copydesk"), help="the built command")
    options.add_argument("--unpack", help="write the pages to this folder as HTML files, and stop")
    options.add_argument("--list", type=int, default=40, metavar="N", help="show at most so many pages that differ")
    options.add_argument("--texts", help="write the texts of all extractors to this folder")
    options.add_argument("--peers", help="read the texts of the other extractors from this folder, where --texts wrote them")
    options.add_argument("--json", help="write the figures to this file")
    options = options.parse_args()
    archive = options.archive
    if not archive:
        if "COPYDESK_DATA" not in os.environ:
            sys.exit("name an archive, or set COPYDESK_DATA to the folder that holds stories-2016-11.warc.gz")
        archive = pathlib.Path(os.environ["COPYDESK_DATA"], "stories-2016-11.warc.gz")
    pages = read_pages(pathlib.Path(archive))
    size = sum(len(page.html) for page in pages)
    if options.unpack:
        unpack(pages, pathlib.Path(options.unpack))
        print(f"{len(pages)} pages, {size / 1e6:.1f} MB in {options.unpack}")
        return 0
    texts, seconds = {}, {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        unpack(pages, folder)
        texts["copydesk"], blocks = copydesk(options.copydesk, folder, len(pages))
        taken = splitter_seconds(pathlib.Path(options.copydesk).parent / "bench/micro/copydesk-bench", folder)
        if taken is not None:
            seconds["copydesk"] = taken
    for name, make in PEERS.items():
        if options.peers:
            texts[name] = [pathlib.Path(options.peers, f"{i:05}.{name}.txt").read_text(encoding="utf-8")
                           for i in range(len(pages))]
            continue
        try:
            texts[name], seconds[name] = run_peer(make, pages)
        except ImportError:
            print(f"{name} is not installed; left out")
    names = list(texts)
    bags = {name: [bag(text) for text in texts[name]] for name in names}
    agreed = {name: [consensus([bags[other][i] for other in names if other != name]) for i in range(len(pages))]
              for name in names}
    if options.texts:
        for name in names:
            for i, text in enumerate(texts[name]):
                path = pathlib.Path(options.texts, f"{i:05}.{name}.txt")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

    print(f"{len(pages)} pages, {size / 1e6:.1f} MB\n\n| token F1 | " + " | ".join(names) + " |\n|" + " --- |" * (len(names) + 1))
    for one in names:
        row = [mean(scores(bags[one][i], bags[other][i])[0] for i in range(len(pages))) for other in names]
        print(f"| {one} | " + " | ".join(f"{value:.3f}" for value in row) + " |")
    figures = {}
    print("\n| against the consensus of the others | F1 | precision | recall | median F1 | below 0.6 | no text | "
          f"F1 where the consensus has {ENOUGH} tokens |\n|" + " --- |" * 8)
    for name in names:
        found = [scores(bags[name][i], agreed[name][i]) for i in range(len(pages))]
        f1 = [score[0] for score in found]
        empty = sum(not bags[name][i] for i in range(len(pages)))
        clear = [value for i, value in enumerate(f1) if sum(agreed[name][i].values()) >= ENOUGH]
        figures[name] = {"f1": mean(f1), "precision": mean(s[1] for s in found), "recall": mean(s[2] for s in found),
                         "median": statistics.median(f1), "low": sum(value < LOW for value in f1), "empty": empty,
                         "clear": mean(clear), "clear_pages": len(clear)}
        print(f"| {name} | " + " | ".join(f"{figures[name][key]:.3f}" for key in ("f1", "precision", "recall", "median"))
              + f" | {figures[name]['low']} | {empty} | {mean(clear):.3f} of {len(clear)} |")
    print("\n| speed, one core | MB/s |\n| --- | --- |")
    for name, taken in seconds.items():
        print(f"| {name} | {size / 1e6 / taken:.1f} |")

    listed = []
    for i, page in enumerate(pages):
        f1 = scores(bags["copydesk"][i], agreed["copydesk"][i])[0]
        has_main = any(block["role"] == "main" for block in blocks[i])
        if f1 < LOW or not has_main:
            others = {name: bags[name][i] for name in names if name != "copydesk"}
            listed.append((f1, i, reason(page, blocks[i], bags["copydesk"][i], agreed["copydesk"][i], others)))
    listed.sort()
    by_reason = collections.Counter(re.sub(r"\d+", "N", why) for _, _, why in listed)
    print(f"\n{len(listed)} pages without a main text or with F1 below {LOW}:")
    for why, count in by_reason.most_common():
        print(f"{count:5}  {why}")
    for f1, i, why in listed[:options.list]:
        print(f"  {i:05} {f1:.2f}  {why}  {pages[i].address}")
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(
            {"pages": len(pages), "bytes": size, "consensus": figures, "seconds": seconds,
             "low": [[f1, pages[i].address, why] for f1, i, why in listed]}, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
