"""Brute force on raw texts, with nothing of the product in it: words, shingle sets, and all equal runs of words.

Words are lower-cased runs of letters and digits; scripts without spaces give overlapping pairs of characters.
"""
import re
import unicodedata

SHINGLE = 5
RUN = 8
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(f"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\\W_])(?:(?![{UNSPACED}])[\\w\\u0300-\\u036f'’.,]*"
                  f"(?![{UNSPACED}])[^\\W_])?")


def words(text: str) -> list:
    """(word, begin, end) in characters of the text."""
    found = [(unicodedata.normalize("NFKC", match[0]).casefold().replace("’", "'"), match.start(), match.end())
             for match in WORD.finditer(text)]
    paired = []
    for number, (word, begin, end) in enumerate(found):
        if re.match(f"[{UNSPACED}]", word):
            following = found[number + 1] if number + 1 < len(found) else None
            if not (following and following[1] == end and re.match(f"[{UNSPACED}]", following[0])):
                continue  # it is the second of a pair
            word, end = word + following[0], following[2]
        paired.append((word, begin, end))
    return paired


def shingle_set(text: str, size: int = SHINGLE) -> set:
    """All runs of `size` words; of a shorter text the whole."""
    tokens = [word for word, _, _ in words(text)]
    return {tuple(tokens[i:i + size]) for i in range(max(1, len(tokens) - size + 1))} if tokens else set()


def resemblance(a: set, b: set) -> tuple:
    """Jaccard, and the share of the smaller set that is in the other."""
    both = len(a & b)
    return both / max(1, len(a | b)), both / max(1, min(len(a), len(b)))


def equal_runs(a: str, b: str, run: int = RUN) -> tuple:
    """What of a, and what of b, stands in the other as an equal run of at least so many words, as character ranges.

    Ranges reach from the first word of a run to its last one. Every occurrence counts, in whatever order they stand.
    """
    texts = words(a), words(b)
    grams = [[tuple(word for word, _, _ in text[i:i + run]) for i in range(len(text) - run + 1)] for text in texts]
    return tuple([(text[i][1], text[i + run - 1][2]) for i, gram in enumerate(own) if gram in other]
                 for text, own, other in zip(texts, grams, (set(grams[1]), set(grams[0]))))
