#!/usr/bin/env python3
"""Makes a large collection fast, for measuring speed: 10^6 documents of about 4 KB in a few minutes.

    bench/corpus/large.py -n 1000000 -o FILE.jsonl[.zst] [--seed 1] [--bytes 4096] [-j 1] [--truth FILE.tsv]
                          [--share KIND=SHARE ...] [--from FILE.jsonl[.gz] | --from FOLDER]

Each line has id, source, published, title and text. A text is strung together from pieces of three words, drawn from a
million pieces; their words have the frequencies of a natural text (Zipf), the frequent ones being those of a collection
(the project's samples, or --from), the rest made of their halves. Two texts share six words in a row by chance about
once in 10^12 pairs of places, so that what is found is what was planted:
| kind | share | what it is |
| --- | --- | --- |
| exact | 4 % | the text of an earlier original |
| near | 8 % | the same with 1, 2 or 5 % of the pieces replaced |
| contains | 3 % | 30 to 60 % of an earlier original, in one run |
| overlap | 5 % | a text of its own with 90 to 180 words of an earlier original inside |
The earlier original is any, so relatives are far apart. That is about 0.25 pairs a document.

A document depends on --seed and its number only, so a collection is the beginning of a larger one, whatever -j is.
Written as it is made; .zst goes through the command zstd. --truth: id, id of the original, kind. Python only.
"""
import argparse
import collections
import contextlib
import datetime
import itertools
import json
import multiprocessing
import pathlib
import random
import subprocess
import sys

import base_texts

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples/news/articles.jsonl"
SHARES = {"exact": 0.04, "near": 0.08, "contains": 0.03, "overlap": 0.05}
RATES = (0.01, 0.02, 0.05)
WORDS, PIECES, PIECE = 50_000, 1 << 20, 3
ORIGINAL = "original"
SENTENCE, PARAGRAPH = 6, 30  # pieces, on average
SOURCES, DAYS = 1000, 30
FIRST_DAY = datetime.datetime(2024, 1, 1)
CHUNK = 2000  # documents that a process makes at a time


def vocabulary(texts, rng) -> list:
    """Words, the most frequent first: those of the texts, then made ones."""
    counts = collections.Counter(word for text in texts for word in base_texts.WORD.findall(text))
    words = [word.strip(",") for word, _ in counts.most_common(WORDS)]
    words = list(dict.fromkeys(word for word in words if word.isascii() and "\\" not in word and "\"" not in word))
    known, halves = set(words), [word for word in words if len(word) > 5]
    while len(words) < WORDS:
        a, b = rng.choice(halves), rng.choice(halves)
        made = a[:len(a) // 2 + 1] + b[len(b) // 2:].lower()
        if made not in known:
            known.add(made)
            words.append(made)
    return words


def make_pieces(texts, seed: int, count: int) -> list:
    """Pieces as they stand in a JSON string, each with the blank, full stop or paragraph after it."""
    rng = random.Random(f"{seed}/pieces")
    words = vocabulary(texts, rng)
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))
    drawn = rng.choices(words, cum_weights=weights, k=PIECE * count)
    ends = rng.choices((" ", ". ", ".\\n\\n"), (1 - 1 / SENTENCE, 1 / SENTENCE - 1 / PARAGRAPH, 1 / PARAGRAPH), k=count)
    return [f"{a} {b} {c}{end}" for a, b, c, end in zip(drawn[::3], drawn[1::3], drawn[2::3], ends)]


