"""One relative of a text: its headline, its text, the relation to expect, and where the planted passage is."""
import re

import templates
import variants

LENGTHS = (60, 100, 200, 200, 400, 400, 800)  # words of an original
ROUNDUP = "roundup"
# kind: weight, rates
KINDS = {
    "verbatim": (2, (None,)),
    "substitute": (8, variants.RATES), "insert": (6, variants.RATES), "delete": (6, variants.RATES),
    "mixed": (10, variants.RATES),
    "drop": (4, (0.05, 0.1, 0.2, 0.3, 0.5)), "reorder": (4, (0.1, 0.2, 0.5, 1.0)),
    "cut tail": (3, (0.2, 0.4, 0.6, 0.8)), "cut head": (3, (0.2, 0.4, 0.6, 0.8)), "cut middle": (3, (0.2, 0.4, 0.6)),
    "embed": (4, (2, 4, 8)), "passage": (14, (20, 25, 30, 40, 60, 60, 60, 100)), "headline": (3, (None,)),
    "ocr": (5, (0.01, 0.02, 0.05, 0.1, 0.2)), ROUNDUP: (3, (40, 60, 100)),
} | {kind: (1, (None,)) for kind in variants.DISGUISES}
HOST = 1000  # words of the text that holds a passage


def article(headline, paragraphs) -> str:
    return " ".join(headline) + "\n\n" + variants.render(paragraphs)


def word_span(text: str, first: int, count: int) -> list:
    """Bytes of `count` words from the word number `first` on."""
    words = list(re.finditer(r"\S+", text))[first:first + count]
    begin = len(text[:words[0].start()].encode())
    return [begin, begin + len(text[words[0].start():words[-1].end()].encode())]


def find_span(text: str, passage: str) -> list:
    begin = len(text[:text.index(passage)].encode())
    return [begin, begin + len(passage.encode())]


def draw_passage(paragraphs, length: int, rng) -> tuple:
    """(number of the first word, `length` words in a row), of no quotation where the text has such a place."""
    words = [word for paragraph in paragraphs for sentence in paragraph for word in sentence]
    for _ in range(30):
        first = rng.randrange(len(words) - length + 1)
        passage = words[first:first + length]
        if not any(mark in word for word in passage for mark in variants.QUOTES):
            break
    return first, passage


def is_quoted(text: str) -> bool:
    """A shared quotation is a relation, but a `quote`."""
    return any(mark in text for mark in variants.QUOTES)


def into(host, guest):
    """Paragraphs `guest` between those in the middle of `host`."""
    middle = len(host) // 2
    return host[:middle] + guest + host[middle:]


def caption(base, rng) -> list:
    return [["Photo:", *base.sentence(rng, rng.randrange(8, 20))[:-1], f"({templates.FILLERS['company'](rng)})"]]


def vary(kind: str, rate, headline, body, base, rng) -> tuple:
    """(headline, text, expected relation, planted words, span in the original article and in the text or None)."""
    words = variants.count_words(body)
    if kind == "embed":
        other = base.headline(rng)
        text = article(other, into(base.paragraphs(rng, words * (rate - 1)), body))
        spans = word_span(article(headline, body), len(headline), words), find_span(text, variants.render(body))
        return other, text, "contains", words, spans
    if kind == "passage":
        other = base.headline(rng)
        first, passage = draw_passage(body, rate, rng)
        around = [base.sentence(rng), passage, base.sentence(rng)]
        rest = HOST - sum(len(sentence) for sentence in around)
        text = article(other, into(base.paragraphs(rng, rest), [around]))
        spans = word_span(article(headline, body), len(headline) + first, rate), find_span(text, " ".join(passage))
        return other, text, "any" if is_quoted(" ".join(passage)) else "overlap", rate, spans
    if kind == "headline":
        other = base.headline(rng)
        text = article(other, into(body, [caption(base, rng)]))
        return other, text, "near" if words >= 200 else "contains", words, None
    if kind == "verbatim" or kind in variants.DISGUISES:
        text = article(headline, body)
        return headline, variants.DISGUISES[kind](text, rng) if kind in variants.DISGUISES else text, "exact", words, None
    if kind == "drop":
        new = variants.drop_sentences(body, rate, rng)
    elif kind == "reorder":
        new = variants.reorder_sentences(body, rate, rng)
    elif kind.startswith("cut "):
        new = variants.cut(body, kind[4:], rate)
    elif kind == "ocr":
        new = variants.ocr_noise(body, rate, rng)
    else:
        new = variants.edit(body, kind, rate, base, rng)
    return headline, article(headline, new), "any", words, None


def opening(body, words: int) -> list:
    """The sentences of a text up to that many words, the last one cut off there."""
    out = []
    for sentence in (sentence for paragraph in body for sentence in paragraph):
        out.append(sentence[:words - sum(map(len, out))])
        if sum(map(len, out)) >= words:
            break
    return out


def roundup(articles, rate: int, base, rng) -> tuple:
    """(headline, text, (expected relation, spans in the article and in the text) of each article)."""
    openings = [opening(body, rate) for _, body in articles]
    headline = base.headline(rng)
    text = article(headline, [[base.sentence(rng)], *openings])
    planted = []
    for (title, body), sentences in zip(articles, openings):
        words = " ".join(" ".join(sentence) for sentence in sentences)
        spans = word_span(article(title, body), len(title), len(words.split())), find_span(text, words)
        planted.append(("any" if is_quoted(words) else "overlap", spans))
    return headline, text, planted
