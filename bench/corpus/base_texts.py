"""Texts that share nothing with one another, made of pieces of a real collection.

A real collection cannot be the ground of a planted truth: it has copies, quotations and furniture of its own. So a text
is strung together from pieces of two to four neighbouring words, each drawn at random from the whole collection, in
sentences as long as the collection's. Words, their frequencies, names and short phrases are then real, and any run of
eight words crosses at least two borders of pieces. That two texts have such a run in common is rare (about one run in
10^12 pairs of places for a collection of half a million words), and one of twenty words, the least that is a relation,
does not happen. tests/bench/corpus_test.py compares all pairs of a small corpus by brute force.
"""
import gzip
import json
import pathlib
import re

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+")
WORD = re.compile(r"\b(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:\.\d+)?)\b,?")
MAX_WORD = 20
MAX_WORDS = 2_000_000  # of the collection: more only costs memory
TEXT_FIELDS = ("text", "content", "body")
# Few collections have many letters with marks, which the Unicode forms need.
MARKED = ("café", "Zürich", "São", "Malmö", "naïve", "façade", "Kraków", "señor", "Besançon", "Ålesund", "crème", "Győr")
QUOTED = 0.05  # of the sentences


def read_texts(place: pathlib.Path):
    """Texts of a JSON lines file, plain or gzip, or of every .txt file below a folder, in order of their paths."""
    if place.is_dir():
        for path in sorted(place.rglob("*.txt")):
            yield path.read_text(encoding="utf-8", errors="replace")
        return
    with open(place, "rb") as file:
        opener = gzip.open if file.read(2) == b"\x1f\x8b" else open
    with opener(place, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            record = json.loads(line)
            yield next((record[field] for field in TEXT_FIELDS if record.get(field)), "")


class BaseTexts:
    """Draws sentences and paragraphs: lists of words, and lists of such sentences."""

    def __init__(self, texts):
        self._words, self._lengths, known = [], [], {}
        for text in texts:
            for sentence in SENTENCE_END.split(text):
                words = [word for word in WORD.findall(sentence) if len(word) <= MAX_WORD]
                if len(words) < 4 or 2 * sum(len(word) > 2 for word in words) < len(words):
                    continue  # not prose: a table, a signature, encoded data
                self._lengths.append(min(max(len(words), 6), 40))
                # The first word is capitalised whatever it is, and the last would end sentences in the middle of others.
                self._words += [known.setdefault(word, word) for word in words[1:-1]]
            if len(self._words) >= MAX_WORDS:
                break
        if len(set(self._words)) < 200:
            raise ValueError("the collection has fewer than 200 different words between spaces")

    def word(self, rng) -> str:
        return self._words[int(rng.random() * len(self._words))].rstrip(",")

    def sentence(self, rng, length: int = 0) -> list:
        """Of `length` words, or of a length drawn from the collection."""
        words, draw = self._words, rng.random
        length = length or self._lengths[int(draw() * len(self._lengths))]
        places = len(words) - 4
        out = []
        while len(out) < length:
            start = int(draw() * places)
            out += words[start:start + 2 + int(draw() * 3)]
        del out[length:]
        if length > 5 and draw() < 0.15:
            out[2 + int(draw() * (length - 3))] = MARKED[int(draw() * len(MARKED))]
        out[0] = out[0][0].upper() + out[0][1:]
        out[-1] = out[-1].rstrip(",") + "."
        if length > 8 and draw() < QUOTED:
            out[0], out[-1] = '"' + out[0], out[-1][:-1] + '."'
        return out

    def paragraphs(self, rng, length: int) -> list:
        """Of exactly `length` words in all."""
        out = []
        while length > 0:
            paragraph = []
            for _ in range(rng.randrange(2, 5)):
                if length <= 0:
                    break
                sentence = self.sentence(rng)
                if length - len(sentence) < 6:
                    sentence = self.sentence(rng, length)
                length -= len(sentence)
                paragraph.append(sentence)
            out.append(paragraph)
        return out

    def headline(self, rng) -> list:
        return [word[0].upper() + word[1:] for word in (self.word(rng) for _ in range(rng.randrange(6, 11)))]