class Maker:
    """Makes any document by its number."""

    def __init__(self, pieces: list, seed: int, size: int, shares: dict):
        self.pieces, self.seed = pieces, seed
        mean = sum(len(piece.encode()) for piece in pieces[:10000]) / len(pieces[:10000])
        self.least, self.most = max(10, int(size * 0.5 / mean)), max(12, int(size * 1.5 / mean))
        self.bounds = list(zip(shares, itertools.accumulate(shares.values())))

    def begin(self, number: int) -> tuple:
        """What kind of document it is, and its random numbers from there on."""
        rng = random.Random(self.seed << 48 | number)
        draw = rng.random()
        return (next((kind for kind, bound in self.bounds if draw < bound), ORIGINAL) if number else ORIGINAL), rng

    def fresh(self, rng) -> list:
        return rng.choices(self.pieces, k=rng.randrange(self.least, self.most))

    def earlier(self, number: int, rng) -> tuple:
        """An original before this document, and its pieces."""
        other = rng.randrange(number)
        kind, others = self.begin(other)
        while kind != ORIGINAL:
            other = other - 1  # the first document is an original
            kind, others = self.begin(other)
        return other, self.fresh(others)

    def make(self, number: int) -> tuple:
        """(kind, number of the original or None, pieces)."""
        kind, rng = self.begin(number)
        if kind == ORIGINAL:
            return kind, None, self.fresh(rng)
        other, text = self.earlier(number, rng)
        if kind == "near":
            for _ in range(max(1, round(len(text) * rng.choice(RATES)))):
                text[rng.randrange(len(text))] = rng.choice(self.pieces)
        elif kind == "contains":
            length = round(len(text) * rng.uniform(0.3, 0.6))
            begin = rng.randrange(len(text) - length + 1)
            text = text[begin:begin + length]
        elif kind == "overlap":
            length = min(len(text), rng.randrange(30, 61))
            begin = rng.randrange(len(text) - length + 1)
            own = self.fresh(rng)
            place = rng.randrange(len(own) + 1)
            text = own[:place] + text[begin:begin + length] + own[place:]
        return kind, other, text

    def line(self, number: int, pieces: list) -> str:
        mixed = number * 0x9E3779B97F4A7C15 >> 20
        time = FIRST_DAY + datetime.timedelta(minutes=mixed % (DAYS * 24 * 60))
        title = pieces[0].split(".")[0].strip()
        return (f'{{"id": "n{number:08}", "source": "outlet-{mixed % SOURCES}", "published": "{time.isoformat()}Z", '
                f'"title": "{title}", "text": "{"".join(pieces).removesuffix(" ")}"}}\n')

    def chunk(self, first: int, last: int) -> tuple:
        """The lines of documents, their truth, and how many there are of each kind."""
        lines, truth, counts = [], [], collections.Counter()
        for number in range(first, last):
            kind, other, pieces = self.make(number)
            lines.append(self.line(number, pieces))
            counts[kind] += 1
            if other is not None:
                truth.append(f"n{number:08}\tn{other:08}\t{kind}\n")
        return "".join(lines).encode(), "".join(truth), counts


@contextlib.contextmanager
def opened(path: pathlib.Path):
    """A file to write bytes to, compressed for .zst."""
    with open(path, "wb") as file:
        if path.suffix != ".zst":
            yield file
            return
        packer = subprocess.Popen(["zstd", "-q", "-3", "-c"], stdin=subprocess.PIPE, stdout=file)
        yield packer.stdin
        packer.stdin.close()
        if packer.wait():
            raise OSError(f"zstd ended with {packer.returncode}")


_maker = None  # of this process: the others get it by fork, not by a copy through a pipe


def _chunk(bounds: tuple) -> tuple:
    return _maker.chunk(*bounds)


def write(maker: Maker, count: int, path: pathlib.Path, truth: pathlib.Path | None = None, jobs: int = 1) -> dict:
    """Writes `count` documents; how many there are of each kind, and their bytes."""
    global _maker
    _maker = maker
    bounds = [(first, min(first + CHUNK, count)) for first in range(0, count, CHUNK)]
    counts, size = collections.Counter(), 0
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(opened(path))
        pairs = stack.enter_context(open(truth, "w", encoding="utf-8")) if truth else None
        pool = stack.enter_context(multiprocessing.get_context("fork").Pool(jobs)) if jobs > 1 else None
        for lines, planted, kinds in pool.imap(_chunk, bounds) if pool else map(_chunk, bounds):
            file.write(lines)
            size += len(lines)
            counts.update(kinds)
            if pairs:
                pairs.write(planted)
    return {"documents": count, "bytes": size, "kinds": dict(sorted(counts.items()))}


def parse_shares(given: list) -> dict:
    shares = dict(SHARES)
    for one in given:
        kind, _, share = one.partition("=")
        if kind not in SHARES:
            raise ValueError(f"{kind}: no such kind; there are {', '.join(SHARES)}")
        shares[kind] = float(share)
    if sum(shares.values()) > 0.95:
        raise ValueError("the shares leave too few originals")
    return shares


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("-n", "--documents", type=int, default=10000)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bytes", type=int, default=4096, help="of a text, on average")
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--truth", type=pathlib.Path)
    parser.add_argument("--share", action="append", default=[], metavar="KIND=SHARE")
    parser.add_argument("--from", dest="collection", type=pathlib.Path, default=SAMPLES)
    parser.add_argument("--pieces", type=int, default=PIECES)
    options = parser.parse_args()
    try:
        pieces = make_pieces(base_texts.read_texts(options.collection), options.seed, options.pieces)
        maker = Maker(pieces, options.seed, options.bytes, parse_shares(options.share))
        print(json.dumps(write(maker, options.documents, options.output, options.truth, options.jobs)))
    except (OSError, ValueError) as error:
        sys.exit(f"large.py: {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
