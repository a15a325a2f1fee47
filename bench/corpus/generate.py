#!/usr/bin/env python3
"""Makes a corpus of N documents whose relations are known.

    bench/corpus/generate.py -n 100000 -o DIR [--seed 1] [--from FILE.jsonl[.gz] | --from FOLDER] [--only KIND]...

Writes to DIR
* records.jsonl: what `copydesk scan` reads: id, source (not always), title, text. Ids are numbers in no order.
* truth.jsonl: one planted pair a line: `a`, `b`; `kind`; `rate` (share of words or sentences, or how many times longer
  the other text is; null where nothing varies); `words` of the planted text; `expect`, the least relation that is right
  (`exact`, `near`, `contains`, `overlap`, or `any`); `span`: bytes of the planted text in `a` and in `b`, where it is a
  passage.
* documents.jsonl: of each document `id`, `role` (`original`, `variant`, `template`, `furniture`, `distractor`), `group`,
  `words`, and of template and furniture pages `family`, `kind`, `skeleton` (the share of fixed words), `style` and `sourced`.
  Pairs of one group that are not in truth.jsonl are relatives too (two variants of one text); pairs of different
  groups share nothing but, within a family, the fixed text.

Everything is drawn from --seed and the document's place; the hash seed of Python, the number of documents and --only do
not matter to it. --from is any collection of texts in a language with spaces; without it, the samples of the project.
Texts are not taken over but made of small pieces of the collection, for the reasons in base_texts.py.

What is planted
| kind | rates |
| --- | --- |
| verbatim | |
| substitute, insert, delete, mixed | 0.5 to 40 % of the words |
| drop, reorder | 5 to 50 % of the sentences; 10 to 100 % |
| cut tail, cut head, cut middle | 20 to 80 % of the text |
| embed | the whole text in one 2, 4 or 8 times as long |
| passage | 20, 25, 30, 40, 60 or 100 words in 1,000 others |
| roundup | the first 40, 60 or 100 words of four texts |
| headline | another headline, and captions added |
| ocr | 1 to 20 % of the words |
| ten disguises | none: other forms of the same words (variants.py) |

Shares of the documents: 60 % originals with three variants each (or four with a roundup), 20 % template pages
(templates.py), 5 % articles with their source's sign-up blocks (half of them without a source), 15 % distractors.
Python's standard library only. 100,000 documents are about 250 MB and take a few minutes on one core.
"""
import argparse
import json
import pathlib
import random
import sys

import base_texts
import planting
import templates
import variants

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples/news/articles.jsonl"
SITE = 20  # articles between the same blocks


class Corpus:
    """Numbers and writes documents and pairs."""

    def __init__(self, folder: pathlib.Path, count: int, seed: int):
        self._files = [open(folder / name, "w", encoding="utf-8", newline="\n")
                       for name in ("records.jsonl", "truth.jsonl", "documents.jsonl")]
        self._count, self.made = count, 0
        self._step = 7_368_787 if count % 7_368_787 else 1  # a prime: numbers in no visible order
        self._offset = random.Random(f"{seed}/ids").randrange(count)
        self.outlets = max(40, count // 20)

    def add(self, text: str, title: str, source: str, **facts) -> str:
        name = f"d{(self.made * self._step + self._offset) % self._count:07}"
        self.made += 1
        record = {"id": name} | ({"source": source} if source else {}) | {"title": title, "text": text}
        self._write(0, record)
        self._write(2, {"id": name} | facts | {"words": len(text.split())})
        return name

    def plant(self, a: str, b: str, kind: str, rate, words: int, expect: str, span=None) -> None:
        if b < a:
            a, b, span = b, a, span and span[::-1]
        self._write(1, {"a": a, "b": b, "kind": kind, "rate": rate, "words": words, "expect": expect}
                    | ({"span": {"a": span[0], "b": span[1]}} if span else {}))

    def _write(self, file: int, item: dict) -> None:
        self._files[file].write(json.dumps(item, ensure_ascii=False) + "\n")

    def close(self) -> None:
        for file in self._files:
            file.close()


def outlet(corpus: Corpus, rng) -> str:
    return f"outlet-{rng.randrange(corpus.outlets)}" if rng.random() < 0.7 else ""


def make_group(corpus: Corpus, group: int, kinds: list, base, rng) -> None:
    """An original with three variants, or four originals with a roundup of them."""
    weights = [planting.KINDS[kind][0] for kind in kinds]
    drawn = rng.choices(kinds, weights, k=3)
    if planting.ROUNDUP in drawn:
        make_roundup(corpus, group, base, rng)
        return
    headline, body = base.headline(rng), base.paragraphs(rng, rng.choice(planting.LENGTHS))
    words = variants.count_words(body)
    text = planting.article(headline, body)
    original = corpus.add(text, " ".join(headline), outlet(corpus, rng), role="original", group=group)
    for kind in drawn:
        rates = planting.KINDS[kind][1]
        rate = rng.choice([rate for rate in rates if kind != "passage" or rate <= words])
        title, text, expect, planted, span = planting.vary(kind, rate, headline, body, base, rng)
        variant = corpus.add(text, " ".join(title), outlet(corpus, rng), role="variant", group=group)
        corpus.plant(original, variant, kind, rate, planted, expect, span)


def make_roundup(corpus: Corpus, group: int, base, rng) -> None:
    rate = rng.choice(planting.KINDS[planting.ROUNDUP][1])
    articles = [(base.headline(rng), base.paragraphs(rng, rng.choice(planting.LENGTHS[1:]))) for _ in range(4)]
    title, text, planted = planting.roundup(articles, rate, base, rng)
    whole = corpus.add(text, " ".join(title), outlet(corpus, rng), role="variant", group=group)
    for (headline, body), (expect, span) in zip(articles, planted):
        part = corpus.add(planting.article(headline, body), " ".join(headline), outlet(corpus, rng), role="original",
                          group=group)
        corpus.plant(part, whole, planting.ROUNDUP, rate, rate, expect, span)


def make_templates(corpus: Corpus, count: int, seed: int, base) -> None:
    rng = random.Random(f"{seed}/families")
    number = min(max(1, count // 25), len(templates.SETTINGS))
    families = templates.families(number, base, rng)
    for i in range(count):
        family = families[i % number]
        headline, text = family.page(base, random.Random(f"{seed}/page/{i}"))
        corpus.add(headline + "\n\n" + text, headline, family.source, role="template", group=f"t{i}",
                   family=family.name, kind=family.kind, skeleton=family.skeleton, style=family.style, sourced=bool(family.source))


def make_furniture(corpus: Corpus, count: int, seed: int, base) -> None:
    """Articles of their own inside the same blocks, 20 to a site."""
    rng = random.Random(f"{seed}/furniture")
    for i in range(count):
        if i % SITE == 0:
            blocks = [base.paragraphs(rng, rng.randrange(20, 50)) for _ in range(3)]
        site, sourced = i // SITE, i // SITE % 2 == 0
        headline, body = base.headline(rng), base.paragraphs(rng, rng.choice((150, 250, 400)))
        text = planting.article(headline, blocks[0] + planting.into(body, blocks[1]) + blocks[2])
        corpus.add(text, " ".join(headline), f"site-{site:04}" if sourced else "", role="furniture", group=f"u{i}",
                   family=f"s{site:04}", kind="sign-up blocks", skeleton=None, style=None, sourced=sourced)


def make_corpus(folder: pathlib.Path, count: int, seed: int, base, kinds: list) -> None:
    corpus = Corpus(folder, count, seed)
    make_templates(corpus, count // 5, seed, base)
    make_furniture(corpus, count // 20, seed, base)
    group = 0
    while corpus.made < count - count * 15 // 100 - 5:
        make_group(corpus, f"g{group}", kinds, base, random.Random(f"{seed}/group/{group}"))
        group += 1
    for i in range(count - corpus.made):
        rng = random.Random(f"{seed}/distractor/{i}")
        headline, body = base.headline(rng), base.paragraphs(rng, rng.choice(planting.LENGTHS))
        corpus.add(planting.article(headline, body), " ".join(headline), outlet(corpus, rng), role="distractor",
                   group=f"x{i}")
    corpus.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("-n", "--documents", type=int, default=1000)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="collection", type=pathlib.Path, default=SAMPLES)
    parser.add_argument("--only", action="append", choices=planting.KINDS, help="plant this kind; repeatable")
    arguments = parser.parse_args()
    if arguments.documents < 40:
        sys.exit("generate.py: fewer than 40 documents cannot hold one of everything")
    arguments.output.mkdir(parents=True, exist_ok=True)
    try:
        base = base_texts.BaseTexts(base_texts.read_texts(arguments.collection))
    except (OSError, ValueError) as error:
        sys.exit(f"generate.py: {arguments.collection}: {error}")
    make_corpus(arguments.output, arguments.documents, arguments.seed, base, arguments.only or list(planting.KINDS))


if __name__ == "__main__":
    main()
